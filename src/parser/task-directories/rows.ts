import type { SourceSpan } from '../../source/span.ts'
import { located } from '../../source/span.ts'
import { keyOf } from '../labels.ts'
import type { Block, Field, Row, Section, Text } from '../section.ts'
import { trimmed, wordsOf } from '../text.ts'
import { readUnitHeading, type UnitHeading } from '../values/unit-heading.ts'
import { labels } from './profile.ts'

export type Table = Extract<Block, { readonly kind: 'table' }>

/** A row of a table that lists the tasks of a plan. */
export interface TaskRow {
  readonly heading: UnitHeading
  readonly span: SourceSpan
  /** The cells behind its name, each a field whose label is the head of its column. */
  readonly section: Section
}

/** `| # | Task | Files | Depends on |`, or `| Task | Files |` with `Task 1: Title` in the cells. */
export function taskRowsOf(table: Table, source: string): readonly TaskRow[] {
  const heads = table.header.map(({ plain }) => keyOf(plain))
  if (!/^(?:#|no\.?|id|task(?: id)?|tasks?)$/.test(heads[0] ?? '')) return []
  const rows = table.rows.map((row) => readRow(row, table, heads, source))
  return rows.every((row) => row !== undefined) ? rows.filter((row) => row !== undefined) : []
}

function readRow(
  { cells, span }: Row,
  { header }: Table,
  heads: readonly string[],
  source: string,
): TaskRow | undefined {
  const [first] = cells
  const number = /^\W*(?:task[\s#-]*)?(?<id>\d+[a-z]?)\W*$/i.exec(first?.plain ?? '')?.groups?.['id']
  const named = first && readUnitHeading(first, source)
  const column = heads.findIndex((head, index) => index > 0 && /^(?:task|title|name|what)$/.test(head))
  const cell = trimmedAt(cells, number === undefined ? 0 : column)
  if (cell === undefined || (number === undefined && named?.word !== 'Task')) return undefined
  const title = located(wordsOf(cell), cell.span)
  const heading: UnitHeading =
    number === undefined && named !== undefined
      ? named
      : { word: 'Task', id: number ?? '', title, status: undefined, separated: true }
  const fields = header.flatMap((head, index) =>
    index === 0 || index === column ? [] : fieldOf(head, trimmedAt(cells, index)),
  )
  return { heading, span, section: { heading: undefined, level: 7, span, blocks: [], fields, children: [] } }
}

function trimmedAt(cells: readonly Text[], column: number): Text | undefined {
  const cell = cells[column]
  return cell && trimmed(cell)
}

function fieldOf(head: Text, text: Text | undefined): readonly Field[] {
  if (text === undefined) return []
  return [
    { key: keyOf(head.plain), label: located(wordsOf(head), head.span), text, blocks: [], span: text.span },
  ]
}

/** Whether one of its columns says what the tasks wait for. */
export function tellsOrder({ header }: Table): boolean {
  return header.some(({ plain }) => labels.needs.has(keyOf(plain)))
}
