import type { Node, Plan, Task, Unit } from './plan.ts'

/** Every task, in text order. */
export function tasksOf(plan: Plan): readonly Task[] {
  return nodesOf(plan).filter((node) => node.kind === 'task')
}

/** Every group, task and gate in text order, a container before what it holds. */
export function nodesOf(plan: Plan): readonly Node[] {
  return plan.body.flatMap(within)
}

function within(node: Node): readonly Node[] {
  return node.kind === 'group' ? [node, ...node.body.flatMap(within)] : [node]
}

/** Every unit that has an id, steps included, in text order. */
export function unitsOf(plan: Plan): readonly Unit[] {
  return nodesOf(plan).flatMap((node): readonly Unit[] =>
    node.kind === 'task' ? [node, ...node.steps] : [node],
  )
}
