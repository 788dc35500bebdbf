import type { SourceSpan } from '../source/span.ts'
import type { Plan, Task } from './plan.ts'

/**
 * A plan file that was carried out before, by its summary, that its author has withdrawn, or that the user leaves out:
 * nobody starts it.
 */
export function isSettled({ contract, status }: Task): boolean {
  if (contract === undefined) return false
  return contract.leftOut === true || status?.value === 'completed' || status?.value === 'skipped'
}

/**
 * What calls a task done, where the plan does: its last checkpoint, else its own status. That proves nothing, so the
 * execution script asks the proof of the task before it believes it.
 */
export function claimOf(task: Task, plan: Plan): SourceSpan | undefined {
  const checkpoint = plan.checkpoints.findLast(({ task: { id } }) => id === task.id)
  if (checkpoint !== undefined) return checkpoint.status === 'completed' ? checkpoint.span : undefined
  return task.status?.value === 'completed' ? task.status.span : undefined
}
