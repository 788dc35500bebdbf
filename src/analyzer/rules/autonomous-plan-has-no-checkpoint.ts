import { nameOf } from '../naming.ts'
import type { Rule } from '../rule.ts'

export const autonomousPlanHasNoCheckpoint: Rule = {
  code: 'PC122',
  name: 'autonomous-plan-has-no-checkpoint',
  severity: 'error',
  checklist: false,
  summary: 'A plan that is said to run without a person has no task for a person.',
  *check({ tasks }) {
    for (const task of tasks) {
      const { contract } = task
      if (contract === undefined) continue
      const { autonomous } = contract
      const checkpoint = task.steps.find(({ form }) => form?.pause !== undefined)
      if (checkpoint !== undefined && autonomous?.value === true) {
        yield {
          span: autonomous.span,
          message: `${nameOf(task)} is said to be autonomous, and ${nameOf(checkpoint)} waits for a person`,
          related: [{ span: checkpoint.heading, message: 'this is where it waits' }],
          help: 'Write `autonomous: false`.',
          fix: {
            safety: 'safe',
            title: 'Say that a person is needed',
            edits: [{ span: autonomous.span, text: 'false' }],
          },
        }
      } else if (checkpoint !== undefined && autonomous === undefined) {
        yield {
          span: checkpoint.heading,
          severity: 'warning',
          message: `${nameOf(checkpoint)} waits for a person, and the plan does not say that it needs one`,
          help: 'Write `autonomous: false` into the front matter.',
        }
      } else if (checkpoint === undefined && autonomous?.value === false) {
        yield {
          span: autonomous.span,
          severity: 'info',
          message: `${nameOf(task)} is said to need a person, and none of its tasks is a checkpoint`,
          help: 'Write `autonomous: true`, or give the person a task of type `checkpoint:human-verify`.',
        }
      }
    }
  },
}
