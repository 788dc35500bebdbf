import type { Plan } from '../../plan/plan.ts'
import { missing } from '../missing.ts'
import type { Rule } from '../rule.ts'

export const taskHasOwner: Rule = {
  code: 'PC401',
  name: 'task-has-owner',
  severity: 'warning',
  checklist: true,
  summary: 'Every task names who does it.',
  check: (input) =>
    missing(input, {
      isMissing: ({ agent, owner, steps, contract }) =>
        // Plans of a phase are routed by their domain, and have a default.
        contract === undefined &&
        // Each task of a task directory gets a team of its own.
        input.plan.directory === undefined &&
        (agent ?? owner) === undefined &&
        (steps.length === 0 || steps.some((step) => step.owner === undefined)),
      field: 'owner',
      lacks: 'has no owner',
      has: 'has an owner',
      have: 'have an owner',
      absent: 'info',
      help: () => `Name the agent that does it, such as ${ownerIn(input.plan)}; else the default agent does.`,
    }),
}

/** As the dialect writes it. */
function ownerIn({ dialect }: Plan): string {
  return dialect === 'workstream'
    ? '`@agent:rust-developer` behind its heading'
    : '`**Owner:** rust-developer`'
}
