import type { Report } from '../../diagnostics/diagnostic.ts'
import type { Group, Reference } from '../../plan/plan.ts'
import { located } from '../../source/span.ts'
import { textsOf } from '../lookup.ts'
import type { Section, Text } from '../section.ts'
import { slice } from '../text.ts'
import { entriesFrom } from './entries.ts'
import { padded } from './heading.ts'
import { bare } from './ids.ts'
import { needKeys, readNeeds } from './needs.ts'
import type { BatchSketch, StageSketch } from './sketch.ts'

type Needs = Group['needs']

/** What the batches of a stage are said to wait for, in their own labels or in the stage's constitution, by id. */
export function batchNeeds(
  stage: StageSketch,
  constitution: Section | undefined,
  report: Report,
): ReadonlyMap<string, Needs> {
  const batches = stage.body.filter((one) => one.kind === 'batch')
  const lines = constitution === undefined ? [] : entriesFrom(constitution, constitution.span.start)
  return new Map(
    batches.map((batch) => [batch.id, labelled(batch, report) ?? foretold(batch, stage, lines)] as const),
  )
}

/** `**Depends on:** Batch 01` below the heading. */
function labelled({ id, section }: BatchSketch, report: Report): Needs {
  const texts = section.fields.filter(({ key }) => needKeys.has(key)).flatMap(textsOf)
  const [first] = texts
  if (first === undefined) return undefined
  const end = texts.at(-1)?.span.end ?? first.span.end
  return located(
    texts.flatMap((text) => readNeeds(text, `${bare(id)}.00`, report)),
    { ...first.span, end },
  )
}

const about = /^[\s\W]*batch\s+#?(?<number>\d{1,4})\b(?=\s*(?:[:—–-]|\())/i
const order = /\b(?:depends on|requires|blocked by|waits for)\s+(?=(?:batch|stage|thread)(?:es|s)?\s+#?\d)/i

/** `- Batch 2: Update the callers (depends on Batch 1)`; what else a line says of its batch is prose. */
function foretold(
  { heading }: BatchSketch,
  stage: StageSketch,
  lines: readonly { readonly text: Text }[],
): Needs {
  const found = lines.flatMap(({ text }): readonly Reference[] => {
    const number = about.exec(text.plain)?.groups?.['number']
    const said = order.exec(text.plain)
    if (number === undefined || padded(number) !== heading.id || said === null) return []
    const from = text.span.start + said.index + said[0].length
    const rest = slice(text, from, text.span.end)
    const end = /[).;](?!\d)/.exec(rest.plain)?.index ?? rest.plain.length
    return readNeeds(slice(rest, from, from + end), `${bare(stage.id)}.00.00`, () => {})
  })
  const [first] = found
  return first && located(found, { ...first.span, end: found.at(-1)?.span.end ?? first.span.end })
}
