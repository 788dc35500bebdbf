import { filesOf } from '../../plan/walk.ts'
import { placeOf } from '../missing.ts'
import { nameOf } from '../naming.ts'
import { recordsOf } from '../records.ts'
import type { Rule } from '../rule.ts'

const tasksOfPlan = { name: 'tasks', summary: 'How many tasks a plan has at most.', default: 4, minimum: 1 }
const filesOfTask = {
  name: 'files',
  summary: 'How many files a task names at most.',
  default: 40,
  minimum: 1,
}

export const noOversizedPlan: Rule = {
  code: 'PC147',
  name: 'no-oversized-plan',
  severity: 'info',
  checklist: false,
  summary: 'A task directory has at most four tasks, unless it says why, and a task at most forty files.',
  options: [tasksOfPlan, filesOfTask],
  *check(input) {
    const { plan, option } = input
    const mostTasks = option(tasksOfPlan)
    const mostFiles = option(filesOfTask)
    const records = recordsOf(input)
    if (records.length > mostTasks && plan.directory?.sizing === undefined) {
      yield {
        span: placeOf(plan),
        message: `The plan has ${records.length} tasks, and nothing says why they are not fewer`,
        subject: 'tasks',
        help: `More than ${mostTasks} want an agreement: write it down under \`## Task Sizing\`, or merge tasks.`,
      }
    }
    for (const { task } of records) {
      const { length } = filesOf(task)
      if (length <= mostFiles) continue
      yield {
        span: task.files?.span ?? task.heading,
        message: `${nameOf(task)} names ${length} files, and one executor keeps ${mostFiles} in mind at most`,
        subject: 'files',
        help: 'Split it where the parts can be tested each for itself.',
      }
    }
  },
}
