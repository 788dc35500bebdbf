import { nodesOf } from '../../plan/walk.ts'
import { nameOf, shortened } from '../naming.ts'
import type { Rule } from '../rule.ts'

export const noOpenQuestion: Rule = {
  code: 'PC230',
  name: 'no-open-question',
  severity: 'warning',
  checklist: false,
  summary: 'Every question is answered before the work begins.',
  *check({ plan }) {
    for (const node of nodesOf(plan)) {
      if (node.kind !== 'group') continue
      for (const { text, span, answered } of node.questions ?? []) {
        if (answered) continue
        yield {
          span,
          message: `${nameOf(node)} asks “${shortened(text)}”, and nobody has answered`,
          help: 'Write the answer behind the question and tick it: until then the plan waits for its approval.',
        }
      }
    }
  },
}
