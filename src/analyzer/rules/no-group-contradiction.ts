import type { Finding, Related } from '../../diagnostics/diagnostic.ts'
import type { FileChange } from '../../plan/plan.ts'
import { filesOf } from '../../plan/walk.ts'
import type { TaskGraph } from '../graph.ts'
import { type DeclaredGroup, declaredGroups, groupName, type Member, membersOf } from '../groups.ts'
import { capitalised, listed, nameOf, shortNameOf, ticked } from '../naming.ts'
import type { Rule } from '../rule.ts'
import type { Vertex } from '../seats.ts'

export const noGroupContradiction: Rule = {
  code: 'PC205',
  name: 'no-group-contradiction',
  severity: 'error',
  checklist: false,
  summary: 'No parallel group holds a task together with one that it waits for.',
  *check({ plan, graph }) {
    const groups = declaredGroups(plan)
    for (const group of groups) {
      const members = membersOf(group, graph)
      if (!group.sequential) yield* waitingMembers(group, members, graph)
      yield* earlyStart(group, members, { graph, groups })
    }
  },
}

function* waitingMembers(
  group: DeclaredGroup,
  members: readonly Member[],
  graph: TaskGraph,
): Generator<Finding> {
  const inside = new Set(members.map(({ vertex }) => vertex))
  // Of a group of thousands only what they name themselves: all pairs would take too long.
  const others = members.length > 1000 ? [] : members
  for (const { vertex, reference } of members) {
    const needs = graph.needsOf(vertex.id).filter(({ needed }) => inside.has(needed) && needed !== vertex)
    const first =
      needs[0]?.needed ?? others.find((other) => graph.waitsFor(vertex.id, other.vertex.id))?.vertex
    if (first === undefined || first === vertex) continue
    const names = needs.length > 0 ? needs.map(({ needed }) => nameOf(needed)) : [nameOf(first)]
    const shared = sharedFile(vertex, first)
    const both = shared === undefined ? '' : `; both write ${ticked(shared.path)}`
    yield {
      span: reference.span,
      message: `${nameOf(vertex)} is in ${groupName(group)} together with ${listed(names)}, which it waits for${both}`,
      related: [
        ...reasons(vertex, first, graph),
        ...(shared === undefined ? [] : [{ span: shared.span, message: 'a file that both write' }]),
      ],
      help: `Move ${shortNameOf(vertex)} to a later group, or take out the dependency.`,
    }
  }
}

/** What makes it worse: run as declared, two agents would write it at once. */
function sharedFile(later: Vertex, earlier: Vertex): FileChange | undefined {
  if (later.kind !== 'task' || earlier.kind !== 'task') return undefined
  const written = new Set(filesOf(earlier).map(({ path }) => path))
  return filesOf(later).find(({ path }) => written.has(path))
}

/** The edges by which one waits for the other: the direct one, else the first step of the way. */
function reasons(waiter: Vertex, needed: Vertex, graph: TaskGraph): readonly Related[] {
  const edges = graph.needsOf(waiter.id)
  const edge =
    edges.find((one) => one.needed === needed) ??
    edges.find((one) => graph.waitsFor(one.needed.id, needed.id))
  if (edge === undefined) return []
  const rest = edge.needed === needed ? '' : `, which waits for ${nameOf(needed)}`
  return [{ span: edge.reference.span, message: `${nameOf(waiter)} waits for ${nameOf(edge.needed)}${rest}` }]
}

/** `Can start after Phase 5`, where phase 5 waits for a member. */
function* earlyStart(
  group: DeclaredGroup,
  members: readonly Member[],
  { graph, groups }: { readonly graph: TaskGraph; readonly groups: readonly DeclaredGroup[] },
): Generator<Finding> {
  for (const reference of group.after) {
    const named = graph.verticesOf(reference.id)
    const other =
      named.length > 0 ? undefined : groups.find(({ id }) => id.toLowerCase() === reference.id.toLowerCase())
    const before = other === undefined ? named : membersOf(other, graph).map(({ vertex }) => vertex)
    for (const first of before) {
      const member = members.find(({ vertex }) => vertex !== first && graph.waitsFor(first.id, vertex.id))
      if (member === undefined) continue
      yield {
        span: reference.span,
        message: `${capitalised(groupName(group))} starts after ${nameOf(first)}, which waits for its member ${nameOf(member.vertex)}`,
        related: reasons(first, member.vertex, graph),
        help: 'Let the group start earlier, or take the dependency out.',
      }
      break
    }
  }
}
