import type { Report } from '../../diagnostics/diagnostic.ts'
import type { FileChange, Step, Task } from '../../plan/plan.ts'
import { type Located, located } from '../../source/span.ts'
import { textsOf } from '../lookup.ts'
import { commonLabels, type Labels } from '../profile.ts'
import type { Field, Section } from '../section.ts'
import { wordsOf } from '../text.ts'
import { roomy } from '../values/references.ts'
import { readTask } from '../work.ts'
import { type Entry, entriesFrom } from './entries.ts'
import { filesOfEntries } from './files.ts'
import type { LadderHeading } from './heading.ts'
import { needKeys, readNeeds } from './needs.ts'
import { noPlaceholder } from './problems.ts'
import { proseOf } from './prose.ts'
import type { Form, ThreadSketch } from './sketch.ts'

const none: ReadonlySet<string> = new Set()

/** `work` knows a summary and details only; these labels inside the details are ours, and text to `work`. */
const labels: Labels = {
  owner: none,
  goal: none,
  needs: none,
  files: commonLabels.files,
  deliverables: none,
  criteria: new Set(['acceptance', 'acceptance criteria', 'done when']),
  blastRadius: new Set(['verify', 'blast radius']),
  parallel: none,
  skills: commonLabels.skills,
  status: none,
  onFailure: new Set(['if blocked', 'on failure', 'if failed']),
  packages: none,
  type: none,
  wave: none,
}
const extensions: ReadonlySet<string> = new Set([
  ...needKeys,
  ...labels.files,
  ...labels.criteria,
  ...labels.blastRadius,
  ...labels.skills,
  ...labels.onFailure,
])

export interface ThreadReading {
  readonly form: Form
  /** The thread's tasks, where they are known. */
  readonly steps: readonly Step[]
  /** Whether it has a WORK.md. */
  readonly contracted: boolean
  readonly report: Report
}

export function readThread(sketch: ThreadSketch, { form, steps, contracted, report }: ThreadReading): Task {
  const { id, heading, section } = sketch
  const said = extensionsIn(section)
  const details = section.fields.find(({ key }) => key === 'details')
  const summary = section.fields.find(({ key }) => key === 'summary')
  const start =
    details?.label.span.end ?? summary?.span.end ?? section.heading?.span.end ?? section.span.start
  const entries =
    form === 'tasks' ? [] : entriesFrom(section, start).filter((entry) => !isExtension(entry, said))
  const spoken = filesOfEntries(entries, summary ? textsOf(summary) : [])
  const files = form === 'tasks' || summary === undefined ? spoken.files : withSummary(spoken.files, summary)
  const read = readTask(
    {
      id,
      heading: { word: 'Thread', id, title: heading.title, status: undefined, separated: true },
      headingSpan: heading.span,
      section: { ...section, blocks: [], fields: said, children: [] },
    },
    steps,
    { labels, names: { ids: new Map(), level: [], room: roomy() }, report },
  )
  if (form !== 'tasks' && !contracted && entries.length + said.length === 0) reportEmpty(heading, id, report)
  const first = files[0]
  const inferred = first && located(files, { ...first.span, end: files.at(-1)?.span.end ?? first.span.end })
  return {
    ...read,
    owner: ownerOf(heading),
    goal: goalOf(section, summary, start),
    needs: needsOf(said, id, report),
    files: read.files ?? inferred,
    mentions: spoken.mentions.filter(({ path }) => !isKnown(path, files)),
  }
}

/** A summary may name a file shortly that the details name in full. */
function withSummary(files: readonly FileChange[], summary: Field): readonly FileChange[] {
  const texts = textsOf(summary)
  const named = filesOfEntries(texts.map((text) => ({ text, below: [], item: undefined }))).files
  return [...named.filter(({ path }) => !isKnown(path, files)), ...files]
}

function isKnown(path: string, files: readonly FileChange[]): boolean {
  return files.some((file) => file.path === path || file.path.endsWith(`/${path}`))
}

function reportEmpty({ span }: LadderHeading, id: string, report: Report): void {
  report(noPlaceholder, {
    span,
    message: `Thread ${id} has no details: its agent would have to guess what to do`,
    help: 'Say below `**Details:**` what to create and what to change, an item each.',
  })
}

/** The name only, without `@agent:`. */
export function ownerOf({ agent }: LadderHeading): Located<string> | undefined {
  if (agent === undefined || agent.name === '') return undefined
  return located(agent.name, { ...agent.span, start: agent.span.end - agent.name.length })
}

function goalOf(section: Section, summary: Field | undefined, start: number): Task['goal'] {
  if (summary === undefined) return proseOf(section.blocks.filter(({ span }) => span.end <= start))
  const below = proseOf(summary.blocks)
  const { text } = summary
  if (text === undefined) return below
  const words = [wordsOf(text), ...(below === undefined ? [] : [below.value])].join(' ')
  return located(words, { ...text.span, end: below?.span.end ?? text.span.end })
}

function needsOf(fields: readonly Field[], own: string, report: Report): Task['needs'] {
  const said = fields.filter(({ key }) => needKeys.has(key))
  const texts = said.flatMap(textsOf)
  const [first] = texts
  if (first === undefined) return undefined
  const seen = new Set<string>()
  const references = texts.flatMap((text) => readNeeds(text, own, report))
  return located(
    references.filter(({ id }) => !seen.has(id) && seen.add(id)),
    { ...first.span, end: texts.at(-1)?.span.end ?? first.span.end },
  )
}

/** Labelled items of the details, and labelled paragraphs. */
function extensionsIn({ blocks, fields }: Section): readonly Field[] {
  const items = blocks.flatMap((block) => (block.kind === 'list' ? block.items : []))
  const all = [...fields, ...items.flatMap((item) => item.fields)]
  const found = new Map<number, Field>()
  for (const field of all) if (extensions.has(field.key)) found.set(field.label.span.start, field)
  return [...found.values()].sort((a, b) => a.span.start - b.span.start)
}

/** An entry whose words begin with one of the labels. */
function isExtension({ text }: Entry, said: readonly Field[]): boolean {
  return said.some(({ label, span }) => label.span.start <= text.span.start + 4 && text.span.start < span.end)
}
