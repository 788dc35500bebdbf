import type { Task } from './plan.ts'

/** A plan file that was carried out before, by its summary, or that its author has withdrawn: nobody starts it again. */
export function isSettled({ contract, status }: Task): boolean {
  if (contract === undefined) return false
  return status?.value === 'completed' || status?.value === 'skipped'
}
