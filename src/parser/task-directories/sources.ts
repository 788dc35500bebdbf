import type { Reference, Task } from '../../plan/plan.ts'
import type { Saying } from '../../plan/task-directory.ts'
import { type Located, located } from '../../source/span.ts'
import { normalId } from '../values/identifier.ts'
import { type Names, readReferences } from '../values/references.ts'
import type { Candidate } from './candidates.ts'
import type { Edge } from './diagram.ts'
import type { Hint } from './hints.ts'
import { withoutOtherPlans } from './other-plans.ts'
import type { Order } from './sentences.ts'
import type { StateTask } from './state.ts'

export type Needs = Located<readonly Reference[]> | undefined

/** A place besides the task itself that tells its title or what it waits for. */
export interface Other extends Omit<Saying, 'needs'> {
  readonly needs: Needs
}

/** What rules compare: the ids alone. */
export function sayingOf({ needs, ...other }: Other): Saying {
  return {
    ...other,
    needs:
      needs &&
      located(
        needs.value.map(({ id, span }) => located(id, span)),
        needs.span,
      ),
  }
}

/** The heading in the README of a task that has a file of its own. */
export function headingOther({ task, hint }: { readonly task: Task; readonly hint: Hint }): Other {
  return { from: 'heading', span: task.heading, title: task.title, needs: task.needs ?? hint.needs }
}

/** `- [ ] **Task 2 — Title** *(depends on Task 1)*` */
export function indexOther({ headingSpan, remark }: Candidate, names: Names, own: string): Other {
  return {
    from: 'index',
    span: headingSpan,
    title: undefined,
    needs: remark && needsIn(remark, names, own),
  }
}

function needsIn(remark: NonNullable<Candidate['remark']>, names: Names, own: string): Needs {
  const word = /\b(?:depends on|after|requires|needs|blocked by|dependencies|no dependencies)\b/i.exec(
    remark.plain,
  )
  if (word === null) return undefined
  const plain = withoutOtherPlans(remark).plain.replace(/[()*_]/g, ' ')
  if (/\bno dependencies\b|\bnone\b/i.test(plain)) return located([], remark.span)
  const { references } = readReferences({ ...remark, plain }, names, own)
  return references.length > 0 ? located(references, remark.span) : undefined
}

export function stateOther({ id, title, needs }: StateTask, names: Names): Other {
  return {
    from: 'state',
    span: id.span,
    title,
    needs:
      needs &&
      located(
        needs.value.map(({ value, span }): Reference => {
          const written = value.replace(/^task[-_ ]?/i, '')
          return { id: names.ids.get(normalId(written)) ?? written, span, by: 'name', soft: false }
        }),
        needs.span,
      ),
  }
}

/** What sentences and arrows outside of the tasks say about each of them; `first` is the first task of the plan. */
export function orderNeeds(
  { edges, free }: Pick<Order, 'edges' | 'free'>,
  first: string | undefined,
): ReadonlyMap<string, NonNullable<Needs>> {
  const byWaiter = new Map<string, Edge[]>()
  for (const edge of edges) {
    const own = byWaiter.get(edge.waiter.id)
    if (own === undefined) byWaiter.set(edge.waiter.id, [edge])
    else own.push(edge)
  }
  // What begins a diagram waits for nothing, and so does the first task where others are said to wait for it.
  const roots = edges.flatMap(({ needed, drawn }) =>
    (drawn || needed.id === first) && !byWaiter.has(needed.id) ? [needed] : [],
  )
  return new Map([
    ...[...roots, ...free].map(({ id, span }): [string, NonNullable<Needs>] => [id, located([], span)]),
    ...[...byWaiter].map(([id, own]): [string, NonNullable<Needs>] => [id, needsOf(own)]),
  ])
}

/** From the first word to the last where they stand together, else where the task is named first. */
function needsOf(edges: readonly Edge[]): NonNullable<Needs> {
  const needs = new Map<string, Reference>()
  for (const { needed } of edges) if (!needs.has(needed.id)) needs.set(needed.id, needed)
  const spans = edges.flatMap(({ waiter, needed }) => [waiter.span, needed.span])
  const [first] = spans
  if (first === undefined) throw new Error('no edge to point at')
  const start = spans.reduce((least, span) => Math.min(least, span.start), first.start)
  const end = spans.reduce((most, span) => Math.max(most, span.end), first.end)
  return located([...needs.values()], end - start < 400 ? { ...first, start, end } : first)
}
