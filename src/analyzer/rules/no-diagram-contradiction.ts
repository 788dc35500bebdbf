import type { Finding } from '../../diagnostics/diagnostic.ts'
import type { Claim, Plan } from '../../plan/plan.ts'
import { componentsOf } from '../components.ts'
import type { TaskGraph } from '../graph.ts'
import { nameOf, shortNameOf } from '../naming.ts'
import { reachability } from '../reachability.ts'
import type { Rule } from '../rule.ts'
import type { Vertex } from '../seats.ts'

type Drawn = Extract<Claim, { readonly kind: 'edge' }>

export const noDiagramContradiction: Rule = {
  code: 'PC208',
  name: 'no-diagram-contradiction',
  severity: 'warning',
  checklist: false,
  summary: 'A diagram shows the dependencies that the tasks state.',
  *check({ plan, graph }) {
    const arrows = arrowsOf(plan, graph)
    for (const arrow of arrows) yield* judge(arrow, graph)
    yield* notDrawn(arrows, graph)
  },
}

interface Arrow {
  readonly before: Vertex
  readonly after: Vertex
  readonly claim: Drawn
}

/** Between two tasks each; an arrow to or from a step is one of its task. */
function arrowsOf({ claims }: Plan, graph: TaskGraph): readonly Arrow[] {
  return claims.flatMap((claim) => {
    if (claim.kind !== 'edge') return []
    const [before, second] = graph.verticesOf(claim.from.id)
    const [after, other] = graph.verticesOf(claim.to.id)
    if (before === undefined || after === undefined || before === after) return []
    return second === undefined && other === undefined ? [{ before, after, claim }] : []
  })
}

function* judge({ before, after, claim }: Arrow, graph: TaskGraph): Generator<Finding> {
  if (graph.waitsFor(before.id, after.id)) {
    const edge = graph
      .needsOf(before.id)
      .find(({ needed }) => needed === after || graph.waitsFor(needed.id, after.id))
    yield {
      span: claim.span,
      message: `The diagram lets ${nameOf(after)} wait for ${nameOf(before)}, and it is the other way round`,
      related:
        edge === undefined
          ? []
          : [{ span: edge.reference.span, message: `${nameOf(before)} waits for ${nameOf(edge.needed)}` }],
      help: 'Turn the arrow round, or the dependency.',
    }
  } else if (after.needs !== undefined && !graph.waitsFor(after.id, before.id)) {
    yield {
      span: claim.span,
      message: `The diagram lets ${nameOf(after)} wait for ${nameOf(before)}, and ${shortNameOf(after)} does not name it`,
      related: [{ span: after.needs.span, message: `${shortNameOf(after)} says here what it waits for` }],
      help: 'Add the dependency, or take the arrow out: the dependencies decide what runs when.',
    }
  }
}

/** Once for all: the first dependency between two tasks of the diagram that no way of arrows shows. */
function* notDrawn(arrows: readonly Arrow[], graph: TaskGraph): Generator<Finding> {
  const drawn = [...new Set(arrows.flatMap(({ before, after }) => [before, after]))]
  const among = new Set(drawn)
  const shows = drawnOrder(drawn, arrows)
  const edges = drawn
    .flatMap((vertex) => graph.needsOf(vertex.id))
    .filter(({ waiter, needed }) => waiter !== needed && among.has(needed))
    .filter(({ waiter, needed }) => !shows(waiter, needed) && !shows(needed, waiter))
  const [first] = edges
  const [arrow] = arrows
  if (first === undefined || arrow === undefined) return
  const others = edges.length - 1
  const more = others === 0 ? '' : `, nor ${others === 1 ? 'another dependency' : `${others} more`}`
  yield {
    span: arrow.claim.span,
    message: `The diagram does not show that ${nameOf(first.waiter)} waits for ${nameOf(first.needed)}${more}`,
    related: edges.slice(0, 10).map(({ waiter, needed, reference }) => {
      return { span: reference.span, message: `${nameOf(waiter)} waits for ${nameOf(needed)}` }
    }),
    help: 'Draw the arrow, or take the dependency out.',
  }
}

/** Whether a way of arrows leads to the first from the second. */
function drawnOrder(
  drawn: readonly Vertex[],
  arrows: readonly Arrow[],
): (waiter: Vertex, needed: Vertex) => boolean {
  const numbers = new Map(drawn.map((vertex, index) => [vertex, index]))
  const numberOf = (vertex: Vertex) => numbers.get(vertex) ?? 0
  const waits: number[][] = drawn.map(() => [])
  for (const { before, after } of arrows) waits[numberOf(after)]?.push(numberOf(before))
  const reaches = reachability(waits, componentsOf(waits))
  return (waiter, needed) => reaches(numberOf(waiter), numberOf(needed))
}
