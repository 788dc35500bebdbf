import type { FileChange, Node, Plan, Task, Unit, Work } from './plan.ts'

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

/** A task and its steps: what the task says and does as a whole. */
export function worksOf(task: Task): readonly Work[] {
  return [task, ...task.steps]
}

/** All that a task and its steps write, each path once. */
export function filesOf(task: Task): readonly FileChange[] {
  const files = new Map<string, FileChange>()
  for (const { files: named } of worksOf(task)) {
    for (const file of named?.value ?? []) if (!files.has(file.path)) files.set(file.path, file)
  }
  return [...files.values()]
}
