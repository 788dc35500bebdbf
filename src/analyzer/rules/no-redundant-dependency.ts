import type { Finding } from '../../diagnostics/diagnostic.ts'
import type { Fix } from '../../diagnostics/fix.ts'
import type { Reference, Task } from '../../plan/plan.ts'
import { worksOf } from '../../plan/walk.ts'
import type { Edge } from '../cycles.ts'
import type { TaskGraph } from '../graph.ts'
import { nameOf, shortNameOf } from '../naming.ts'
import type { Rule } from '../rule.ts'

/** Of a task that names more than these, not every pair is compared: it means "all", whatever it writes. */
const most = 100

export const noRedundantDependency: Rule = {
  code: 'PC211',
  name: 'no-redundant-dependency',
  severity: 'info',
  recommended: false,
  checklist: false,
  summary: 'A task does not name what it waits for anyway, by way of another.',
  *check({ tasks, graph }) {
    for (const task of tasks) yield* redundant(task, graph)
  },
}

function* redundant(task: Task, graph: TaskGraph): Generator<Finding> {
  const edges = graph.needsOf(task.id).filter(({ reference }) => reference.by === 'name')
  if (edges.length > most || graph.waitsFor(task.id, task.id)) return
  for (const edge of edges) {
    const longer = edges.find(({ needed }) => needed !== edge.needed && waits(needed, edge.needed, graph))
    if (longer === undefined) continue
    yield {
      span: edge.reference.span,
      message: `${nameOf(task)} names ${nameOf(edge.needed)}, which ${shortNameOf(longer.needed)} waits for already`,
      related: [
        { span: longer.reference.span, message: `${nameOf(task)} waits for ${nameOf(longer.needed)} here` },
      ],
      help: 'Leave it out, unless it is there for readers.',
      ...fixFor(task, edge.reference),
    }
  }
}

function waits(waiter: Edge['needed'], needed: Edge['needed'], graph: TaskGraph): boolean {
  return graph.waitsFor(waiter.id, needed.id)
}

/** From the reference up to the next one: what stands between them goes with it. */
function fixFor(task: Task, reference: Reference): { readonly fix?: Fix } {
  const list = worksOf(task).find(({ needs }) => needs?.value.includes(reference))?.needs?.value ?? []
  const next = list[list.indexOf(reference) + 1]
  if (next === undefined || next.by !== 'name' || next.soft) return {}
  const { path, start } = reference.span
  if (next.span.path !== path || next.span.start <= start) return {}
  const edit = { span: { path, start, end: next.span.start }, text: '' }
  return { fix: { safety: 'unsafe', title: 'Leave out what follows anyway', edits: [edit] } }
}
