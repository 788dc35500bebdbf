import type { RunOrder } from './run-order.ts'
import type { Vertex } from './seats.ts'

export interface Layers {
  /** Each vertex one layer after the last of those that it waits for; in text order within a layer. */
  readonly layers: readonly (readonly Vertex[])[]
  /** One longest chain, first to last; of several the one that ends, and comes, first in the text. */
  readonly longest: readonly Vertex[]
}

/** The places of groups are on no layer: who waits for a group waits for the last vertex that it waits for. */
export function layersOf(
  places: readonly (Vertex | undefined)[],
  { waits, rankOf }: RunOrder,
  stuck: ReadonlySet<number>,
): Layers {
  const layer: number[] = places.map(() => 0)
  const last: (number | undefined)[] = places.map(() => undefined)
  const latest = (candidates: readonly number[]) => {
    return candidates.reduce<number | undefined>((best, place) => {
      const ahead = best === undefined ? 1 : (layer[place] ?? 0) - (layer[best] ?? 0) || best - place
      return ahead > 0 ? place : best
    }, undefined)
  }
  const free = [...places.keys()].filter((place) => !stuck.has(place))
  for (const place of free.toSorted((a, b) => rankOf(a) - rankOf(b))) {
    const before = latest(
      (waits[place] ?? []).flatMap((needed) => (places[needed] ? needed : (last[needed] ?? []))),
    )
    last[place] = before
    if (places[place] !== undefined) layer[place] = (before === undefined ? 0 : (layer[before] ?? 0)) + 1
  }
  const timed = free.filter((place) => places[place] !== undefined)
  const layers: Vertex[][] = []
  for (const place of timed) {
    const vertex = places[place]
    const number = (layer[place] ?? 1) - 1
    if (vertex === undefined) continue
    const row = layers[number] ?? []
    row.push(vertex)
    layers[number] = row
  }
  return { layers, longest: chainTo(latest(timed), last).flatMap((place) => places[place] ?? []) }
}

function chainTo(place: number | undefined, last: readonly (number | undefined)[]): readonly number[] {
  const chain: number[] = []
  for (let at = place; at !== undefined; at = last[at]) chain.push(at)
  return chain.reverse()
}
