import type { Report } from '../../diagnostics/diagnostic.ts'
import type { Reference } from '../../plan/plan.ts'
import type { SourceSpan } from '../../source/span.ts'
import { dependencyIsUnderstood } from '../problems.ts'
import type { Text } from '../section.ts'
import { wordsOf } from '../text.ts'
import { padded } from './heading.ts'
import { shortened } from './words.ts'

/** Labels of what is waited for. */
export const needKeys: ReadonlySet<string> = new Set(['depends on', 'dependencies', 'blocked by'])

const none = /^\s*(?:none|n\/a|nothing|no dependencies|[-–—]\s*$)/i
const name =
  /(?:\b(?<word>stage|batch|thread|task)(?:es|s)?\s*#?)?(?<![\w.])(?<from>\d{1,4}(?:\.\d{1,4}){0,3})(?:\s*(?:-|–|—|to|through)\s*(?:(?:stage|batch|thread|task)\s*)?(?<to>\d{1,4}(?:\.\d{1,4}){0,3}))?(?![\w.]*\w)/gi

/**
 * `Depends on: Thread 01, Thread 02.01.03, Batch 01`: a number alone counts in the same batch (thread) or stage
 * (batch). `own` is the id of the thread that says so.
 */
export function readNeeds(text: Text, own: string, report: Report): readonly Reference[] {
  const plain = text.plain.replace(/\([^()]*\)/g, (aside) => ' '.repeat(aside.length))
  if (none.test(plain)) return []
  const found: Reference[] = []
  let word = ''
  for (const match of plain.matchAll(name)) {
    const { word: said, from = '', to } = match.groups ?? {}
    word = said?.toLowerCase() ?? word
    const start = text.span.start + match.index
    const span = { path: text.span.path, start, end: start + match[0].length }
    for (const number of to === undefined ? [from] : numbersBetween(from, to)) {
      const id = idOf(word, number, own)
      if (id !== undefined) found.push({ id, span, by: to === undefined ? 'name' : 'range', soft: false })
    }
  }
  if (found.length === 0 && /[\p{L}\p{N}]/u.test(plain)) reportUnclear(text.span, wordsOf(text), report)
  return found
}

function reportUnclear(span: SourceSpan, words: string, report: Report): void {
  report(dependencyIsUnderstood, {
    span,
    message: `“${shortened(words)}” names no stage, batch or thread`,
    help: 'Name it by its id, as in `Thread 01.01.02`, or within the batch as `Thread 02`.',
  })
}

/** `undefined` for a bare `2` that may be anything. */
function idOf(word: string, number: string, own: string): string | undefined {
  const parts = number.split('.').map(padded)
  const [stage = '', batch = ''] = own.split('.')
  const missing = { stage: 1, batch: 2, thread: 3, task: 4 }[word]
  const wanted = missing ?? (parts.length > 1 ? parts.length : undefined)
  if (wanted === undefined || parts.length > wanted) return undefined
  return [...[stage, batch].slice(0, wanted - parts.length), ...parts].join('.')
}

/** `01.01.01` to `01.01.03`, `01` to `03`; at most a hundred. */
function numbersBetween(from: string, to: string): readonly string[] {
  const head = from.split('.').slice(0, -1)
  const low = Number(from.split('.').at(-1))
  const high = Number(to.split('.').at(-1))
  if (high < low || high - low > 100) return [from, to]
  return Array.from({ length: high - low + 1 }, (_, step) => [...head, String(low + step)].join('.'))
}
