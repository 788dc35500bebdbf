import type { Group, Plan, Task } from '../plan/plan.ts'
import type { Seat, Seating } from './seats.ts'

/** A task that does not say what it waits for, where no group says it either. */
export interface Silent {
  readonly task: Task
  readonly seat: Seat
  /** What stands before it in the text: for safety it is run after that. `undefined` = nothing does. */
  readonly before: Seat | undefined
}

/** In text order. */
export function silentTasks({ claims }: Plan, { seats }: Seating): readonly Silent[] {
  const together = new Set(
    claims
      .flatMap((claim) => (claim.kind === 'group' && claim.source === 'nesting' ? claim.members : []))
      .map(({ id }) => id),
  )
  return seats.flatMap((seat) => {
    if (seat.node.kind !== 'task' || saysNeeds(seat.node)) return []
    const before = beforeOf(seat, together.has(seat.node.id))
    return before === 'said' ? [] : [{ task: seat.node, seat, before }]
  })
}

/**
 * In its own words or in those of a step. What a step says of its neighbours is said of no task, and what an item of a
 * checklist waits for comes on top of what its task does.
 */
export function saysNeeds(task: Task): boolean {
  const own = new Set(task.steps.map(({ id }) => id))
  return (
    task.needs !== undefined ||
    task.steps.some(({ needs, checked }) => {
      if (needs === undefined || checked !== undefined) return false
      return needs.value.length === 0 || needs.value.some(({ id }) => !own.has(id))
    })
  )
}

/** What stands before it at the innermost level that orders it; `said` where a group says what it waits for. */
function beforeOf(seat: Seat, together: boolean): Seat | 'said' | undefined {
  const { parent, before } = seat
  if (parent?.node.kind !== 'group') return before
  if (parent.node.order === 'sequence' && before !== undefined) return 'said'
  if (parent.node.needs !== undefined && before === undefined) return 'said'
  if (!together && !isParallel(parent.node)) return before ?? beforeOf(parent, false)
  // In the first wave nothing comes before, and that is said by its being the first.
  return parent.node.needs === undefined ? (beforeOf(parent, false) ?? 'said') : 'said'
}

/** What a wave holds runs together, by what the word means; of the tasks of a sprint that is not known. */
function isParallel({ word, title }: Group): boolean {
  return /^(?:wave|batch)$/i.test(word) || /\b(?:parallel|independent|concurrent)\b/i.test(title.value)
}
