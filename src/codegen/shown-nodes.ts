import type { Node, Plan, Step, Task } from '../plan/plan.ts'

/** What of a plan is listed: all of it, or what stands in the one document that was asked for. */
export function shownNodes({ body, focus }: Plan): readonly Node[] {
  return focus === undefined ? body : body.flatMap((node) => within(node, focus))
}

function within(node: Node, focus: string): readonly Node[] {
  if (node.kind !== 'group') return node.span.path === focus ? [node] : []
  const body = node.body.flatMap((child) => within(child, focus))
  if (node.implied) return body
  return body.length > 0 || node.span.path === focus ? [{ ...node, body }] : []
}

/** Steps may stand in a file beside the plan. */
export function shownSteps({ steps }: Task, { focus }: Plan): readonly Step[] {
  return focus === undefined ? steps : steps.filter(({ span }) => span.path === focus)
}
