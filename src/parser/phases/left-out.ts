import type { Report } from '../../diagnostics/diagnostic.ts'
import type { SourceSpan } from '../../source/span.ts'
import { noRepeatedSection, taskIsUnderstood } from '../problems.ts'
import type { Section } from '../section.ts'
import type { Unit } from '../work.ts'
import { type Candidate, keyOf } from './candidate.ts'
import { numberedItems } from './checklist.ts'
import { mention } from './tree.ts'

/** Headings that look like a unit and were not read: counts those that name no unit of the plan. */
export function reportOthers(
  others: readonly Candidate[],
  units: readonly Candidate[],
  report: Report,
): number {
  const chosen = new Set(units)
  const apart = new Map<string, Candidate[]>()
  for (const other of others) {
    if (units.some(({ section }) => inside(other, section.span)) || holds(other, chosen)) continue
    const twin = units.find((unit) => keyOf(unit) === keyOf(other))
    if (twin !== undefined) {
      report(noRepeatedSection, mention(other, twin))
      continue
    }
    const kind = `${other.heading.word} ${other.section.level}`
    apart.set(kind, [...(apart.get(kind) ?? []), other])
  }
  const words = [...new Set(units.map(({ heading }) => heading.word))]
  for (const alike of apart.values()) reportApart(alike, words, report)
  return [...apart.values()].flat().length
}

/**
 * Said once for headings of one kind: an overview has as many as the plan has phases. Headed with another word than the
 * plan's tasks they most likely cut it in another way.
 */
function reportApart([first, ...more]: readonly Candidate[], words: readonly string[], report: Report): void {
  if (first === undefined) return
  const { heading, section } = first
  const related = more.map((one) => ({ span: placeOf(one.section), message: 'and here' }))
  const name = `“${heading.word} ${heading.id}”`
  if (!words.includes(heading.word)) {
    const others = more.length === 0 ? `${name} is` : `${name} and ${more.length} more like it are`
    report(taskIsUnderstood, {
      span: placeOf(section),
      message: `${others} not read: the tasks of this plan are headed with ${words.map((word) => `“${word}”`).join(', ')}`,
      help: 'An overview may stay; where they are tasks too, head them as the others are.',
      related,
      severity: 'info',
    })
    return
  }
  const message =
    more.length === 0
      ? `${name} looks like a task, but stands apart from the plan's other tasks and is not read`
      : `${name} and ${more.length} more like it look like tasks, but stand apart from the plan's others and are not read`
  report(taskIsUnderstood, {
    span: placeOf(section),
    message,
    help: 'Put it at the same heading level and under the same section as the others.',
    related,
  })
}

function placeOf({ heading, span }: Section): SourceSpan {
  return heading?.span ?? span
}

/** Sections that speak like a task and are headed as none. */
export function reportNameless(
  sections: readonly Section[],
  others: readonly Candidate[],
  report: Report,
): number {
  const said = new Set(others.map(({ section }) => section))
  const nameless = sections.filter((section) => !said.has(section))
  for (const { heading, span } of nameless) {
    report(taskIsUnderstood, {
      span: heading?.span ?? span,
      message:
        'This section has the fields of a task, but its heading has no word and number of one, and it is not read',
      help: 'Head it as the other tasks are, such as `### Phase 4: Name`.',
    })
  }
  return nameless.length
}

/** Items of checklists with a number of their own that stand in no task. A number that is read elsewhere is an overview. */
export function reportItems(outline: Section, units: readonly Unit[], report: Report): number {
  const known = new Set(units.map(({ heading }) => heading.id))
  const left = numberedItems(outline, new Set()).filter(({ heading }) => !known.has(heading.id))
  const [first, ...more] = left
  if (first === undefined) return 0
  const name = `“${first.heading.id}”`
  report(taskIsUnderstood, {
    span: first.headingSpan,
    message:
      more.length === 0
        ? `${name} stands below no task of this plan and is not read`
        : `${name} and ${more.length} more like it stand below no task of this plan and are not read`,
    help: 'Put it below the heading of the task whose step it is, or head it as a task.',
    related: more.map(({ headingSpan }) => ({ span: headingSpan, message: 'and here' })),
  })
  return left.length
}

/** `[P]` parts tasks for several agents, and the steps of one task are one agent's. */
export function reportParallelItems(units: readonly Unit[], report: Report): void {
  const marked = units.filter(({ marks = [] }) => marks.some(({ value }) => value === 'P'))
  const mark = marked[0]?.marks?.find(({ value }) => value === 'P')
  if (mark === undefined) return
  const count = marked.length === 1 ? 'One step is' : `${marked.length} steps are`
  report(taskIsUnderstood, {
    span: mark.span,
    message: `${count} marked [P], and the steps of a task are done by one agent, one after another`,
    help: 'Nothing to do, if that is meant; head those that several agents shall do at once as tasks of their own.',
    severity: 'info',
  })
}

function inside(
  { section }: Candidate,
  { start, end }: { readonly start: number; readonly end: number },
): boolean {
  return section.span.start >= start && section.span.end <= end
}

function holds(candidate: Candidate, chosen: ReadonlySet<Candidate>): boolean {
  return candidate.children.some((child) => chosen.has(child) || holds(child, chosen))
}
