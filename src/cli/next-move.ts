import { closingsOf } from '../codegen/closing.ts'
import type { ClosingWishes } from '../codegen/closing-nodes.ts'
import { slugsOf } from '../codegen/slugs.ts'
import type { Plan, Task } from '../plan/plan.ts'
import { isSettled } from '../plan/settled.ts'
import { tasksOf } from '../plan/walk.ts'

/** What a run of the compiled plan leaves out, a sentence for each reason. */
export function leftOut(plan: Plan): readonly string[] {
  const tasks = tasksOf(plan)
  const unwanted = tasks.filter(({ contract }) => contract?.leftOut === true).length
  const over = tasks.filter(isSettled).length - unwanted
  const words = (count: number) =>
    count === tasks.length ? 'Every plan is' : `${count} of ${tasks.length} plans are`
  return [
    ...(over > 0 ? [`${words(over)} done by summary, or withdrawn: not started again`] : []),
    ...(unwanted > 0 ? [`${words(unwanted)} left out: they close no gaps, and have no summary`] : []),
  ]
}

/** What a person does with a plan that was just compiled. `script`: how it is called. */
export function nextMove(plan: Plan, script: string, closing: ClosingWishes): string {
  const tasks = tasksOf(plan)
  if (tasks.every(isSettled) && closingsOf(plan, slugsOf(plan), closing).length === 0)
    return 'Nothing is left to run'
  // Marks in a plan prove nothing: the script believes them where the proof of a task holds.
  if (tasks.every(isMarkedDone) && !tasks.some(isSettled))
    return `Nothing is left to run, by the plan's own marks; \`${script} run\` proves them, and does what does not hold`
  return `Next: \`${script} dry-run\` shows what will run, \`${script} run\` starts it`
}

function isMarkedDone({ status }: Task): boolean {
  return status?.value === 'completed' || status?.value === 'skipped'
}
