import type { Task } from '../../plan/plan.ts'
import { missing } from '../missing.ts'
import { nameOf } from '../naming.ts'
import type { Rule } from '../rule.ts'
import { silentTasks } from '../silence.ts'

export const taskHasDependencies: Rule = {
  code: 'PC201',
  name: 'task-has-dependencies',
  severity: 'warning',
  checklist: true,
  summary: 'Every task says what it waits for, if only that it is nothing.',
  check(input) {
    const silent = new Map(silentTasks(input.graph.seating).map((one) => [one.task, one]))
    const runAfter = (task: Task | undefined) => {
      if (task === undefined) return 'They are run one after another, in the order of the text.'
      const before = silent.get(task)?.before
      return before === undefined
        ? 'It is run first.'
        : `It is run after ${nameOf(before.node)}, which stands before it.`
    }
    return missing(input, {
      isMissing: (task) => silent.has(task),
      one: 'does not say what it waits for',
      none: 'says what it waits for',
      help: (task) =>
        `${runAfter(task)} Write \`**Dependencies:**\` with the tasks that come first, or \`None\`.`,
    })
  },
}
