import { slugsOf } from '../codegen/slugs.ts'
import type { Plan, Task } from '../plan/plan.ts'
import { tasksOf } from '../plan/walk.ts'
import type { Arguments } from './arguments.ts'
import { unknown } from './usage-error.ts'

/** The tasks that `--task` names, or all: a task is called by its id, or by the key that the compiled plan gives it. */
export function wantedTasks(plan: Plan, given: Arguments): readonly Task[] {
  const tasks = tasksOf(plan)
  const wanted = given.value('task')
  if (wanted === undefined) return tasks
  const slugs = slugsOf(plan)
  const found = tasks.filter(({ id }) => id === wanted)
  const named = found.length > 0 ? found : tasks.filter(({ id }) => slugs.get(id) === wanted)
  if (named.length > 0) return named
  throw unknown(
    'task',
    wanted,
    tasks.map(({ id }) => id),
  )
}
