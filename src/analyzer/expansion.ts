import type { Reference } from '../plan/plan.ts'
import type { Seat, Vertex, Wait } from './seats.ts'

/** One reason to wait, and who has to be complete. */
export interface Needed {
  readonly reference: Reference
  /** One list for all who wait for one group. */
  readonly vertices: readonly Vertex[]
}

/** Seats as the tasks and gates that they stand for. */
export interface Expansion {
  /** Who has to be complete before the seat's turn. A group's needs are given only where something in it starts. */
  neededBy(seat: Seat): readonly Needed[]
  /** Who completes the seat: those in it whom nothing else in it waits for; the rest follows. */
  finishersOf(seat: Seat): readonly Vertex[]
}

export function expansion(waitsOf: ReadonlyMap<Seat, readonly Wait[]>): Expansion {
  const finishers = new Map<Seat, readonly Vertex[]>()
  const awaited = awaitedWithin(waitsOf)

  const finishersOf = (seat: Seat, passed: readonly Seat[]): readonly Vertex[] => {
    const known = finishers.get(seat)
    if (known !== undefined) return known
    if (passed.includes(seat)) return []
    const own = finishing(seat, seat.depth, awaited)
    // An empty group is complete when what it waits for is.
    const found = own.length > 0 ? own : neededBy(seat, [...passed, seat]).flatMap(({ vertices }) => vertices)
    finishers.set(seat, found)
    return found
  }

  const neededBy = (seat: Seat, passed: readonly Seat[]): readonly Needed[] => {
    const needed: Needed[] = []
    let inside = 0
    for (let at: Seat | undefined = seat; at !== undefined; at = at.parent) {
      if (at !== seat && inside >= at.depth) break
      for (const wait of waitsOf.get(at) ?? []) {
        needed.push({ reference: wait.reference, vertices: finishersOf(wait.needed, passed) })
        inside = Math.max(inside, wait.within)
      }
    }
    return needed
  }
  return { neededBy: (seat) => neededBy(seat, []), finishersOf: (seat) => finishersOf(seat, []) }
}

/** For each seat that someone waits for, the depth of the innermost group that holds both. */
function awaitedWithin(waitsOf: ReadonlyMap<Seat, readonly Wait[]>): ReadonlyMap<Seat, number> {
  const awaited = new Map<Seat, number>()
  for (const waits of waitsOf.values()) {
    for (const { needed, within } of waits) awaited.set(needed, Math.max(within, awaited.get(needed) ?? 0))
  }
  return awaited
}

/** What nobody else in the group at that depth waits for. */
function finishing(seat: Seat, depth: number, awaited: ReadonlyMap<Seat, number>): readonly Vertex[] {
  if (seat.node.kind !== 'group') return [seat.node]
  return seat.body
    .filter((child) => (awaited.get(child) ?? 0) < depth)
    .flatMap((child) => finishing(child, depth, awaited))
}
