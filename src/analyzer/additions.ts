import type { Task } from '../plan/plan.ts'
import type { Serialised } from '../plan/schedule.ts'
import type { TaskGraph } from './graph.ts'
import { type RunOrder, runOrder } from './run-order.ts'
import type { Vertex } from './seats.ts'
import { sharedWrites, type Write } from './shared-writes.ts'

/** The order that a plan is run in: the one that it states, and what is added for safety. */
export interface Additions {
  readonly order: RunOrder
  /** What a vertex waits for beyond what the plan says. */
  readonly added: ReadonlyMap<Vertex, readonly Vertex[]>
  readonly serialised: readonly Serialised[]
}

type Add = (waiter: Vertex, needed: readonly Vertex[]) => void

/** `stuck` are the places that wait for themselves: no order frees them, and they take no part. */
export function additionsTo(
  graph: TaskGraph,
  stuck: ReadonlySet<number>,
  caseInsensitive: boolean,
): Additions {
  const order = runOrder(graph.waits.map((waits, place) => (stuck.has(place) ? [] : waits)))
  const added = new Map<Vertex, readonly Vertex[]>()
  const add: Add = (waiter, needed) => added.set(waiter, [...(added.get(waiter) ?? []), ...needed])
  afterTextBefore(graph, order, stuck, add)
  const free = graph.vertices.filter((vertex): vertex is Task => {
    return vertex.kind === 'task' && !stuck.has(placeIn(graph, vertex))
  })
  const serialised = inTurn(free, caseInsensitive, { graph, order, add })
  return { order, added, serialised }
}

function afterTextBefore(
  { silent, expansion }: TaskGraph,
  order: RunOrder,
  stuck: ReadonlySet<number>,
  add: Add,
): void {
  for (const { task, seat, before } of silent) {
    if (before === undefined || stuck.has(seat.entry) || stuck.has(before.exit)) continue
    if (order.add(seat.entry, before.exit)) add(task, expansion.finishersOf(before))
  }
}

/** Those that write one path form a chain, in the order in which they run anyway. */
function inTurn(
  tasks: readonly Task[],
  caseInsensitive: boolean,
  { graph, order, add }: { graph: TaskGraph; order: RunOrder; add: Add },
) {
  const serialised: Serialised[] = []
  const placeOf = ({ task }: Write) => placeIn(graph, task)
  const one = (first: Write, second: Write) => {
    const [needed, waiter] = [placeOf(first), placeOf(second)]
    if (order.waitsFor(waiter, needed) || order.waitsFor(needed, waiter)) return
    order.add(waiter, needed)
    add(second.task, [first.task])
    serialised.push({
      first: first.task.id,
      second: second.task.id,
      path: second.file.path,
      span: second.file.span,
    })
  }
  const { same, crossing } = sharedWrites(tasks, caseInsensitive)
  for (const writes of same) {
    const chain = writes.toSorted((a, b) => order.rankOf(placeOf(a)) - order.rankOf(placeOf(b)))
    for (const [index, second] of chain.entries()) {
      const first = chain[index - 1]
      if (first !== undefined) one(first, second)
    }
  }
  for (const pair of crossing) for (const [first, second] of nearestFirst(pair)) one(first, second)
  return serialised
}

/** What lies further apart is ordered by then. */
function nearestFirst([some, others]: readonly [readonly Write[], readonly Write[]]): readonly (readonly [
  Write,
  Write,
])[] {
  const inTextOrder = (one: Write, other: Write): readonly [Write, Write] => {
    return one.index < other.index ? [one, other] : [other, one]
  }
  return some
    .flatMap((one) => others.map((other) => inTextOrder(one, other)))
    .filter(([first, second]) => first.index !== second.index)
    .sort(([a, b], [c, d]) => b.index - a.index - (d.index - c.index))
}

function placeIn({ seating }: TaskGraph, vertex: Vertex): number {
  return seating.of.get(vertex)?.entry ?? 0
}
