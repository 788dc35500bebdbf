import { worksOf } from '../../plan/walk.ts'
import { listed, nameOf } from '../naming.ts'
import type { Rule } from '../rule.ts'

export const noSoftDependency: Rule = {
  code: 'PC210',
  name: 'no-soft-dependency',
  severity: 'warning',
  checklist: false,
  summary: 'A task that should run after another one waits for it.',
  *check({ tasks, graph }) {
    for (const work of tasks.flatMap(worksOf)) {
      const soft = work.needs?.value.filter((reference) => reference.soft) ?? []
      const loose = soft
        .flatMap(({ id }) => graph.verticesOf(id))
        .filter((vertex) => vertex.id !== work.id && !graph.ordered(work.id, vertex.id))
      const [first] = soft
      if (first === undefined || loose.length === 0) continue
      yield {
        span: first.span,
        message: `${nameOf(work)} should run after ${listed(loose.map(nameOf))}, but does not wait`,
        help: 'Name it as a dependency: a wish orders nothing, and they may run at the same time.',
      }
    }
  },
}
