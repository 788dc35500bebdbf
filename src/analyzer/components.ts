/** For each place, numbered from 0, the places that it waits for directly. */
export type Waits = readonly (readonly number[])[]

/** The places of a plan, sorted into components: those that all wait for each other. */
export interface Components {
  /** The component of each place; one that waits for another has the higher number. */
  readonly of: readonly number[]
  /** The places of each component, ascending. */
  readonly members: readonly (readonly number[])[]
  /** Whether its places wait for each other, or its only place for itself. */
  readonly cyclic: readonly boolean[]
}

const none = -1

interface Frame {
  readonly place: number
  readonly index: number
  readonly needs: Iterator<number>
  /** The lowest index that is reached from here and not yet closed. */
  low: number
}

/**
 * Tarjan's strongly connected components in linear time, with a stack of its own: graphlib's `tarjan` and
 * `topsort` call themselves once per place of a chain and overflow long before 10,000.
 * Without cycles `of` is an order to run in, and it follows the text: a place comes after all places before
 * it, unless one of them waits for it.
 */
export function componentsOf(waits: Waits): Components {
  const of: number[] = waits.map(() => none)
  const seen: number[] = waits.map(() => none)
  const members: number[][] = []
  const open: number[] = []
  let count = 0
  const enter = (place: number): Frame => {
    const index = count++
    seen[place] = index
    open.push(place)
    return { place, index, needs: (waits[place] ?? [])[Symbol.iterator](), low: index }
  }
  for (const root of waits.keys()) {
    if (seen[root] !== none) continue
    const path = [enter(root)]
    for (let frame = path.at(-1); frame !== undefined; frame = path.at(-1)) {
      const { value: needed, done } = frame.needs.next()
      if (done === true) {
        path.pop()
        const waiter = path.at(-1)
        if (waiter !== undefined) waiter.low = Math.min(waiter.low, frame.low)
        if (frame.low === frame.index) members.push(open.splice(open.lastIndexOf(frame.place)))
        if (frame.low === frame.index)
          for (const place of members.at(-1) ?? []) of[place] = members.length - 1
      } else if (seen[needed] === none) path.push(enter(needed))
      else if (of[needed] === none) frame.low = Math.min(frame.low, seen[needed] ?? frame.low)
    }
  }
  for (const places of members) places.sort((a, b) => a - b)
  return { of, members, cyclic: members.map((places) => isCyclic(places, waits)) }
}

function isCyclic([first, second]: readonly number[], waits: Waits): boolean {
  return second !== undefined || (first !== undefined && waits[first]?.includes(first) === true)
}
