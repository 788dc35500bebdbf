import type { Located } from '../../source/span.ts'
import { nameOf } from '../naming.ts'
import type { Rule } from '../rule.ts'
import type { Vertex } from '../seats.ts'

export const noDroppedDependency: Rule = {
  code: 'PC214',
  name: 'no-dropped-dependency',
  severity: 'warning',
  checklist: false,
  summary: 'A task that is to be done does not wait for one that is deferred, removed or skipped.',
  *check({ tasks, graph }) {
    for (const task of tasks) {
      if (task.contract !== undefined || task.status?.value === 'completed' || droppedBy(task)) continue
      for (const { needed, reference } of graph.namedNeedsOf(task.id)) {
        const dropped = droppedBy(needed)
        if (dropped === undefined) continue
        yield {
          span: reference.span,
          message: `${nameOf(task)} waits for ${nameOf(needed)}, which is not to be done`,
          related: [{ span: dropped.span, message: 'this says so' }],
          help: 'Take the dependency out, or say what is done instead.',
        }
      }
    }
  },
}

const dropped =
  /^\W*(?:deferred|removed|dropped|skipped|cancell?ed|obsolete|superseded)\b|[([](?:deferred|removed|dropped|skipped|cancell?ed|obsolete|superseded)\b/i

/** Its status, or a word in its title: `Phase 3 (deferred): Cache`. */
function droppedBy({ status, title }: Vertex): Located<unknown> | undefined {
  if (status !== undefined) return status.value === 'skipped' ? status : undefined
  return dropped.test(title.value) ? title : undefined
}
