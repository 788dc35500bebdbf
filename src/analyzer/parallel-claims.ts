import type { Task } from '../plan/plan.ts'
import type { SourceSpan } from '../source/span.ts'
import { type DeclaredGroup, declaredGroups, groupName, membersOf } from './groups.ts'
import { shortNameOf } from './naming.ts'
import type { RuleInput } from './rule.ts'
import type { Vertex } from './seats.ts'

/** Where the plan says that two tasks run at the same time. */
export interface ParallelClaim {
  /** `group A runs Phase 1 and Phase 2 at the same time`. */
  readonly says: string
  readonly span: SourceSpan
}

/** Answers whether, and where, the plan claims that two tasks run in parallel. */
export function parallelClaims({ plan, graph }: RuleInput): (a: Task, b: Task) => ParallelClaim | undefined {
  const groupsOf = new Map<Vertex, DeclaredGroup[]>()
  for (const group of declaredGroups(plan).filter(({ sequential }) => !sequential)) {
    for (const { vertex } of membersOf(group, graph))
      groupsOf.set(vertex, [...(groupsOf.get(vertex) ?? []), group])
  }
  const hint = (task: Task, peer: Task): ParallelClaim | undefined => {
    if (task.parallel?.value.answer !== 'yes') return undefined
    const named = task.parallel.value.peers.find(({ id }) => graph.verticesOf(id).includes(peer))
    return (
      named && {
        says: `${shortNameOf(task)} is said to run in parallel with ${shortNameOf(peer)}`,
        span: named.span,
      }
    )
  }
  return (a, b) => {
    const group = groupsOf.get(a)?.find((one) => groupsOf.get(b)?.includes(one))
    if (group !== undefined) {
      const both = `${shortNameOf(a)} and ${shortNameOf(b)}`
      return { says: `${groupName(group)} runs ${both} at the same time`, span: group.span }
    }
    return hint(b, a) ?? hint(a, b)
  }
}
