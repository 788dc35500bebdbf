import type { Checkpoint, Gate, Node, Passage, Task } from '../plan/plan.ts'
import type { Wave } from '../plan/schedule.ts'
import { isSettled } from '../plan/settled.ts'
import { filesOf } from '../plan/walk.ts'
import type { SourceSpan } from '../source/span.ts'
import { notesPath, slugOf } from './layout.ts'
import type { EmitInput } from './target.ts'
import { viewFile } from './task-view.ts'
import { linesOf, nameOf, textAt } from './words.ts'

/** In tokens of about four bytes: what one prompt may spend on the general part of the plan. */
const CONTEXT_BUDGET = 1000

/** Passages are quoted in the order of the text while the budget lasts; of the others it says where they are. */
export function viewPlan({ plan, folder, sources }: EmitInput) {
  let left = CONTEXT_BUDGET
  const passages = plan.context.map(({ title, span }) => {
    const text = textAt(sources, span)
    const place = viewPlace(span, sources)
    const cost = new TextEncoder().encode(text).length / 4
    const fits = cost <= left
    if (fits) left -= cost
    return { title, lines: place.lines, path: place.path === plan.path ? undefined : place.path, text, fits }
  })
  return {
    title: plan.title?.value || plan.path,
    plan: plan.path,
    folder,
    quoted: passages.filter(({ fits }) => fits),
    pointed: passages.filter(({ fits }) => !fits),
  }
}

export function viewPlace(span: SourceSpan, sources: EmitInput['sources']) {
  const { first, last } = linesOf(sources, span)
  return { path: span.path, lines: first === last ? `line ${first}` : `lines ${first} to ${last}` }
}

/** What the groups around a task say to all that they hold, outermost first, and what files of its own say. */
export function* passagesIn(
  nodes: readonly Node[],
  around: readonly Passage[],
): Generator<[Task, readonly Passage[]]> {
  for (const node of nodes) {
    if (node.kind === 'gate') continue
    const own = [...around, ...(node.passages ?? [])]
    if (node.kind === 'task') yield [node, own]
    else yield* passagesIn(node.body, own)
  }
}

export function viewPassage({ title, span }: Passage, sources: EmitInput['sources']) {
  return { title, text: textAt(sources, span), ...viewPlace(span, sources) }
}

/** What an earlier run left of a task. */
export function viewEarlier(checkpoints: readonly Checkpoint[], task: Task) {
  return checkpoints
    .filter(({ task: { id }, status }) => id === task.id && status !== 'completed' && status !== 'pending')
    .map(({ status, lastSuccessfulStep, error }) => ({ status, step: lastSuccessfulStep, error }))
}

/** `result`: what its executor wrote for those who build on it. */
export function viewNeed(
  need: Task | Gate | undefined,
  result: string | undefined,
  { folder, slugs }: EmitInput,
) {
  if (need === undefined) throw new Error('a task waits for something that is neither a task nor a gate')
  if (need.kind === 'gate') return { gate: true, name: need.title.value }
  const notes = notesPath(folder, slugOf(slugs, need.id))
  const summary = isSettled(need) ? need.status?.span.path : undefined
  return { gate: false, name: nameOf(need), changes: viewChanges(need), notes, result, summary }
}

/** `create a, b` and `delete c`. */
function viewChanges(task: Task) {
  const views = filesOf(task).map(viewFile)
  const verbs = [...new Set(views.map(({ verb }) => verb))]
  return verbs.map((verb) => ({
    verb,
    paths: views.flatMap((view) => (view.verb === verb ? [view.path] : [])),
  }))
}

/** More than these would be noise: a wave of fifty says nothing about one of them. */
const PEERS = 12

export function viewPeers(task: Task, { slots }: Wave) {
  const others = slots.flatMap((slot) =>
    slot.kind === 'run' && slot.task !== task && !isSettled(slot.task) ? [slot.task] : [],
  )
  return others.slice(0, PEERS).map((other) => ({ name: nameOf(other), files: filesOf(other).map(viewFile) }))
}
