import type { SourceSpan } from '../../source/span.ts'
import type { Text } from '../section.ts'
import { slice, trimmed, withoutCodes } from '../text.ts'

/**
 * What stands between the commas of a line, outside code and brackets; "and" parts where code stands beside it:
 *
 *     > `src/a.ts` and `src/b.ts`, the rest (a, b)
 */
export function entriesOf(text: Text): readonly Text[] {
  const entries: Text[] = []
  let start = 0
  for (const { from, to } of cutsIn(withoutCodes(text, code))) {
    entries.push(...partOf(text, start, from))
    start = to
  }
  return [...entries, ...partOf(text, start, text.plain.length)]
}

/** Stands for code in what is looked at: no author writes it. */
const code = '\uE000'

interface Cut {
  readonly from: number
  readonly to: number
}

const joint = /\s+(?:and|&|\+)\s+/iy
const gap = /\s+(?=\uE000)/y

function* cutsIn(visible: string): Generator<Cut> {
  const closes = closingOf(visible)
  for (let index = 0; index < visible.length; index++) {
    index = closes.get(index) ?? index
    const to = /[,;，；、]/.test(visible.charAt(index)) ? index + 1 : joinedAt(visible, index)
    if (to === undefined) continue
    yield { from: index, to }
    index = to - 1
  }
}

/** Where the next entry begins, if nothing but "and" or blanks parts two, and one of them is code. */
function joinedAt(visible: string, index: number): number | undefined {
  if (!/\s/.test(visible.charAt(index)) || /\s/.test(visible.charAt(index - 1))) return undefined
  const behindCode = visible.charAt(index - 1) === code
  joint.lastIndex = index
  const and = joint.exec(visible)
  if (and !== null)
    return behindCode || visible.charAt(joint.lastIndex) === code ? joint.lastIndex : undefined
  gap.lastIndex = index
  return behindCode && gap.test(visible) ? gap.lastIndex : undefined
}

const brackets: ReadonlyMap<string, string> = new Map([
  [')', '('],
  ['}', '{'],
  [']', '['],
  ['）', '（'],
])

/** The last character of each outermost bracket, by its first; one that is never closed hides nothing. */
function closingOf(visible: string): ReadonlyMap<number, number> {
  const open: { readonly mark: string; readonly at: number }[] = []
  const closes = new Map<number, number>()
  for (let index = 0; index < visible.length; index++) {
    const mark = visible.charAt(index)
    if ('({[（'.includes(mark)) open.push({ mark, at: index })
    if (brackets.get(mark) !== undefined && open.at(-1)?.mark === brackets.get(mark))
      closes.set(open.pop()?.at ?? index, index)
  }
  return closes
}

function partOf(text: Text, from: number, to: number): readonly Text[] {
  const part = trimmed(slice(text, text.span.start + from, text.span.start + to))
  return part === undefined ? [] : [part]
}

/** What an entry may say behind what it names, without beginning a remark. */
const nothingMore = /^[^\p{L}\p{N}]*$/u

/**
 * The entries that none of `known` stands in. Where an entry goes on in prose, so may what follows its comma, up to the
 * next that names something: "`a.ts` exports x, y and z".
 */
export function leftOut(
  text: Text,
  known: readonly SourceSpan[],
  harmless: RegExp = nothingMore,
): readonly Text[] {
  let remark = false
  return entriesOf(text).filter((entry) => {
    const last = known.findLast(({ start, end }) => start >= entry.span.start && end <= entry.span.end)
    if (last !== undefined) {
      remark = !harmless.test(withoutAsides(entry.plain.slice(last.end - entry.span.start)))
      return false
    }
    return !remark && says(entry)
  })
}

function says(entry: Text): boolean {
  return /[\p{L}\p{N}\uE000]/u.test(withoutAsides(withoutCodes(entry, code)))
}

function withoutAsides(plain: string): string {
  return plain.replace(/\([^()]*\)|（[^（）]*）|\[[^[\]]*\]/g, '')
}
