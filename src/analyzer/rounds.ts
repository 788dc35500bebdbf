import type { Components, Waits } from './components.ts'

/** Places along a way round: each waits for the next, the last for the first. */
export type Round = readonly number[]

/** How many ways round are looked for in one component: whoever has more untangles these first. */
const most = 100

/**
 * For each component with a cycle the shortest way round through each edge that closes one. Every component
 * gives at least one, its shortest; no way round is given twice. `length` says what a place adds to a way.
 */
export function shortestRounds(
  waits: Waits,
  components: Components,
  length: (place: number) => 0 | 1,
): readonly Round[] {
  const rounds = new Map<string, Round>()
  for (const [component, members] of components.members.entries()) {
    if (components.cyclic[component] !== true) continue
    const within = (place: number) => components.of[place] === component
    for (const [waiter, needed] of closingEdges(members, waits, within).slice(0, most)) {
      const round = fromFirst(shortestWay(needed, waiter, { waits, within, length }))
      rounds.set(round.join(), round)
    }
  }
  return [...rounds.values()].sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0) || a.length - b.length)
}

/** Edges back to a place that the search has not left yet; without them there is no way round. */
function closingEdges(
  members: readonly number[],
  waits: Waits,
  within: (place: number) => boolean,
): readonly (readonly [number, number])[] {
  const entered = new Set<number>()
  const left = new Set<number>()
  const found: (readonly [number, number])[] = []
  const root = members[0]
  if (root === undefined) return found
  const path = [{ place: root, needs: (waits[root] ?? []).filter(within)[Symbol.iterator]() }]
  entered.add(root)
  for (let frame = path.at(-1); frame !== undefined; frame = path.at(-1)) {
    const { value: needed, done } = frame.needs.next()
    if (done === true) {
      left.add(frame.place)
      path.pop()
    } else if (!entered.has(needed)) {
      entered.add(needed)
      path.push({ place: needed, needs: (waits[needed] ?? []).filter(within)[Symbol.iterator]() })
    } else if (!left.has(needed)) found.push([frame.place, needed])
  }
  return found
}

interface Search {
  readonly waits: Waits
  readonly within: (place: number) => boolean
  readonly length: (place: number) => 0 | 1
}

/** Breadth first, in text order; a place without length is searched together with the one that leads to it. */
function shortestWay(from: number, to: number, { waits, within, length }: Search): Round {
  const cameFrom = new Map<number, number | undefined>([[from, undefined]])
  let near = [from]
  while (near.length > 0 && !cameFrom.has(to)) {
    const far: number[] = []
    for (const place of near) {
      for (const needed of waits[place] ?? []) {
        if (cameFrom.has(needed) || !within(needed)) continue
        cameFrom.set(needed, place)
        if (length(needed) === 0) near.push(needed)
        else far.push(needed)
      }
    }
    near = far
  }
  const way: number[] = []
  for (let place: number | undefined = to; place !== undefined; place = cameFrom.get(place)) way.push(place)
  return way.reverse()
}

/** Rotations are one way round: it starts where the text does. */
function fromFirst(round: Round): Round {
  const first = round.indexOf(round.reduce((a, b) => Math.min(a, b)))
  return [...round.slice(first), ...round.slice(0, first)]
}
