import type { Claim, Plan, Reference } from '../plan/plan.ts'
import type { TaskGraph } from './graph.ts'
import { shortened } from './naming.ts'
import type { Vertex } from './seats.ts'

/** A group that the plan declares: a row of a table, an entry of a list, a subgraph. */
export type DeclaredGroup = Extract<Claim, { readonly kind: 'group' }>

export interface Member {
  readonly vertex: Vertex
  /** Where the group names it. */
  readonly reference: Reference
}

export function declaredGroups({ claims }: Plan): readonly DeclaredGroup[] {
  return claims.filter((claim) => claim.kind === 'group')
}

/** Who is in a group; a step stands for its task, a container for all it holds. */
export function membersOf({ members }: DeclaredGroup, graph: TaskGraph): readonly Member[] {
  const found = new Map<Vertex, Member>()
  for (const reference of members) {
    for (const vertex of graph.verticesOf(reference.id)) {
      if (!found.has(vertex)) found.set(vertex, { vertex, reference })
    }
  }
  return [...found.values()]
}

/** How messages name a group. */
export function groupName({ id, source }: DeclaredGroup): string {
  const name = shortened(id)
  if (name === '') return 'one group'
  if (source === 'wave') return `wave ${name}`
  if (source === 'nesting') return `batch ${name}`
  return source === 'diagram' || name.includes(' ') ? `group “${name}”` : `group ${name}`
}
