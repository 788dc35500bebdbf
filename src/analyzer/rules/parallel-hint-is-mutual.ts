import type { Task } from '../../plan/plan.ts'
import type { TaskGraph } from '../graph.ts'
import { listed, nameOf, shortNameOf } from '../naming.ts'
import type { Rule } from '../rule.ts'

export const parallelHintIsMutual: Rule = {
  code: 'PC213',
  name: 'parallel-hint-is-mutual',
  severity: 'info',
  checklist: false,
  summary: 'Of two tasks that run in parallel, each that names its companions names the other.',
  *check({ tasks, graph }) {
    for (const task of tasks) {
      const own = peersOf(task, graph)
      for (const [peer, span] of own) {
        const others = peersOf(peer, graph)
        if (others.size === 0 || others.has(task) || graph.ordered(task.id, peer.id)) continue
        const names = listed([...others.keys()].map((one) => shortNameOf(one)))
        yield {
          span,
          message: `${nameOf(task)} is said to run in parallel with ${nameOf(peer)}, which names only ${names}`,
          related: peer.parallel
            ? [{ span: peer.parallel.span, message: `${nameOf(peer)} names its companions here` }]
            : [],
          help: `Name ${shortNameOf(task)} there too, or take the hint out here.`,
        }
      }
    }
  },
}

/** Whom it says that it runs with, and where. */
function peersOf({ id, parallel }: Task, graph: TaskGraph): ReadonlyMap<Task, Task['heading']> {
  const peers = new Map<Task, Task['heading']>()
  if (parallel?.value.answer !== 'yes') return peers
  for (const reference of parallel.value.peers) {
    for (const vertex of graph.verticesOf(reference.id)) {
      if (vertex.kind === 'task' && vertex.id !== id && !peers.has(vertex)) peers.set(vertex, reference.span)
    }
  }
  return peers
}
