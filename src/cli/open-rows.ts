import type { Plan } from '../plan/plan.ts'
import { tasksOf } from '../plan/walk.ts'
import type { RunState } from '../workspace/run-state.ts'

/**
 * For each gate, check or further task of the compiled plan that is not passed: the last task of the plan, in the order
 * of its text, that it stands behind; `undefined` where it stands before all of them.
 */
export function openRows(
  plan: Plan,
  slugs: ReadonlyMap<string, string>,
  { rows, remembered, approved }: RunState,
): readonly (string | undefined)[] {
  const places = new Map(tasksOf(plan).map(({ id }, index) => [slugs.get(id) ?? '', index]))
  const last = new Map<string, number>()
  for (const { key, needs } of rows) {
    last.set(key, Math.max(places.get(key) ?? -1, ...needs.map((need) => last.get(need) ?? -1)))
  }
  const isPassed = (key: string) => approved.has(key) || remembered.get(key)?.status === 'done'
  const open = rows.filter(({ key, kind }) => kind !== 'barrier' && !places.has(key) && !isPassed(key))
  return open.map(({ key }) => tasksOf(plan)[last.get(key) ?? -1]?.id)
}
