import type { SourceSpan } from '../../source/span.ts'
import { beforeBreak, isBlankAt, lineEndOf, lineStartOf } from './lines.ts'

/** How a field is written: what stands before its value, its label first, and behind it on its line. */
export interface Shape {
  readonly kind: 'line' | 'row' | 'list'
  /** From the beginning of the line of its label up to the value; lines end with `\n`. */
  readonly lead: string
  readonly tail: string
  /** Where the line of the label begins, and where the last line of the value ends. */
  readonly start: number
  readonly end: number
}

const label =
  /^[ \t>]*(?:[-*+][ \t]+)?(?:\*\*[^*|\r\n]{1,60}\*\*[ \t]?:?|__[^_|\r\n]{1,60}__[ \t]?:?|[\p{Lu}][\p{L} /()-]{1,40}:)[ \t]*$/u
const heading = /^#{2,6}[ \t]+\S.{0,60}$/u
const rowLead = /^[ \t]*\|[^|\r\n]{1,60}\|[ \t]*$/
const item = /^(?<bullet>(?:[-*+]|\d+[.)])[ \t]+)(?<box>\[[ xX]\][ \t]+)?/

/** `undefined`: written in a way that is not one of these, or with others on one line. */
export function shapeOf(text: string, { start, end }: SourceSpan): Shape | undefined {
  const line = lineStartOf(text, start)
  const before = text.slice(line, start)
  const last = lineEndOf(text, end)
  const after = text.slice(end, last)
  if (rowLead.test(before) && /^[ \t]*\|[ \t]*$/.test(after) && last === lineEndOf(text, start))
    return { kind: 'row', lead: before, tail: after, start: line, end: last }
  if (hasColon(before) && /^[ \t\\]*$/.test(after) && last === lineEndOf(text, start))
    return { kind: 'line', lead: before, tail: after, start: line, end: last }
  return listShape(text, { start, line, last })
}

/** Whether a value has a label or a cell of its own: in a sentence other words belong to it, and nothing is changed. */
export function isValue(text: string, span: SourceSpan): boolean {
  const line = lineStartOf(text, span.start)
  const cell = text.slice(line, lineEndOf(text, span.end))
  const isCell = /^[ \t]*\|/.test(cell) && /\|[ \t]*$/.test(text.slice(line, span.start))
  return isCell || shapeOf(text, span) !== undefined
}

function hasColon(before: string): boolean {
  return label.test(before) && /[:：]/u.test(before)
}

interface Lines {
  readonly start: number
  readonly line: number
  readonly last: number
}

/** A list below its label or heading. */
function listShape(text: string, { start, line, last }: Lines): Shape | undefined {
  const bullet = item.exec(text.slice(start, start + 40))?.groups
  const indent = text.slice(line, start)
  if (bullet === undefined || indent.trim() !== '') return undefined
  let above = line
  do above = lineStartOf(text, Math.max(0, beforeBreak(text, above)))
  while (above > 0 && isBlankAt(text, above))
  const words = text.slice(above, lineEndOf(text, above))
  if (!hasColon(words) && !heading.test(words)) return undefined
  const box = bullet['box'] === undefined ? '' : '[ ] '
  const lead = text.slice(above, line).replace(/\r\n|\r/g, '\n') + indent + (bullet['bullet'] ?? '') + box
  return { kind: 'list', lead, tail: '', start: above, end: last }
}
