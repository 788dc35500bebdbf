import type { SourceFile } from '../source/source-file.ts'
import { type Cell, cellsOf } from './columns.ts'

/** One line of source text as it is shown, or the part of it around a place. */
export interface Excerpt {
  readonly text: string
  /** The shown range `[from, to]`, in offsets of the document. */
  readonly from: number
  readonly to: number
  /** Terminal column, from 0, of an offset that is shown. */
  columnOf(offset: number): number
}

const ELLIPSIS = '…'

/**
 * Looks only at the neighbourhood of `focus`: a line may be 100,000 characters long and hold thousands of findings.
 *
 *     …, `src/very/long.ts` and its te…
 *        ^ focus
 */
export function excerpt(source: SourceFile, line: number, focus: number, columns: number): Excerpt {
  const { start, end } = lineRange(source, line)
  if (end - start <= columns * 2) {
    const cells = cellsOf(source.text.slice(start, end))
    if (widthOf(cells) <= columns) return shown(cells, start, '', '')
  }
  const from = wholeCharacter(source.text, start, Math.max(start, focus - Math.floor(columns / 3)))
  const before = from > start ? ELLIPSIS : ''
  const cells = cellsOf(source.text.slice(from, Math.min(end, from + columns * 2)))
  const kept = fitting(cells, columns - before.length - ELLIPSIS.length)
  return shown(kept, from, before, from + unitsOf(kept) < end ? ELLIPSIS : '')
}

/** Offsets of a 1-based line without its line ending. */
export function lineRange({ text, lineStarts }: SourceFile, line: number): { start: number; end: number } {
  const start = lineStarts[line - 1] ?? text.length
  let end = lineStarts[line] ?? text.length
  if (end > start && text[end - 1] === '\n') end--
  if (end > start && text[end - 1] === '\r') end--
  return { start, end }
}

function shown(cells: readonly Cell[], from: number, before: string, after: string): Excerpt {
  const to = from + unitsOf(cells)
  return {
    text: `${before}${cells.map(({ text }) => text).join('')}${after}`,
    from,
    to,
    columnOf(offset) {
      let at = from
      let column = before.length
      for (const { units, width } of cells) {
        if (at + units > offset) break
        at += units
        column += width
      }
      return column
    },
  }
}

function fitting(cells: readonly Cell[], columns: number): readonly Cell[] {
  let used = 0
  const past = cells.findIndex(({ width }) => {
    used += width
    return used > columns
  })
  return past < 0 ? cells : cells.slice(0, past)
}

/** Steps back from the middle of a surrogate pair. */
function wholeCharacter(text: string, start: number, offset: number): number {
  const unit = text.charCodeAt(offset)
  return offset > start && unit >= 0xdc00 && unit <= 0xdfff ? offset - 1 : offset
}

function widthOf(cells: readonly Cell[]): number {
  return cells.reduce((sum, { width }) => sum + width, 0)
}

function unitsOf(cells: readonly Cell[]): number {
  return cells.reduce((sum, { units }) => sum + units, 0)
}
