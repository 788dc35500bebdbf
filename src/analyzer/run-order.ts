import { componentsOf, type Waits } from './components.ts'

/** An order of all places in which each comes after those that it waits for; edges can be added. */
export interface RunOrder {
  readonly waits: Waits
  rankOf(place: number): number
  /** Lets `waiter` wait for `needed`; `false` where `needed` waits for `waiter` already. */
  add(waiter: number, needed: number): boolean
  /** Whether `waiter` waits for `needed`, directly or not. */
  waitsFor(waiter: number, needed: number): boolean
}

/**
 * For places without cycles. It starts as the text does; an edge that agrees with the order costs nothing, for
 * another only the places between the two that are concerned move (Pearce and Kelly's online topological sort).
 */
export function runOrder(given: Waits): RunOrder {
  const rank = [...componentsOf(given).of]
  const waits = given.map((needed) => [...needed])
  const waiters: number[][] = waits.map(() => [])
  for (const [waiter, needs] of waits.entries()) for (const needed of needs) waiters[needed]?.push(waiter)
  const rankOf = (place: number) => rank[place] ?? 0

  const collect = (from: number, next: Waits, between: (rank: number) => boolean): readonly number[] => {
    const found = new Set([from])
    for (const place of found) {
      for (const other of next[place] ?? []) if (between(rankOf(other))) found.add(other)
    }
    return [...found].sort((a, b) => rankOf(a) - rankOf(b))
  }

  return {
    waits,
    rankOf,
    waitsFor: (waiter, needed) => {
      if (rankOf(waiter) <= rankOf(needed)) return false
      return collect(waiter, waits, (other) => other >= rankOf(needed)).includes(needed)
    },
    add: (waiter, needed) => {
      if (waiter === needed) return false
      const [low, high] = [rankOf(waiter), rankOf(needed)]
      if (high > low) {
        const first = collect(needed, waits, (other) => other >= low)
        if (first.includes(waiter)) return false
        const then = collect(waiter, waiters, (other) => other <= high)
        const places = [...first, ...then]
        const ranks = places.map(rankOf).sort((a, b) => a - b)
        for (const [index, place] of places.entries()) rank[place] = ranks[index] ?? 0
      }
      waits[waiter]?.push(needed)
      waiters[needed]?.push(waiter)
      return true
    },
  }
}
