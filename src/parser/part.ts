import type { SourceSpan } from '../source/span.ts'
import { parseMarkdownPart } from './markdown.ts'
import { outlineOf } from './outline.ts'
import type { Source } from './place.ts'
import type { Section } from './section.ts'
import { blank } from './text.ts'

/** A stretch of a document as Markdown of its own, without the stretches that are read otherwise. */
export function partOf(source: Source, span: SourceSpan, holes: readonly SourceSpan[] = []): Section {
  const inside = holes.filter(({ start, end }) => start >= span.start && end <= span.end)
  const pieces: string[] = []
  let cursor = span.start
  for (const hole of inside) {
    pieces.push(source.text.slice(cursor, hole.start), blank(source.text.slice(hole.start, hole.end)))
    cursor = hole.end
  }
  pieces.push(source.text.slice(cursor, span.end))
  return { ...outlineOf(source, parseMarkdownPart(pieces.join(''), span.start), []), span }
}
