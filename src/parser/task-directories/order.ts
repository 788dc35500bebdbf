import type { SourceSpan } from '../../source/span.ts'
import { diagramClaims } from '../phases/mermaid.ts'
import type { Block, ListItem, Section, Text } from '../section.ts'
import { normalId } from '../values/identifier.ts'
import { type Names, readReferences } from '../values/references.ts'
import { arrowsIn } from './diagram.ts'
import { isHome } from './home.ts'
import { labels } from './profile.ts'
import { type Table, type TaskRow, taskRowsOf, tellsOrder } from './rows.ts'
import { joined, nothing, type Order, readSentences } from './sentences.ts'
import { insideAny } from './spans.ts'

const speaksOfOrder =
  /\b(?:dependenc\w*|concurren\w*|execution order|order of execution|parallel\w*|sequenc\w*|task (?:graph|order))\b/i

/** What the order is read from, and whose it is. */
interface Where {
  readonly source: string
  readonly names: Names
  /** The section is about tasks or their order. */
  readonly about: boolean
}

/** Reads sentences and tables everywhere, but diagrams and "all tasks …" only where the section is about the order. */
export function readOrder(root: Section, units: readonly SourceSpan[], where: Omit<Where, 'about'>): Order {
  return joined(ordersOutside(root, insideAny(units), { ...where, about: false }))
}

function ordersOutside(
  section: Section,
  inUnit: (place: SourceSpan) => boolean,
  above: Where,
): readonly Order[] {
  const title = section.heading?.plain ?? ''
  const about = above.about || (section.level > 1 && (speaksOfOrder.test(title) || isHome(section)))
  const where = { ...above, about }
  return [
    ...section.blocks.flatMap((block) => ordersIn(block, inUnit, where)),
    ...section.children
      .filter(({ span }) => !inUnit(span))
      .flatMap((child) => ordersOutside(child, inUnit, where)),
  ]
}

function ordersIn(block: Block, inUnit: (place: SourceSpan) => boolean, where: Where): readonly Order[] {
  if (block.kind === 'code' && where.about && /mermaid/i.test(block.language))
    return inUnit(block.span) ? [] : [fromFlowchart(block, where.names)]
  const rows = block.kind === 'table' && tellsOrder(block) ? rowsOutside(block, inUnit, where) : []
  if (rows.length > 0) return rows.map((row) => fromRow(row, where.names))
  return textsIn(block, where.about)
    .filter(({ span }) => !inUnit(span))
    .map((text) => fromText(text, where))
}

function rowsOutside(table: Table, inUnit: (place: SourceSpan) => boolean, { source }: Where) {
  return taskRowsOf(table, source).filter(({ span }) => !inUnit(span))
}

/** `| 2 | Button | Task 1 |` below `| # | Task | Depends on |`. */
function fromRow({ heading, span, section }: TaskRow, names: Names): Order {
  const id = names.ids.get(normalId(heading.id))
  const said = section.fields.find(({ key }) => labels.needs.has(key))?.text
  if (id === undefined || said === undefined) return nothing
  const waiter = { id, span, by: 'name' as const, soft: false }
  const { references, unclear } = readReferences(said, names, id)
  if (references.length === 0)
    return unclear ? nothing : { ...nothing, free: [{ ...waiter, span: said.span }] }
  const edges = references
    .filter((needed) => needed.id !== id)
    .map((needed) => ({ waiter: { ...waiter, span: said.span }, needed, drawn: false }))
  return { ...nothing, edges }
}

/** The arrows of a flowchart are those of any diagram. */
function fromFlowchart(block: Extract<Block, { readonly kind: 'code' }>, names: Names): Order {
  const claims = diagramClaims(
    { heading: undefined, level: 7, span: block.span, blocks: [block], fields: [], children: [] },
    names,
  )
  return {
    ...nothing,
    edges: claims.flatMap((claim) =>
      claim.kind === 'edge' ? [{ waiter: claim.to, needed: claim.from, drawn: true }] : [],
    ),
    parallel: claims.filter((claim) => claim.kind === 'group'),
  }
}

function textsIn(block: Block, about: boolean): readonly Text[] {
  switch (block.kind) {
    case 'paragraph':
      return [block.text]
    case 'list':
      return block.items.flatMap((item) => textsInItem(item, about))
    case 'table':
      return block.rows.flatMap(({ cells }) => cells)
    case 'code':
      return about
        ? [{ span: block.code.span, plain: block.code.value, codes: [], struck: [], gaps: [] }]
        : []
    case 'quote':
      return block.blocks.flatMap((inner) => textsIn(inner, about))
    default:
      return []
  }
}

function textsInItem({ text, blocks }: ListItem, about: boolean): readonly Text[] {
  return [...(text === undefined ? [] : [text]), ...blocks.flatMap((block) => textsIn(block, about))]
}

function fromText(text: Text, { about, names }: Where): Order {
  if (!/\b(?:tasks?|T\d)/i.test(text.plain)) return nothing
  const said = readSentences(text, about, names)
  return about ? joined([said, { ...nothing, edges: arrowsIn(text, names) }]) : said
}
