import { nameOf } from '../naming.ts'
import type { Rule } from '../rule.ts'

/** Says that a plan is carried out, not what for. */
const empty =
  /^(?:execut(?:e|es|ing)|carry(?:ing)? out|run(?:ning)?|implement(?:ing)?) (?:the |this )?(?:plan|phase|tasks?)\b(?:\s+[\d.-]+)?\W*$/i

export const planHasObjective: Rule = {
  code: 'PC125',
  name: 'plan-has-objective',
  severity: 'info',
  checklist: false,
  summary: 'A plan file says what it is for: that is announced before its wave is run.',
  *check({ tasks }) {
    for (const task of tasks) {
      if (task.contract === undefined) continue
      const { objective } = task.contract
      const words = objective?.value.split(/\s+/).filter((word) => /\p{L}/u.test(word)).length ?? 0
      if (objective === undefined) {
        yield {
          span: task.heading,
          message: `${nameOf(task)} has no objective`,
          help: 'Say in `<objective>` what it builds, how, and why.',
        }
      } else if (words < 3 || empty.test(objective.value)) {
        yield {
          span: objective.span,
          message: `The objective of ${nameOf(task)} does not say what it builds`,
          help: 'Say what it builds, how, and why, in a sentence or two.',
        }
      }
    }
  },
}
