import { Graph } from '@dagrejs/graphlib'
import type { Plan, Reference, Unit } from '../plan/plan.ts'
import { componentsOf, type Waits } from './components.ts'
import { type Cycle, cyclesOf, type Edge, stepCyclesOf } from './cycles.ts'
import { type Expansion, expansion, type Needed } from './expansion.ts'
import { reachability } from './reachability.ts'
import { shortestRounds } from './rounds.ts'
import { type Seat, type Seating, seatingOf, unitsAt, type Vertex, type Wait, waitsAt } from './seats.ts'
import { type Silent, silentTasks } from './silence.ts'

/** Tasks and gates, and what each waits for. A group stands for all it holds, a step for its task. */
export interface TaskGraph {
  /** In text order. */
  readonly vertices: readonly Vertex[]
  /** Hard edges out of a vertex, in text order, each pair once; of a group only those who finish it. */
  needsOf(id: string): readonly Edge[]
  /** Those of them where the author names the vertex itself: as few as he has words, however large a group is. */
  namedNeedsOf(id: string): readonly Edge[]
  /** "Should run after": orders nothing by itself. */
  softNeedsOf(id: string): readonly Edge[]
  /** All tasks and gates that an id stands for; none where no unit has it. */
  verticesOf(id: string): readonly Vertex[]
  /** Whether one of two vertices waits for the other, directly or not. */
  ordered(a: string, b: string): boolean
  /** Whether the vertex `waiter` waits for the vertex `needed`, directly or not. */
  waitsFor(waiter: string, needed: string): boolean
  /** By the text, each once; those among the steps of one task included. */
  readonly cycles: readonly Cycle[]
  /** References whose id no unit of the plan has. */
  readonly unknown: readonly { readonly waiter: Unit; readonly reference: Reference }[]
  /** Tasks that do not say what they wait for; the schedule lets them wait for what stands before. */
  readonly silent: readonly Silent[]
  readonly seating: Seating
  /** What each place of the seating waits for directly. */
  readonly waits: Waits
  /** Whether one place waits for another, directly or not. */
  reaches(waiter: number, needed: number): boolean
  readonly expansion: Expansion
}

/** An edge from a place to one that it waits for; its label is the author's reason, where it is not the nesting. */
type Store = Graph<undefined, undefined, Wait | undefined>

export function taskGraph(plan: Plan): TaskGraph {
  const seating = seatingOf(plan)
  const { seats, places, byId } = seating
  const waitsOf = new Map(seats.map((seat) => [seat, waitsAt(seat, byId)]))
  const store = storeOf(seating, waitsOf)
  const waits = places.map((_, place) => (store.successors(nameOf(place)) ?? []).map(placeOf))
  const components = componentsOf(waits)
  const reaches = reachability(waits, components)
  const rounds = shortestRounds(waits, components, (place) => (places[place] === undefined ? 0 : 1))
  const expanded = expansion(waitsOf)
  const waitsFor = (waiter: string, needed: string) => {
    const [from, to] = [byId.get(waiter), byId.get(needed)]
    return from !== undefined && to !== undefined && reaches(from.entry, to.exit)
  }
  return {
    vertices: places.filter((vertex) => vertex !== undefined),
    needsOf: (id) => edgesOf(byId.get(id), expanded),
    namedNeedsOf: (id) => edgesOf(byId.get(id), expanded, isNamed),
    softNeedsOf: (id) => softEdgesOf(byId.get(id), byId),
    verticesOf: (id) => verticesIn(byId.get(id)),
    ordered: (a, b) => waitsFor(a, b) || waitsFor(b, a),
    waitsFor,
    cycles: [
      ...cyclesOf(rounds, seating, (from, to) => store.edge(nameOf(from), nameOf(to))),
      ...seats.flatMap(stepCyclesOf),
    ],
    unknown: seats.flatMap((seat) => unknownAt(seat, byId)),
    silent: silentTasks(plan, seating),
    seating,
    waits,
    reaches,
    expansion: expanded,
  }
}

/** graphlib keeps its nodes in plain objects: a bare number would lose its order, and `constructor` is taken. */
function nameOf(place: number): string {
  return `p${place}`
}

function placeOf(name: string): number {
  return Number(name.slice(1))
}

function storeOf({ seats, places }: Seating, waitsOf: ReadonlyMap<Seat, readonly Wait[]>): Store {
  const store: Store = new Graph()
  const add = (from: number, to: number, wait?: Wait) => {
    if (!store.hasEdge(nameOf(from), nameOf(to))) store.setEdge(nameOf(from), nameOf(to), wait)
  }
  for (const place of places.keys()) store.setNode(nameOf(place))
  for (const seat of seats) {
    for (const wait of waitsOf.get(seat) ?? []) add(seat.entry, wait.needed.exit, wait)
    if (seat.parent !== undefined) add(seat.entry, seat.parent.entry)
    for (const child of seat.body) add(seat.exit, child.exit)
    if (seat.exit !== seat.entry && seat.body.length === 0) add(seat.exit, seat.entry)
  }
  return store
}

function isNamed({ reference, vertices }: Needed): boolean {
  return reference.by !== 'implied' && vertices.length === 1
}

function edgesOf(
  seat: Seat | undefined,
  { neededBy }: Expansion,
  counts: (needed: Needed) => boolean = () => true,
): readonly Edge[] {
  if (seat === undefined || seat.node.kind === 'group') return []
  const waiter = seat.node
  const edges = new Map<Vertex, Edge>()
  for (const { reference, vertices } of neededBy(seat).filter(counts)) {
    for (const needed of vertices) if (!edges.has(needed)) edges.set(needed, { waiter, needed, reference })
  }
  return [...edges.values()]
}

function softEdgesOf(seat: Seat | undefined, byId: Seating['byId']): readonly Edge[] {
  if (seat === undefined || seat.node.kind === 'group') return []
  const waiter = seat.node
  const soft = unitsAt(seat).flatMap(({ needs }) => needs?.value.filter((reference) => reference.soft) ?? [])
  return soft.flatMap((reference) =>
    verticesIn(byId.get(reference.id)).map((needed) => ({ waiter, needed, reference })),
  )
}

function verticesIn(seat: Seat | undefined): readonly Vertex[] {
  if (seat === undefined) return []
  return seat.node.kind === 'group' ? seat.body.flatMap(verticesIn) : [seat.node]
}

function unknownAt(seat: Seat, byId: Seating['byId']): TaskGraph['unknown'] {
  return unitsAt(seat).flatMap((waiter) => {
    const references =
      waiter.needs?.value.filter(({ id, outside }) => outside === undefined && !byId.has(id)) ?? []
    return references.map((reference) => ({ waiter, reference }))
  })
}
