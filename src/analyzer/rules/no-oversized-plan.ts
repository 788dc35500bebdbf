import { filesOf } from '../../plan/walk.ts'
import { placeOf } from '../missing.ts'
import { nameOf } from '../naming.ts'
import { recordsOf } from '../records.ts'
import type { Rule } from '../rule.ts'

const mostTasks = 4
const mostFiles = 40

export const noOversizedPlan: Rule = {
  code: 'PC147',
  name: 'no-oversized-plan',
  severity: 'info',
  checklist: false,
  summary: 'A task directory has at most four tasks, unless it says why, and a task at most forty files.',
  *check(input) {
    const { plan } = input
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
