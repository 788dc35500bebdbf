import type { Gate, Node, Plan, Reference, Task, Unit } from '../plan/plan.ts'
import type { SourceSpan } from '../source/span.ts'

/** What takes time: a task, or a gate at which a person decides. */
export type Vertex = Task | Gate

/**
 * Where a node stands in the plan, and its places in the order of work. A task or gate is one place; a group
 * is two, which take no time: what it holds waits for its entry, and its exit waits for what it holds. So
 * "all of these after all of those" takes m + n edges, not m x n.
 */
export interface Seat {
  readonly node: Node
  readonly parent: Seat | undefined
  /** The node before it at the same level. */
  readonly before: Seat | undefined
  /** 1 at the plan's top level. */
  readonly depth: number
  readonly entry: number
  readonly exit: number
  readonly body: readonly Seat[]
}

/** What a node has to wait for: as its author says, or as the order of its group implies. */
export interface Wait {
  readonly needed: Seat
  readonly reference: Reference
  /** Depth of the innermost group that holds both; 0 where only the plan does. */
  readonly within: number
}

export interface Seating {
  /** In text order, a group before what it holds. */
  readonly seats: readonly Seat[]
  /** Who has a place, in text order; `undefined` at the places of groups. */
  readonly places: readonly (Vertex | undefined)[]
  readonly of: ReadonlyMap<Node, Seat>
  /** The seat of a unit's id; a step's is its task's. */
  readonly byId: ReadonlyMap<string, Seat>
}

export function seatingOf(plan: Plan): Seating {
  const seats: Seat[] = []
  const places: (Vertex | undefined)[] = []
  const take = (who: Vertex | undefined) => places.push(who) - 1
  const sit = (node: Node, before: Seat | undefined, parent: Seat | undefined): Seat => {
    const depth = (parent?.depth ?? 0) + 1
    const entry = take(node.kind === 'group' ? undefined : node)
    const body: Seat[] = []
    const seat = { node, parent, before, depth, entry, exit: entry, body }
    seats.push(seat)
    if (node.kind !== 'group') return seat
    for (const child of node.body) body.push(sit(child, body.at(-1), seat))
    seat.exit = take(undefined)
    return seat
  }
  plan.body.reduce<Seat | undefined>((before, node) => sit(node, before, undefined), undefined)
  const byId = new Map<string, Seat>()
  for (const seat of seats) {
    for (const { id } of unitsAt(seat)) if (!byId.has(id)) byId.set(id, seat)
  }
  return { seats, places, of: new Map(seats.map((seat) => [seat.node, seat])), byId }
}

/** The node and, of a task, its steps. */
export function unitsAt({ node }: Seat): readonly Unit[] {
  return node.kind === 'task' ? [node, ...node.steps] : [node]
}

/** What is named where a node waits, of its own accord or, `implied`, for the one before it in a sequence. */
export function waitsAt(seat: Seat, byId: Seating['byId']): readonly Wait[] {
  const named = unitsAt(seat).flatMap((unit) => {
    return hardReferences(unit).flatMap((reference) => {
      const needed = byId.get(reference.id)
      if (needed === undefined || (unit.kind === 'step' && needed === seat)) return []
      return [{ needed, reference, within: depthOfBoth(seat, needed) }]
    })
  })
  const { before, parent } = seat
  if (before === undefined || parent?.node.kind !== 'group' || parent.node.order === 'parallel') return named
  const reference: Reference = { id: before.node.id, span: headingOf(seat.node), by: 'implied', soft: false }
  return [...named, { needed: before, reference, within: parent.depth }]
}

function hardReferences({ needs }: Unit): readonly Reference[] {
  return needs?.value.filter(({ soft }) => !soft) ?? []
}

function depthOfBoth(a: Seat, b: Seat): number {
  let left: Seat | undefined = a
  let right: Seat | undefined = b
  while (left !== right) {
    if ((left?.depth ?? 0) >= (right?.depth ?? 0)) left = left?.parent
    else right = right?.parent
  }
  return left?.depth ?? 0
}

/** Where a unit is named. */
export function headingOf(unit: Unit): SourceSpan {
  return unit.kind === 'task' || unit.kind === 'step' ? unit.heading : unit.title.span
}
