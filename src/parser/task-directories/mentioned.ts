import type { Reference } from '../../plan/plan.ts'
import type { Text } from '../section.ts'
import { slice } from '../text.ts'
import { type Names, readReferences } from '../values/references.ts'

/** A task in running text: `Task 1`, and the `2` of "Tasks 1, 2". */
export interface Mention {
  readonly start: number
  readonly end: number
  /** It has the word `Task` itself, so that a clause can begin with it. */
  readonly worded: boolean
}

const number = String.raw`\d+[a-z]?(?![\w.]*\w)`
const word = String.raw`(?:\btasks?[\s#-]{0,3}|\bT(?=\d))`
const first = new RegExp(`${word}${number}`, 'gi')
const next = new RegExp(
  String.raw`(?<gap>\s*(?:,\s*and\b|,|&|\+|/|–|-|\band\b|\bto\b|\bthrough\b)\s*)(?<worded>${word})?${number}`,
  'iy',
)

/** `Task 1`, `Tasks 2, 3 and 5`, `Tasks 1–3`, `T4`: the lists of tasks in running text, from left to right. */
export function listsIn(plain: string): readonly (readonly Mention[])[] {
  const lists: (readonly Mention[])[] = []
  first.lastIndex = 0
  for (let match = first.exec(plain); match !== null; match = first.exec(plain)) {
    const list: Mention[] = [{ start: match.index, end: first.lastIndex, worded: true }]
    next.lastIndex = first.lastIndex
    for (let more = next.exec(plain); more !== null; more = next.exec(plain)) {
      const { gap = '', worded } = more.groups ?? {}
      list.push({ start: more.index + gap.length, end: next.lastIndex, worded: worded !== undefined })
    }
    first.lastIndex = list.at(-1)?.end ?? first.lastIndex
    lists.push(list)
  }
  return lists
}

/** What a list names, ranges expanded. */
export function referencesIn(text: Text, list: readonly Mention[], names: Names): readonly Reference[] {
  const [from, to] = [list[0], list.at(-1)]
  if (from === undefined || to === undefined || names.room.left < 0) return []
  const { start } = text.span
  return readReferences(slice(text, start + from.start, start + to.end), names, '').references
}
