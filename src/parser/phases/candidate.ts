import { fieldOf } from '../lookup.ts'
import type { Labels } from '../profile.ts'
import type { Section } from '../section.ts'
import { normalId } from '../values/identifier.ts'
import type { UnitHeading } from '../values/unit-heading.ts'
import { hasTaskTable } from './task-table.ts'

/** A heading that looks like a unit, with those that stand below it. */
export interface Candidate {
  readonly heading: UnitHeading
  readonly section: Section
  /** How many of the fields of a task its section has. */
  readonly fields: number
  readonly children: readonly Candidate[]
}

/** Equal for two headings that name one unit. */
export function keyOf({ heading }: Candidate): string {
  return `${heading.word} ${normalId(heading.id)}`
}

/** A table of tasks counts as one. */
export function countFields(section: Section, labels: Labels): number {
  const parts = [
    labels.owner,
    labels.goal,
    labels.needs,
    labels.files,
    labels.deliverables,
    labels.criteria,
    labels.blastRadius,
    labels.parallel,
  ]
  const said = parts.filter((keys) => fieldOf(section, keys) !== undefined).length
  return said + (hasTaskTable(section) ? 1 : 0)
}
