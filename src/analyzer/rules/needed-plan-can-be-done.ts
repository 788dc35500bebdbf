import { nameOf, ticked } from '../naming.ts'
import type { Rule } from '../rule.ts'

export const neededPlanCanBeDone: Rule = {
  code: 'PC221',
  name: 'needed-plan-can-be-done',
  severity: 'error',
  checklist: false,
  summary: 'What a plan waits for is not halted, and plans of other phases are done.',
  *check({ tasks, graph }) {
    for (const task of tasks) {
      if (task.contract === undefined || task.status?.value === 'completed') continue
      for (const { needed, reference } of graph.needsOf(task.id)) {
        const status = needed.status?.value
        if (needed.kind !== 'task' || (status !== 'blocked' && status !== 'failed' && status !== 'skipped'))
          continue
        const what = { blocked: 'is halted', failed: 'failed', skipped: 'is not to be run' }[status]
        yield {
          span: reference.span,
          message: `${nameOf(task)} waits for ${nameOf(needed)}, which ${what}`,
          related: needed.status ? [{ span: needed.status.span, message: 'this says so' }] : [],
          help: 'Finish that plan first, or take the dependency out.',
        }
      }
      for (const { id, outside, span } of task.needs?.value ?? []) {
        if (outside !== 'open') continue
        yield {
          span,
          severity: 'warning',
          message: `${nameOf(task)} waits for ${ticked(id)} of another phase, which has no summary yet`,
          help: 'Run that phase first.',
        }
      }
    }
  },
}
