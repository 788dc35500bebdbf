import { nameOf } from '../naming.ts'
import { recordsOf } from '../records.ts'
import type { Rule } from '../rule.ts'

export const taskHasBrief: Rule = {
  code: 'PC140',
  name: 'task-has-brief',
  severity: 'warning',
  checklist: false,
  summary: 'Every task of a task directory has a file of its own.',
  *check(input) {
    const records = recordsOf(input)
    const first = records.find(({ record }) => record.place !== 'brief')
    if (first === undefined) return
    if (input.plan.directory?.layout === 'embedded') {
      yield {
        span: first.task.heading,
        message: 'The tasks stand in the README, and none has a file of its own',
        help: 'It is read all the same; newer plans keep each task in `tasks/task-N/task.md`.',
        severity: 'info',
      }
      return
    }
    for (const { task, record } of records) {
      if (record.place === 'brief') continue
      yield {
        span: task.heading,
        message: `${nameOf(task)} has no file of its own, and other tasks do`,
        help: `Write \`tasks/task-${task.id}/task.md\`: who carries out the task reads nothing else.`,
      }
    }
  },
}
