import type { Reference, Step } from '../plan/plan.ts'
import { componentsOf } from './components.ts'
import { type Round, shortestRounds } from './rounds.ts'
import type { Seat, Seating, Vertex, Wait } from './seats.ts'

/** `waiter` cannot start before `needed` is complete. */
export interface Edge<Who = Vertex> {
  readonly waiter: Who
  readonly needed: Who
  readonly reference: Reference
}

/** A shortest way round: each edge's `needed` is the next edge's `waiter`, the last one's the first. */
export type Cycle = readonly Edge<Vertex | Step>[]

/** Ways round between tasks and gates; two that differ only in who stands for a group are one. */
export function cyclesOf(
  rounds: readonly Round[],
  { places }: Seating,
  waitBetween: (from: number, to: number) => Wait | undefined,
): readonly Cycle[] {
  const cycles = new Map<string, Cycle>()
  for (const round of rounds) {
    const cycle = edgesAlong(round, places, waitBetween)
    const key = cycle
      .map(({ reference: { id, span } }) => `${span.path}:${span.start}:${id}`)
      .sort()
      .join()
    if (cycle.length > 0 && !cycles.has(key)) cycles.set(key, cycle)
  }
  return [...cycles.values()]
}

/** The places of groups are passed over; the first wait between two vertices is the reason. */
function edgesAlong(
  round: Round,
  places: Seating['places'],
  waitBetween: (from: number, to: number) => Wait | undefined,
): Cycle {
  const earliest = round
    .filter((place) => places[place] !== undefined)
    .reduce((a, b) => Math.min(a, b), Infinity)
  if (earliest === Infinity) return []
  const first = round.indexOf(earliest)
  const turned = [...round.slice(first), ...round.slice(0, first), ...round.slice(first, first + 1)]
  const edges: Edge[] = []
  let waiter: Vertex | undefined
  let reference: Reference | undefined
  for (const [index, place] of turned.entries()) {
    const vertex = places[place]
    if (waiter !== undefined && vertex !== undefined && reference !== undefined) {
      edges.push({ waiter, needed: vertex, reference })
      reference = undefined
    }
    waiter = vertex ?? waiter
    const next = turned[index + 1]
    if (next !== undefined) reference ??= waitBetween(place, next)?.reference
  }
  return edges
}

/** Steps of one task that wait for each other, or for the task that they are part of. */
export function stepCyclesOf({ node: task }: Seat): readonly Cycle[] {
  if (task.kind !== 'task') return []
  const { steps } = task
  const indexes = new Map(steps.map(({ id }, index) => [id, index]))
  const needs = steps.map(({ needs }) => needs?.value.filter(({ soft }) => !soft) ?? [])
  const own = steps.flatMap((waiter, index): readonly Cycle[] =>
    (needs[index] ?? [])
      .filter(({ id }) => id === task.id)
      .map((reference) => [{ waiter, needed: task, reference }]),
  )
  const waits = needs.map((references) => references.flatMap(({ id }) => indexes.get(id) ?? []))
  const rounds = shortestRounds(waits, componentsOf(waits), () => 1)
  return [...own, ...rounds.map((round) => stepsAlong(round, steps, needs))]
}

function stepsAlong(round: Round, steps: readonly Step[], needs: readonly (readonly Reference[])[]): Cycle {
  return round.flatMap((from, index): Cycle => {
    const waiter = steps[from]
    const needed = steps[round[(index + 1) % round.length] ?? from]
    const reference = needs[from]?.find(({ id }) => id === needed?.id)
    return waiter && needed && reference ? [{ waiter, needed, reference }] : []
  })
}
