import type { Task } from '../plan/plan.ts'
import type { Seat, Seating } from './seats.ts'

/** A task that does not say what it waits for, where no group says it either. */
export interface Silent {
  readonly task: Task
  readonly seat: Seat
  /** What stands before it in the text: for safety it is run after that. `undefined` = nothing does. */
  readonly before: Seat | undefined
}

/**
 * In text order. In a sequence the order is implied; what stands in a parallel group waits for nothing inside it,
 * so that what stands before the group counts, unless the group says what it needs.
 */
export function silentTasks({ seats }: Seating): readonly Silent[] {
  return seats.flatMap((seat) => {
    if (seat.node.kind !== 'task' || seat.node.needs !== undefined || orderIsSaid(seat)) return []
    return [{ task: seat.node, seat, before: outermost(seat).before }]
  })
}

function orderIsSaid({ parent, before }: Seat): boolean {
  if (parent?.node.kind !== 'group') return false
  if (parent.node.needs !== undefined || (parent.node.order === 'sequence' && before !== undefined))
    return true
  return orderIsSaid(parent)
}

function outermost(seat: Seat): Seat {
  return seat.parent === undefined ? seat : outermost(seat.parent)
}
