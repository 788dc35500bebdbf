import type { Claim, Reference } from '../../plan/plan.ts'
import type { SourceSpan } from '../../source/span.ts'
import type { Text } from '../section.ts'
import { blank } from '../text.ts'
import type { Names } from '../values/references.ts'
import type { Edge } from './diagram.ts'
import { mentioned, objects, tasks } from './mentioned.ts'

/** What a plan says about the order of its tasks outside of them. */
export interface Order {
  readonly edges: readonly Edge[]
  /** Said to wait for nothing. */
  readonly free: readonly Reference[]
  readonly parallel: readonly Extract<Claim, { readonly kind: 'group' }>[]
}

/** Sentences that name tasks; those about "all tasks", and short lines, only where the section is about their order. */
export function readSentences(text: Text, about: boolean, names: Names): Order {
  const plain = text.plain.replace(/\([^()]*\)/g, (note) => blank(note))
  const from = { text, plain, names }
  const sentences = [waits(from), befores(from), frees(from)]
  return joined(
    about ? [...sentences, parallels(from), chains(from), allFree(from), labelled(from)] : sentences,
  )
}

interface Prose {
  readonly text: Text
  /** Without what stands in parentheses. */
  readonly plain: string
  readonly names: Names
}

export const nothing: Order = { edges: [], free: [], parallel: [] }
const between = String.raw`\s*(?:[:—–-]\s*)?(?:\w{1,20}\s+){0,3}?`

/** "Tasks 2 and 3 both depend on Task 1", "Task 3 runs after Task 2". */
const waiting = new RegExp(
  String.raw`(?<left>${tasks})${between}(?:depends?\s+(?:\w{1,20}\s+){0,2}?on|requires?|needs?|waits?\s+(?:for|on)|blocked\s+by|(?:runs?|starts?|begins?|executes?|spawns?|only|be\s+(?:run|started|done))\s+after)\s+(?:both\s+|the\s+)?(?<right>${objects})`,
  'gi',
)
/** "Task 1 must complete before Tasks 2 and 3". */
const preceding = new RegExp(
  String.raw`(?<left>${tasks})\s*(?:(?:must|has\s+to|have\s+to|needs?\s+to|should|will)\s+(?:\w{1,20}\s+){0,4}?before|(?:un)?blocks|precedes?)\s+(?<right>${objects})`,
  'gi',
)
const freeing = new RegExp(
  String.raw`(?<left>${tasks})${between}(?:no\s+(?:\w{1,20}\s+){0,2}?dependenc\w*|independent\b(?!\s+of)|none\b)`,
  'gi',
)
const together = new RegExp(
  String.raw`(?<left>${tasks})\s*(?:(?:can|may|will|to)\s+)?(?:\w{1,20}\s+){0,3}?(?:in\s+parallel|concurrently|simultaneously)(?:\s+with\s+(?<right>${objects}))?`,
  'gi',
)
const chained = new RegExp(
  String.raw`(?:(?<left>${tasks})|\b(?:all\s+)?tasks)\s*(?:are|run|execute|must\s+(?:be|run)|should\s+(?:be|run))\s+(?:\w{1,20}\s+){0,2}?(?:sequential(?:ly)?|in\s+(?:order|sequence)|serial(?:ly)?|one\s+after\s+(?:another|the\s+other))\b`,
  'gi',
)
const everyFree =
  /\b(?:all|both)\s+(?:\w{1,20}\s+){0,2}?(?:are\s+)?(?:\w{1,20}\s+)?independent\b|\btasks\s+are\s+(?:\w{1,20}\s+)?independent\b|\bno\s+(?:inter|cross)[\s-]?(?:task\s+)?dependenc\w*|\bno\s+dependencies\s+between\b/i

const denied = /\b(?:not|never|no longer|cannot|could)\b|n['’]t\b/i

function waits(from: Prose): Order {
  const said = pairs(from, waiting).filter(({ words }) => !denied.test(words))
  return { ...nothing, edges: said.flatMap(({ left, right }) => product(left, right, from)) }
}

function befores(from: Prose): Order {
  return {
    ...nothing,
    edges: pairs(from, preceding).flatMap(({ left, right }) => product(right, left, from)),
  }
}

function frees(from: Prose): Order {
  return { ...nothing, free: pairs(from, freeing).flatMap(({ left }) => left) }
}

function parallels(from: Prose): Order {
  const parallel = pairs(from, together).flatMap(({ left, right, span, words }) => {
    const members = [...left, ...right]
    if (members.length < 2 || denied.test(words)) return []
    return [
      {
        kind: 'group' as const,
        id: '',
        members,
        after: [],
        sequential: false,
        source: 'prose' as const,
        span,
      },
    ]
  })
  return { ...nothing, parallel }
}

function chains(from: Prose): Order {
  const { names } = from
  return joined(
    pairs(from, chained).map(({ left, span }) => {
      const all = left.length > 0 ? left : everyTask(names, span)
      return {
        ...nothing,
        edges: all.slice(1).flatMap((waiter, at) => product([waiter], all.slice(at, at + 1), from)),
      }
    }),
  )
}

function allFree({ text, plain, names }: Prose): Order {
  const match = everyFree.exec(plain)
  if (match === null) return nothing
  const start = text.span.start + match.index
  const span = { path: text.span.path, start, end: start + match[0].length }
  return { ...nothing, free: everyTask(names, span) }
}

function everyTask({ ids, level, room }: Names, span: SourceSpan): readonly Reference[] {
  room.left -= level.length
  if (room.left < 0) return []
  return level.map((id) => ({ id: ids.get(id) ?? id, span, by: 'all', soft: false }))
}

/** `- Task 3 (report): Tasks 1 and 2` in a section about dependencies. */
const line = new RegExp(
  String.raw`^\s*(?<left>${tasks})\s*(?::|←|<-|—|–)\s*(?<right>${objects})\s*[.;]?\s*$`,
  'i',
)

function labelled(from: Prose): Order {
  if (from.plain.includes('\n')) return nothing
  return { ...nothing, edges: pairs(from, line).flatMap(({ left, right }) => product(left, right, from)) }
}

interface Pair {
  readonly left: readonly Reference[]
  readonly right: readonly Reference[]
  readonly span: SourceSpan
  readonly words: string
}

function pairs({ text, plain, names }: Prose, pattern: RegExp): readonly Pair[] {
  const found = pattern.global
    ? [...plain.matchAll(pattern)]
    : [pattern.exec(plain)].filter((match) => match !== null)
  return found.map((match) => {
    const [words] = match
    const { left = '', right = '' } = match.groups ?? {}
    const start = text.span.start + match.index
    const at = words.lastIndexOf(right)
    return {
      left: left === '' ? [] : mentioned(text, match.index + words.indexOf(left), left.length, names),
      right: right === '' ? [] : mentioned(text, match.index + at, right.length, names),
      span: { path: text.span.path, start, end: start + words.trimEnd().length },
      words,
    }
  })
}

function product(
  waiters: readonly Reference[],
  needed: readonly Reference[],
  { names }: Prose,
): readonly Edge[] {
  names.room.left -= waiters.length * needed.length
  if (names.room.left < 0) return []
  return waiters.flatMap((waiter) =>
    needed.filter(({ id }) => id !== waiter.id).map((one): Edge => ({ waiter, needed: one, drawn: false })),
  )
}

export function joined(orders: readonly Order[]): Order {
  return {
    edges: orders.flatMap(({ edges }) => edges),
    free: orders.flatMap(({ free }) => free),
    parallel: orders.flatMap(({ parallel }) => parallel),
  }
}
