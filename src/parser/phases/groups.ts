import type { Claim, Reference } from '../../plan/plan.ts'
import type { SourceSpan } from '../../source/span.ts'
import { itemsOf } from '../lookup.ts'
import type { Block, Field, Section, Text } from '../section.ts'
import { trimmed, wordsOf } from '../text.ts'
import { type Names, readReferences } from '../values/references.ts'

type GroupClaim = Extract<Claim, { readonly kind: 'group' }>
type Table = Extract<Block, { readonly kind: 'table' }>

export interface GroupTable {
  readonly span: SourceSpan
  readonly claims: readonly GroupClaim[]
}

/** Every table of groups in a section and below, in text order. */
export function groupTables(section: Section, names: Names): readonly GroupTable[] {
  const own = section.blocks.flatMap((block) => (block.kind === 'table' ? readTable(block, names) : []))
  return [...own, ...section.children.flatMap((child) => groupTables(child, names))]
}

const groupHead =
  /^\W*(?:parallel|phase|execution|task)?\s*(?:group|wave|batch|stage|parallel group)s?(?:\s*(?:id|#|no\.?))?\W*$/i
const memberHead =
  /^\W*(?:phases?|tasks?(?: \(parallel\))?|units?|steps?|members?|stages?|parallel phases|phases? \/ tasks?)\W*$/i
const afterHead = /\b(?:start after|can start|after|depends|blocking|blocked|dependenc|prerequisite|waits?)/i

/** `| Parallel Group | Phases | Can Start After | Reason |` in any order of columns after the first. */
function readTable(table: Table, names: Names): readonly GroupTable[] {
  const heads = table.header.map(({ plain }) => plain)
  const member = heads.findIndex((head) => memberHead.test(head))
  if (!groupHead.test(heads[0] ?? '') || member < 1) return []
  const after = heads.findIndex((head) => afterHead.test(head))
  const claims = table.rows.flatMap(({ cells, span }) => {
    const [id, members] = [cells[0], cells[member]]
    if (id === undefined || members === undefined) return []
    const text = trimmed(members)
    const previous = after < 0 ? undefined : cells[after]
    return [
      {
        kind: 'group' as const,
        id: groupId(wordsOf(id)),
        members: text === undefined ? [] : read(text, names),
        after: previous === undefined ? [] : read(previous, names),
        sequential: isSequential(`${wordsOf(id)} ${wordsOf(members)}`),
        source: 'table' as const,
        span,
      },
    ]
  })
  return [{ span: table.span, claims }]
}

/** `- **Group A:** Phases 1, 2 (parallel)` and `**Group B (sequential):**` with a list below. */
export function groupFields(section: Section, names: Names): readonly GroupClaim[] {
  const own = section.fields.flatMap((field) => readField(field, names))
  return [...own, ...section.children.flatMap((child) => groupFields(child, names))]
}

function readField({ key, label, text, blocks, span }: Field, names: Names): readonly GroupClaim[] {
  if (!/^(?:parallel |execution )?group [a-z]?\d*[a-z]?(?:\b|$)/.test(key)) return []
  const texts = [text, ...itemsOf({ blocks }).map((item) => item.text)].filter((one) => one !== undefined)
  const members = texts.flatMap((one) => read(one, names))
  if (members.length === 0) return []
  const said = [label.value, ...texts.map(wordsOf)].join(' ')
  const source = blocks.length > 0 ? ('prose' as const) : ('list' as const)
  return [
    { kind: 'group', id: groupId(key), members, after: [], sequential: isSequential(said), source, span },
  ]
}

function read(text: Text, names: Names): readonly Reference[] {
  return readReferences(text, names, '').references
}

function isSequential(words: string): boolean {
  return /→|->|\bsequential\b|\bin order\b|\bone (?:after|by)\b|\bthen\b/i.test(words)
}

function groupId(words: string): string {
  return words
    .replace(/^(?:parallel |execution )?(?:group|wave|batch|stage)\s+/i, '')
    .replace(/\s*\([^)]*\)\s*$/, '')
    .trim()
    .toUpperCase()
}
