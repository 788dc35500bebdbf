import type { SourceSpan } from '../../source/span.ts'
import { fieldOf } from '../lookup.ts'
import type { ListItem, Section, Text } from '../section.ts'
import { normalId } from '../values/identifier.ts'
import { readUnitHeading, type UnitHeading } from '../values/unit-heading.ts'
import { isHome } from './home.ts'
import { readIndexLine } from './index-line.ts'
import { withAllFields } from './parts.ts'
import { labels } from './profile.ts'
import { taskRowsOf } from './rows.ts'

/** A heading, list item or row of the README that looks like a task. */
export interface Candidate {
  readonly kind: 'heading' | 'item' | 'row'
  readonly heading: UnitHeading
  readonly headingSpan: SourceSpan
  readonly section: Section
  /** What follows the title on an index line: `*(depends on Task 1)*`. */
  readonly remark: Text | undefined
  readonly checked: boolean | undefined
  /** How many of the fields of a task it has. */
  readonly fields: number
  /** The section that holds it. */
  readonly parent: Section
  /** Sub-tasks and steps below it. */
  readonly children: readonly Candidate[]
}

/** Every candidate of a document in text order, those inside others left to them; rows where there is nothing else. */
export function candidatesIn(root: Section, source: string): readonly Candidate[] {
  const written = writtenIn(root, source)
  return written.length > 0 ? written : rowsIn(root, source)
}

/** Below a heading such as `## Tasks`: a table elsewhere may speak of tasks in any way. */
function rowsIn(section: Section, source: string): readonly Candidate[] {
  const tables = isHome(section) ? section.blocks.filter((block) => block.kind === 'table') : []
  const own = tables.flatMap((table) =>
    taskRowsOf(table, source).map((row): Candidate => {
      const rest = { remark: undefined, checked: undefined, parent: section, children: [] }
      return { kind: 'row', ...row, headingSpan: row.span, fields: countFields(row.section), ...rest }
    }),
  )
  return [...own, ...section.children.flatMap((child) => rowsIn(child, source))]
}

function writtenIn(root: Section, source: string): readonly Candidate[] {
  const items = root.blocks.flatMap((block) =>
    block.kind === 'list' ? block.items.flatMap((item) => itemCandidate(item, root, source)) : [],
  )
  return [...items, ...root.children.flatMap((child) => headingCandidates(child, root, source))]
}

function headingCandidates(section: Section, parent: Section, source: string): readonly Candidate[] {
  const heading = section.heading && readUnitHeading(section.heading, source)
  if (section.heading === undefined || heading === undefined || heading.word !== 'Task' || isAside(heading))
    return writtenIn(section, source)
  const children = stepsIn(section, source)
  const units = new Set(children.map((child) => child.section.span.start))
  const whole = withAllFields(section, source, ({ span }) => units.has(span.start))
  return [
    {
      kind: 'heading',
      heading,
      headingSpan: section.heading.span,
      section: whole,
      remark: undefined,
      checked: completeBox(section),
      fields: countFields(whole),
      parent,
      children,
    },
  ]
}

/** `Task 1 and 2`, `Task 3 results`: words about a task. */
function isAside({ separated, title }: UnitHeading): boolean {
  return (
    !separated &&
    /^(?:and|to|through|or|is|was|&|\+|vs|details?|notes?|results?|overview|status|summary|list|dependenc\w*|deliverables?|review)\b/i.test(
      title.value,
    )
  )
}

/** `#### Task 1.1`, `#### Step 2`: what the heading of a task holds. */
function stepsIn(section: Section, source: string): readonly Candidate[] {
  return section.children.flatMap((child): readonly Candidate[] => {
    const heading = child.heading && readUnitHeading(child.heading, source)
    const inner = stepsIn(child, source)
    if (child.heading === undefined || heading === undefined || !heading.separated) return inner
    const whole = withAllFields(child, source, () => false)
    const step: Candidate = {
      kind: 'heading',
      heading,
      headingSpan: child.heading.span,
      section: whole,
      remark: undefined,
      checked: completeBox(child),
      fields: countFields(whole),
      parent: section,
      children: [],
    }
    return [step, ...inner]
  })
}

/** `- [ ] **Complete**` below the heading. */
function completeBox({ blocks }: Section): boolean | undefined {
  for (const block of blocks) {
    if (block.kind !== 'list') continue
    const box = block.items.find(({ text }) => text !== undefined && /^\s*complete[d]?\s*$/i.test(text.plain))
    if (box !== undefined) return box.checked
  }
  return undefined
}

/** `- [ ] **Task 1 — Title** *(depends on Task 2)*`, with its fields below it or as an index only. */
function itemCandidate(item: ListItem, parent: Section, source: string): readonly Candidate[] {
  const line = item.text && readIndexLine(item.text, source)
  if (line === undefined || isAside(line.heading) || (item.checked === undefined && !line.bold)) return []
  const section: Section = {
    heading: undefined,
    level: 7,
    span: item.span,
    blocks: item.blocks,
    fields: item.fields,
    children: [],
  }
  return [
    {
      kind: 'item',
      heading: line.heading,
      headingSpan: line.span,
      section,
      remark: line.remark,
      checked: item.checked,
      fields: countFields(section),
      parent,
      children: [],
    },
  ]
}

function countFields(section: Section): number {
  const parts = [labels.goal, labels.needs, labels.files, labels.deliverables, labels.criteria]
  return parts.filter((keys) => fieldOf(section, keys) !== undefined).length
}

export function idOf({ heading }: Candidate): string {
  return normalId(heading.id)
}
