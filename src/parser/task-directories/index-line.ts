import type { SourceSpan } from '../../source/span.ts'
import type { Text } from '../section.ts'
import { slice, trimmed } from '../text.ts'
import { readUnitHeading, type UnitHeading } from '../values/unit-heading.ts'

/** A list item that names a task, taken apart. */
export interface IndexLine {
  readonly heading: UnitHeading
  readonly span: SourceSpan
  readonly bold: boolean
  /** What stands behind the title: a note in parentheses. */
  readonly remark: Text | undefined
}

/**
 * Reads the first line of an item. Where all of the name is bold, what follows is a remark; else only a note in
 * parentheses that speaks of the order is one.
 *
 *     > **Task 2 — Error display** *(depends on Task 1)*
 *     > **Task 2** — Error display
 *     > Task 2: Error display
 */
export function readIndexLine(text: Text, source: string): IndexLine | undefined {
  const line = /^[^\n]*/.exec(text.plain)?.[0] ?? ''
  const { path, start } = text.span
  const end = start + line.length
  const close = source.startsWith('**', start) ? start + 2 + source.slice(start + 2, end).indexOf('**') : -1
  const bold = close > start + 1
  const named = bold ? readUnitHeading(slice(text, start, close), source) : undefined
  if (named?.word === 'Task' && named.title.value !== '') {
    return {
      heading: named,
      bold,
      span: { path, start, end: close + 2 },
      remark: trimmed(slice(text, close + 2, end)),
    }
  }
  const note = orderNote.exec(line)
  const head = note === null ? end : start + note.index
  const heading = readUnitHeading(slice(text, start, head), source)
  if (heading === undefined || heading.word !== 'Task') return undefined
  return { heading, bold, span: { path, start, end: head }, remark: trimmed(slice(text, head, end)) }
}

const orderNote =
  /[\s*_]{0,8}\((?:depends on|after|requires|needs|blocked by|in parallel|parallel|runs? in parallel)\b[^()]*\)[\s*_]*$/i
