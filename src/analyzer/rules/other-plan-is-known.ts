import { listed, shortened, ticked } from '../naming.ts'
import type { Rule } from '../rule.ts'

export const otherPlanIsKnown: Rule = {
  code: 'PC241',
  name: 'other-plan-is-known',
  severity: 'warning',
  checklist: false,
  summary: 'A plan that has to be complete first exists, and is one.',
  *check({ plan }) {
    for (const { id, span, folders } of plan.directory?.otherPlans ?? []) {
      if (folders === undefined || folders.length === 1) continue
      yield {
        span,
        message:
          folders.length === 0
            ? `No plan ${shortened(id)} stands next to this one`
            : `Plan ${shortened(id)} may be ${listed(folders.map(ticked)).replace(' and ', ' or ')}`,
        help: 'Write the name of its folder, such as `022-legal-hub`.',
      }
    }
  },
}
