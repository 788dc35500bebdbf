import type { InlineCode, Text as MdastText, PhrasingContent } from 'mdast'
import { type Located, located, type SourceSpan } from '../source/span.ts'
import { type Source, spanOf } from './place.ts'
import type { Text } from './section.ts'

/** Inline content as a `Text`; `undefined` where there is none. */
export function textOf(source: Source, nodes: readonly PhrasingContent[]): Text | undefined {
  const first = nodes[0]
  const last = nodes.at(-1)
  if (first === undefined || last === undefined) return undefined
  const span = { path: source.path, start: spanOf(source, first).start, end: spanOf(source, last).end }
  const pieces: string[] = []
  const codes: Located<string>[] = []
  const gaps: SourceSpan[] = []
  let cursor = span.start
  for (const leaf of leavesOf(nodes)) {
    const place = spanOf(source, leaf)
    pieces.push(blank(source.text.slice(cursor, place.start)), visible(source, leaf))
    if (cursor < place.start) gaps.push({ path: source.path, start: cursor, end: place.start })
    if (leaf.type === 'inlineCode') {
      codes.push(located(leaf.value, place))
      gaps.push(...ticksOf(source, place))
    }
    cursor = place.end
  }
  pieces.push(blank(source.text.slice(cursor, span.end)))
  if (cursor < span.end) gaps.push({ path: source.path, start: cursor, end: span.end })
  const plain = pieces.join('')
  return { span, plain, codes, struck: struckIn(plain, span), gaps }
}

/** The back-ticks on both sides of inline code. */
function ticksOf({ path, text }: Source, { start, end }: SourceSpan): readonly SourceSpan[] {
  const length = /^`*/.exec(text.slice(start, end))?.[0].length ?? 0
  return [
    { path, start, end: start + length },
    { path, start: end - length, end },
  ]
}

type Leaf = MdastText | InlineCode

function leavesOf(nodes: readonly PhrasingContent[]): readonly Leaf[] {
  return nodes.flatMap((node) => {
    if (node.type === 'text' || node.type === 'inlineCode') return [node]
    return 'children' in node ? leavesOf(node.children) : []
  })
}

/** The leaf's own characters at their offsets, everything else blank. */
function visible(source: Source, leaf: Leaf): string {
  const { start, end } = spanOf(source, leaf)
  const written = source.text.slice(start, end)
  return written === leaf.value ? written : align(written, leaf.value)
}

/**
 * Walks both side by side and keeps what agrees.
 *
 *     > written  `a\*b`
 *     > value     a*b
 *     > result    a *b
 */
function align(written: string, value: string): string {
  const kept: string[] = []
  let next = 0
  for (let index = 0; index < written.length; index++) {
    const unit = written.charAt(index)
    const wanted = value.charAt(next)
    const lineEnd = unit === '\n' || unit === '\r'
    const agrees = unit === wanted || (lineEnd && (wanted === ' ' || wanted === '\n'))
    if (agrees) next++
    kept.push(lineEnd ? '\n' : agrees ? unit : ' ')
  }
  return kept.join('')
}

/** The same length, nothing but spaces and line ends. */
export function blank(text: string): string {
  return text.replace(/[^\n]/g, ' ')
}

/** With every code blanked by `mark`, so that what stands in it is not read as prose; one pass. */
export function withoutCodes({ plain, codes, span }: Text, mark: string): string {
  const pieces: string[] = []
  let cursor = 0
  for (const { span: place } of codes) {
    const [from, to] = [place.start - span.start, place.end - span.start]
    pieces.push(plain.slice(cursor, from), mark.repeat(to - from))
    cursor = to
  }
  return [...pieces, plain.slice(cursor)].join('')
}

function struckIn(plain: string, span: SourceSpan): readonly SourceSpan[] {
  if (!plain.includes('~~')) return []
  return [...plain.matchAll(/~~[^~\n]+~~/g)].map(({ index, 0: { length } }) => ({
    path: span.path,
    start: span.start + index,
    end: span.start + index + length,
  }))
}

/** The part of a text between two offsets of the document. */
export function slice(text: Text, start: number, end: number): Text {
  const within = (span: SourceSpan) => span.start >= start && span.end <= end
  return {
    span: { path: text.span.path, start, end },
    plain: text.plain.slice(start - text.span.start, end - text.span.start),
    codes: text.codes.filter(({ span }) => within(span)),
    struck: text.struck.filter(within),
    gaps: text.gaps.filter(within),
  }
}

/** Without blanks at both ends, the marks of inline code kept; `undefined` where nothing is left. */
export function trimmed(text: Text): Text | undefined {
  const left = text.plain.length - text.plain.trimStart().length
  const right = text.plain.trimEnd().length
  const start = text.span.start + left
  const end = text.span.start + right
  const first = text.codes.find(({ span }) => span.start < start && span.end > start)
  const last = text.codes.findLast(({ span }) => span.start < end && span.end > end)
  if (right <= left) return emptyCode(text)
  return slice(text, first?.span.start ?? start, last?.span.end ?? end)
}

/** Inline code of blanks only is still something that was written. */
function emptyCode(text: Text): Text | undefined {
  const [code] = text.codes
  return code && slice(text, code.span.start, code.span.end)
}

/** What a reader sees, on one line. */
export function wordsOf({ plain, span, gaps }: Text): string {
  const pieces: string[] = []
  let cursor = 0
  for (const { start, end } of gaps) {
    pieces.push(plain.slice(cursor, start - span.start))
    cursor = end - span.start
  }
  return [...pieces, plain.slice(cursor)].join('').replace(/\s+/g, ' ').trim()
}
