import type { Finding } from '../../diagnostics/diagnostic.ts'
import type { Task } from '../../plan/plan.ts'
import type { TaskGraph } from '../graph.ts'
import { nameOf } from '../naming.ts'
import type { Rule } from '../rule.ts'

export const noParallelContradiction: Rule = {
  code: 'PC209',
  name: 'no-parallel-contradiction',
  severity: 'warning',
  checklist: false,
  summary:
    'A task is not said to run in parallel with one that it waits for, nor with one that says it runs alone.',
  *check({ tasks, graph }) {
    for (const task of tasks) yield* judge(task, graph)
  },
}

function* judge(task: Task, graph: TaskGraph): Generator<Finding> {
  if (task.parallel?.value.answer !== 'yes') return
  for (const { id, span } of task.parallel.value.peers) {
    for (const peer of graph.verticesOf(id)) {
      if (peer === task || peer.kind !== 'task') continue
      const [waiter, needed] = graph.waitsFor(task.id, peer.id) ? [task, peer] : [peer, task]
      const edge = graph
        .needsOf(waiter.id)
        .find((one) => one.needed === needed || graph.waitsFor(one.needed.id, needed.id))
      if (edge !== undefined) {
        yield {
          span,
          message: `${nameOf(task)} is said to run in parallel with ${nameOf(peer)}, and ${waiter === task ? 'waits' : 'is needed'} ${waiter === task ? 'for it' : 'by it'}`,
          related: [
            { span: edge.reference.span, message: `${nameOf(waiter)} waits for ${nameOf(edge.needed)}` },
          ],
          help: 'Take out the hint, or the dependency.',
        }
      } else if (peer.parallel?.value.answer === 'no') {
        yield {
          span,
          severity: 'info',
          message: `${nameOf(task)} is said to run in parallel with ${nameOf(peer)}, which says that it runs alone`,
          related: [{ span: peer.parallel.span, message: `${nameOf(peer)} says it here` }],
          help: 'Let both say the same.',
        }
      }
    }
  }
}
