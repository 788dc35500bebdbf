import { located, type SourceSpan } from '../../source/span.ts'
import type { Block, Field, Row, Section, Text } from '../section.ts'
import { trimmed, wordsOf } from '../text.ts'
import type { UnitHeading } from '../values/unit-heading.ts'
import type { Unit } from '../work.ts'

type Table = Extract<Block, { readonly kind: 'table' }>

const idHead = /^\W*(?:id|#|no\.?|task|task id|tasks?|phase|step|unit|ticket)\W*$/i
const taskId = /^[\s*`[(]*(?<id>[A-Z][A-Z0-9]*(?:-[A-Z]?\d+)+[A-Za-z]?|T\d+|\d+(?:\.\d+)+[a-z]?)[\s*`\])]*$/

export function hasTaskTable({ blocks }: Section): boolean {
  return blocks.some((block) => block.kind === 'table' && isTaskTable(block))
}

/** Rows that are tasks: `| Task | Role | Description |` with an id in the first cell. */
export function taskRows({ blocks, span }: Section): readonly Unit[] {
  const tables = blocks.filter((block) => block.kind === 'table').filter(isTaskTable)
  return tables.flatMap((table) => table.rows.flatMap((row) => rowUnit(table, row, span)))
}

function isTaskTable({ header, rows }: Table): boolean {
  return (
    idHead.test(header[0]?.plain ?? '') &&
    rows.length > 0 &&
    rows.every(({ cells }) => taskId.test(cells[0]?.plain ?? ''))
  )
}

/** Each cell is a field whose label is the head of its column. */
function rowUnit({ header }: Table, { cells, span }: Row, { path }: SourceSpan): readonly Unit[] {
  const id = taskId.exec(cells[0]?.plain ?? '')?.groups?.['id']
  if (id === undefined) return []
  const fields = header.slice(1).flatMap((head, index) => cellField(head, cells[index + 1]))
  const titled =
    fields.find(({ key }) =>
      /title|description|name|what|task|summary|tâche|titre|titel|任务|描述/.test(key),
    ) ?? fields[0]
  const title =
    titled?.text === undefined ? located('', span) : located(wordsOf(titled.text), titled.text.span)
  const heading: UnitHeading = { word: 'Task', id, title, status: undefined, separated: true }
  const said = fields.filter((field) => field !== titled)
  const section: Section = {
    heading: undefined,
    level: 7,
    span: { ...span, path },
    blocks: [],
    fields: said,
    children: [],
  }
  return [{ id, heading, headingSpan: span, section }]
}

function cellField(head: Text, cell: Text | undefined): readonly Field[] {
  const text = cell && trimmed(cell)
  if (text === undefined) return []
  const key = wordsOf(head).toLowerCase()
  return [{ key, label: located(key, head.span), text, blocks: [], span: text.span }]
}
