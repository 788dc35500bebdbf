import { isPerson, policyFor } from '../plan/policy.ts'
import type { Schedule, Slot } from '../plan/schedule.ts'
import { noWorkspace } from '../plan/workspace.ts'
import { located } from '../source/span.ts'
import { additionsTo } from './additions.ts'
import { componentsOf, type Waits } from './components.ts'
import type { TaskGraph } from './graph.ts'
import { layersOf } from './layers.ts'
import type { Vertex } from './seats.ts'

/**
 * Waves by dependency layers. A task that does not say what it waits for runs after what stands before it; of two
 * tasks that write one file, and that nothing orders, the later one waits. Whoever is in a cycle or waits for one
 * comes last, one by one: such a plan is not run, but it is shown. `agents` are those that the plan's files define.
 */
export function schedule(
  graph: TaskGraph,
  { caseInsensitive } = noWorkspace,
  agents: readonly string[] = [],
): Schedule {
  const { places } = graph.seating
  const stuck = stuckPlaces(graph.waits)
  const { order, added, serialised } = additionsTo(graph, stuck, caseInsensitive)
  const { layers, longest } = layersOf(places, order, stuck)
  const last = places.flatMap((vertex, place) => (vertex !== undefined && stuck.has(place) ? [[vertex]] : []))
  const rows = [...layers, ...last]
  return {
    waves: rows.map((row, index) => ({
      number: index + 1,
      slots: row.map((vertex) => slotOf(vertex, agents)),
    })),
    criticalPath: longest.map(({ id }) => id),
    serialised,
    waitsFor: new Map([
      ...waitsOf(layers.flat(), graph, added),
      ...inSequence(last.flat(), layers.at(-1) ?? []),
    ]),
  }
}

/** Places on a cycle, and all that wait for them. */
function stuckPlaces(waits: Waits): ReadonlySet<number> {
  const { of, members, cyclic } = componentsOf(waits)
  const stuck = cyclic.map(() => false)
  for (const [component, places] of members.entries()) {
    const waitsForOne = places.some((place) => waits[place]?.some((needed) => stuck[of[needed] ?? 0]))
    stuck[component] = cyclic[component] === true || waitsForOne
  }
  return new Set(of.flatMap((component, place) => (stuck[component] ? [place] : [])))
}

function slotOf(vertex: Vertex, agents: readonly string[]): Slot {
  if (vertex.kind === 'gate') return { kind: 'ask', gate: vertex }
  const { id, title, span, needs = located([], vertex.heading) } = vertex
  const owner = vertex.agent ?? vertex.owner
  if (owner !== undefined && isPerson(owner.value))
    return { kind: 'ask', gate: { kind: 'gate', id, title, span, needs } }
  return { kind: 'run', task: vertex, policy: policyFor(owner?.value, agents) }
}

/** Ids in text order. Who waits for one group has one list with all others who do: m + n, not m x n. */
function* waitsOf(
  vertices: readonly Vertex[],
  { seating, expansion }: TaskGraph,
  added: ReadonlyMap<Vertex, readonly Vertex[]>,
): Generator<[string, readonly string[]]> {
  const placeOf = (vertex: Vertex) => seating.of.get(vertex)?.entry ?? 0
  const known = new Map<readonly Vertex[], readonly string[]>()
  for (const vertex of vertices) {
    const seat = seating.of.get(vertex)
    const lists = seat === undefined ? [] : expansion.neededBy(seat).map((needed) => needed.vertices)
    const all = [...lists, ...(added.has(vertex) ? [added.get(vertex) ?? []] : [])]
    const [first = [], second] = all
    const waits = second === undefined ? first : [...new Set(all.flat())]
    const ids = known.get(waits) ?? waits.toSorted((a, b) => placeOf(a) - placeOf(b)).map(({ id }) => id)
    known.set(waits, ids)
    yield [vertex.id, ids]
  }
}

function inSequence(
  vertices: readonly Vertex[],
  before: readonly Vertex[],
): readonly [string, readonly string[]][] {
  return vertices.map(({ id }, index) => {
    const previous = vertices[index - 1]
    return [id, (previous === undefined ? before : [previous]).map((needed) => needed.id)]
  })
}
