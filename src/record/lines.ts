import type { MarkdownDocument } from '../parser/dialect.ts'
import type { Block, Section, Text } from '../parser/section.ts'
import type { SourceFile } from '../source/source-file.ts'
import { positionAt } from '../source/source-file.ts'
import type { SourceSpan } from '../source/span.ts'
import { replaced, type Stroke } from './stroke.ts'

/** The line that an offset stands in, without its end. */
export function lineAt(source: SourceFile, offset: number): SourceSpan {
  const { line } = positionAt(source, offset)
  const start = source.lineStarts[line - 1] ?? 0
  const next = source.lineStarts[line] ?? source.text.length
  const length = source.text.slice(start, next).replace(/[\r\n]+$/, '').length
  return { path: source.path, start, end: start + length }
}

/** Every line of a document, in order. */
export function linesOf(source: SourceFile): readonly SourceSpan[] {
  return source.lineStarts.map((start) => lineAt(source, start))
}

export function textAt({ text }: SourceFile, { start, end }: SourceSpan): string {
  return text.slice(start, end)
}

/** Ticks the empty box that the list item of a line begins with; nothing where there is none. */
export function ticked(source: SourceFile, line: SourceSpan): readonly Stroke[] {
  const match = /^[\s>]*(?:[-*+]|\d+[.)])\s+\[(?<mark>[ ~])\](?=\s)/.exec(textAt(source, line))
  if (match === null) return []
  const end = line.start + match[0].length - 1
  return [replaced({ path: source.path, start: end - 1, end }, 'x')]
}

/** `word` in the place of what is written, in small letters where that is; nothing where the author wrote a sentence. */
export function restated(source: SourceFile, span: SourceSpan, word: string): Stroke | undefined {
  const written = textAt(source, span)
  if (/[\r\n]/.test(written) || written.trim().split(/\s+/).length > MOST_WORDS) return undefined
  return replaced(span, /^\P{L}*\p{Ll}/u.test(written) ? word.toLowerCase() : word)
}

/** `Reviewed - Ready for Implementation` is a status; what is longer says something else, too. */
const MOST_WORDS = 6

/** Lines that are no part of a fence: what stands there is an example. */
export function proseLinesOf({ source, outline }: MarkdownDocument): readonly SourceSpan[] {
  const fences = fencesIn(outline)
  return linesOf(source).filter(
    ({ start }) => !fences.some((span) => start >= span.start && start < span.end),
  )
}

function fencesIn({ blocks, children }: Section): readonly SourceSpan[] {
  return [...blocks.flatMap(fencesInBlock), ...children.flatMap(fencesIn)]
}

function fencesInBlock(block: Block): readonly SourceSpan[] {
  switch (block.kind) {
    case 'code':
      return [block.span]
    case 'list':
      return block.items.flatMap((item) => item.blocks.flatMap(fencesInBlock))
    case 'quote':
      return block.blocks.flatMap(fencesInBlock)
    case 'paragraph':
    case 'table':
    case 'html':
    case 'rule':
      return []
  }
}

/** A cell of a table, as wide as it was where there is room for that, so that columns stay in line. */
export function refilled({ text }: SourceFile, { span, plain }: Text, news: string): Stroke {
  const room = /^ */.exec(text.slice(span.end))?.[0].length ?? 0
  const more = Math.max(0, Math.min(news.length - plain.length, room - 1))
  return replaced({ ...span, end: span.end + more }, news.padEnd(plain.length))
}
