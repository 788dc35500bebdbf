import type { Group, Node, Plan, Task } from '../plan/plan.ts'
import { nodesOf } from '../plan/walk.ts'
import { slugOf } from './layout.ts'

/** A stage, batch or the like, as the execution script knows it. */
export interface GroupRow {
  /** `stage-01`. */
  readonly key: string
  /** `leaf`: it holds no further group; such a one is what `run.sh next` runs. */
  readonly kind: 'leaf' | 'branch'
  /** Of all tasks in it, at any depth. */
  readonly members: readonly string[]
  readonly title: string
}

/** In text order; those that hold no task are left out, and those that no words of the plan name. */
export function groupsOf(plan: Plan, slugs: ReadonlyMap<string, string>): readonly GroupRow[] {
  const groups = nodesOf(plan).filter((node) => node.kind === 'group')
  const taken = new Set<string>()
  return groups.flatMap((group) => {
    const members = tasksIn(group).map(({ id }) => slugOf(slugs, id))
    if (members.length === 0 || group.implied === true) return []
    const key = untaken(keyOf(group), taken)
    taken.add(key)
    const kind = group.body.some((node) => node.kind === 'group') ? 'branch' : 'leaf'
    return [{ key, kind, members, title: group.title.value } as const]
  })
}

function tasksIn(node: Node): readonly Task[] {
  switch (node.kind) {
    case 'task':
      return [node]
    case 'group':
      return node.body.flatMap(tasksIn)
    case 'gate':
      return []
  }
}

function keyOf({ word, id }: Group): string {
  const key = `${word}-${id}`
    .toLowerCase()
    .replace(/[^a-z0-9.]+/g, '-')
    .replace(/^[-.]+|-+$/g, '')
  return key.slice(0, 80) || 'group'
}

function untaken(key: string, taken: ReadonlySet<string>): string {
  let number = 1
  let free = key
  while (taken.has(free)) free = `${key}-${++number}`
  return free
}
