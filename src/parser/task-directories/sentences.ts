import type { Claim, Reference } from '../../plan/plan.ts'
import type { SourceSpan } from '../../source/span.ts'
import type { Text } from '../section.ts'
import { blank } from '../text.ts'
import type { Names } from '../values/references.ts'
import { type Clause, clausesIn } from './clauses.ts'
import type { Edge } from './diagram.ts'
import { type Mention, referencesIn } from './mentioned.ts'

/** What a plan says about the order of its tasks outside of them. */
export interface Order {
  readonly edges: readonly Edge[]
  /** Said to wait for nothing. */
  readonly free: readonly Reference[]
  readonly parallel: readonly Extract<Claim, { readonly kind: 'group' }>[]
}

export const nothing: Order = { edges: [], free: [], parallel: [] }

/** Sentences that name tasks; those about "all tasks", and short lines, only where the section is about their order. */
export function readSentences(text: Text, about: boolean, names: Names): Order {
  const plain = text.plain.replace(/\([^()]*\)/g, (note) => blank(note))
  const from = { text, names }
  const said = clausesIn(plain, about).map((clause) => orderOf(clause, about, from))
  return joined(about ? [...said, ofAll(plain, from)] : said)
}

interface From {
  readonly text: Text
  readonly names: Names
}

function orderOf({ kind, left, right, end }: Clause, about: boolean, from: From): Order {
  const subjects = referencesIn(from.text, left, from.names)
  const objects = referencesIn(from.text, right, from.names)
  switch (kind) {
    case 'waits':
      return { ...nothing, edges: product(subjects, objects, from) }
    case 'precedes':
      return { ...nothing, edges: product(objects, subjects, from) }
    case 'free':
      return { ...nothing, free: subjects }
    case 'chain':
      return { ...nothing, edges: inARow(subjects, from) }
    case 'parallel':
      return about ? together([...subjects, ...objects], spanFrom(from.text, left, end)) : nothing
  }
}

const everyFree =
  /\b(?:all|both)\s+(?:\w{1,20}\s+){0,2}?(?:are\s+)?(?:\w{1,20}\s+)?independent\b|\btasks\s+are\s+(?:\w{1,20}\s+)?independent\b|\bno\s+(?:inter|cross)[\s-]?(?:task\s+)?dependenc\w*|\bno\s+dependencies\s+between\b/i
const everyChained =
  /\btasks\s+(?:are|run|execute|must\s+(?:be|run)|should\s+(?:be|run))\s+(?:\w{1,20}\s+){0,2}?(?:sequential(?:ly)?|in\s+(?:order|sequence)|serial(?:ly)?|one\s+after\s+(?:another|the\s+other))\b/i

/** "All tasks are independent", "Tasks are sequential". */
function ofAll(plain: string, { text, names }: From): Order {
  const chained = everyChained.exec(plain)
  if (chained !== null) {
    const all = everyTask(names, place(text, chained))
    return { ...nothing, edges: inARow(all, { text, names }), free: all.slice(0, 1) }
  }
  const free = everyFree.exec(plain)
  return free === null ? nothing : { ...nothing, free: everyTask(names, place(text, free)) }
}

function place({ span: { path, start } }: Text, { index, 0: { length } }: RegExpExecArray): SourceSpan {
  return { path, start: start + index, end: start + index + length }
}

function everyTask({ ids, level, room }: Names, span: SourceSpan): readonly Reference[] {
  room.left -= level.length
  if (room.left < 0) return []
  return level.map((id) => ({ id: ids.get(id) ?? id, span, by: 'all', soft: false }))
}

function inARow(tasks: readonly Reference[], from: From): readonly Edge[] {
  return tasks.slice(1).flatMap((waiter, index) => product([waiter], tasks.slice(index, index + 1), from))
}

function product(
  waiters: readonly Reference[],
  needed: readonly Reference[],
  { names }: From,
): readonly Edge[] {
  names.room.left -= waiters.length * needed.length
  if (names.room.left < 0) return []
  return waiters.flatMap((waiter) =>
    needed.filter(({ id }) => id !== waiter.id).map((one): Edge => ({ waiter, needed: one, drawn: false })),
  )
}

function together(members: readonly Reference[], span: SourceSpan): Order {
  if (members.length < 2) return nothing
  return {
    ...nothing,
    parallel: [{ kind: 'group', id: '', members, after: [], sequential: false, source: 'prose', span }],
  }
}

function spanFrom({ span }: Text, [first]: readonly Mention[], end: number): SourceSpan {
  return { path: span.path, start: span.start + (first?.start ?? 0), end: span.start + end }
}

export function joined(orders: readonly Order[]): Order {
  return {
    edges: orders.flatMap(({ edges }) => edges),
    free: orders.flatMap(({ free }) => free),
    parallel: orders.flatMap(({ parallel }) => parallel),
  }
}
