import type { Node, Task } from '../../plan/plan.ts'
import type { SourceSpan } from '../../source/span.ts'
import { headedGroup, impliedNeed } from '../group.ts'
import type { Section } from '../section.ts'
import { readUnitHeading, type UnitHeading } from '../values/unit-heading.ts'
import type { Candidate } from './candidates.ts'

/** A heading between the task list and its tasks: `## Phase 1: Foundation`. */
export interface Grouping {
  readonly section: Section
  readonly span: SourceSpan
  readonly heading: UnitHeading
}

/** Which heading each task is grouped by; tasks of a flat list by none. */
export function groupingsOf(units: readonly Candidate[], source: string): ReadonlyMap<Candidate, Grouping> {
  return new Map(
    units.flatMap((unit): readonly [Candidate, Grouping][] => {
      const { parent } = unit
      const heading = parent.heading && readUnitHeading(parent.heading, source)
      if (parent.heading === undefined || heading === undefined || heading.word === 'Task') return []
      return [[unit, { section: parent, span: parent.heading.span, heading }]]
    }),
  )
}

/** Tasks one after another, those of one grouping in a group that follows the group before it. */
export function groupNodes(
  tasks: readonly { readonly task: Task; readonly grouping: Grouping | undefined }[],
): readonly Node[] {
  const sections = [
    ...new Set(tasks.flatMap(({ grouping }) => (grouping === undefined ? [] : [grouping.section]))),
  ]
  const done = new Set<Section>()
  let before: string | undefined
  return tasks.flatMap(({ task, grouping }): readonly Node[] => {
    if (grouping === undefined) return [task]
    if (done.has(grouping.section)) return []
    done.add(grouping.section)
    const body = tasks
      .filter((other) => other.grouping?.section === grouping.section)
      .map((other) => other.task)
    const id = idOf(grouping, sections.indexOf(grouping.section))
    const needs = before === undefined ? undefined : impliedNeed(before, grouping.span)
    before = id
    return [headedGroup({ ...grouping, id }, needs, body)]
  })
}

/** Task 1 and phase 1 share a number: the group has its word in its id. */
function idOf({ heading: { word, id } }: Grouping, index: number): string {
  return `${word.toLowerCase()}-${id}${index >= 0 ? '' : `#${index}`}`
}
