import type { Finding } from '../../diagnostics/diagnostic.ts'
import type { Fix } from '../../diagnostics/fix.ts'
import type { Reference, Task } from '../../plan/plan.ts'
import type { Edge } from '../cycles.ts'
import { leavingOut } from '../fixes/leave-out.ts'
import type { TaskGraph } from '../graph.ts'
import { nameOf, shortNameOf } from '../naming.ts'
import type { Rule, RuleInput } from '../rule.ts'

/** Of a task that names more than these, not every pair is compared: it means "all", whatever it writes. */
const most = 100

export const noRedundantDependency: Rule = {
  code: 'PC211',
  name: 'no-redundant-dependency',
  severity: 'info',
  recommended: false,
  checklist: false,
  summary: 'A task does not name what it waits for anyway, by way of another.',
  *check(input) {
    for (const task of input.tasks) yield* redundant(task, input)
  },
}

function* redundant(task: Task, input: RuleInput): Generator<Finding> {
  const { graph } = input
  const edges = graph.namedNeedsOf(task.id).filter(({ reference }) => reference.by === 'name')
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
      ...fixFor(task, edge.reference, input),
    }
  }
}

function waits(waiter: Edge['needed'], needed: Edge['needed'], graph: TaskGraph): boolean {
  return graph.waitsFor(waiter.id, needed.id)
}

function fixFor(task: Task, reference: Reference, input: RuleInput): { readonly fix?: Fix } {
  const edit = leavingOut(input, task, reference)
  return edit === undefined
    ? {}
    : { fix: { safety: 'safe', title: 'Leave out what follows anyway', edits: [edit] } }
}
