import { nameOf, shortNameOf } from '../naming.ts'
import { recordsOf } from '../records.ts'
import type { Rule } from '../rule.ts'

export const taskListIsFlat: Rule = {
  code: 'PC145',
  name: 'task-list-is-flat',
  severity: 'info',
  checklist: false,
  summary: 'The tasks of a task directory are one flat list.',
  *check(input) {
    for (const span of input.plan.directory?.groupings ?? []) {
      yield {
        span,
        message: 'This heading groups tasks, and what carries them out knows no groups',
        help: 'Put the tasks one after another, and say below each what it waits for.',
      }
    }
    for (const { task } of recordsOf(input)) {
      const [step] = task.steps
      if (step !== undefined) {
        yield {
          span: step.heading,
          message: `“${shortNameOf(step)}” stands inside ${nameOf(task)}, and what carries tasks out knows no parts of them`,
          help: 'Make it a task of its own, or a paragraph of this one.',
        }
      } else if (task.id.includes('.')) {
        yield {
          span: task.heading,
          message: `${nameOf(task)} has a number with parts`,
          help: 'Number the tasks 1, 2, 3; their folders are called after the number.',
        }
      }
    }
  },
}
