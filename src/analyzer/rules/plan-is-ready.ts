import type { PlanStatus } from '../../plan/plan.ts'
import { placeOf } from '../missing.ts'
import type { Rule } from '../rule.ts'

export const planIsReady: Rule = {
  code: 'PC102',
  name: 'plan-is-ready',
  severity: 'info',
  checklist: true,
  summary: 'A plan says that it was reviewed before it is run.',
  *check({ plan, tasks }) {
    // The roadmap and the summaries of a phase say how far it is.
    if (tasks.some(({ contract }) => contract !== undefined)) return
    const message = fault(plan.status?.value)
    if (message === undefined) return
    yield {
      span: plan.status?.span ?? placeOf(plan),
      message,
      help: `Once it is reviewed, write ${plan.directory === undefined ? '`**Status:** Reviewed - Ready for Implementation`' : '`> Status: Approved`'} below the title.`,
    }
  },
}

function fault(status: PlanStatus | undefined): string | undefined {
  switch (status) {
    case 'ready':
    case 'in_progress':
    case 'implemented':
      return undefined
    case 'draft':
      return 'The plan is a draft'
    case 'unknown':
      return 'This status does not say whether the plan is ready'
    case undefined:
      return 'The plan has no status'
  }
}
