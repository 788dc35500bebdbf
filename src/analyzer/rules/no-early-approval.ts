import type { Task } from '../../plan/plan.ts'
import { nodesOf } from '../../plan/walk.ts'
import { listed, shortened, shortNameOf } from '../naming.ts'
import type { Rule } from '../rule.ts'

export const noEarlyApproval: Rule = {
  code: 'PC231',
  name: 'no-early-approval',
  severity: 'warning',
  checklist: false,
  summary: 'What a person has approved is complete.',
  *check({ plan, graph }) {
    for (const gate of nodesOf(plan)) {
      if (gate.kind !== 'gate' || gate.status?.value !== 'completed') continue
      const before = gate.needs.value.flatMap(({ id }) => graph.verticesOf(id))
      const unfinished = before.filter((vertex) => vertex.kind === 'task').filter(isUnfinished)
      if (unfinished.length === 0) continue
      yield {
        span: gate.status.span,
        message: `“${shortened(gate.title.value)}” is done, but ${listed(unfinished.map(shortNameOf))} ${unfinished.length === 1 ? 'is' : 'are'} not complete`,
        help: 'Complete or cancel what is left, or revoke the approval.',
        related: unfinished.slice(0, 20).map((task) => ({
          span: task.status?.span ?? task.heading,
          message: `it is ${task.status?.value ?? 'pending'}`,
        })),
      }
    }
  },
}

/** Of a task that says nothing of its state nothing is known. */
function isUnfinished({ status }: Task): boolean {
  return status !== undefined && status.value !== 'completed' && status.value !== 'skipped'
}
