import type { SourceSpan } from '../../source/span.ts'
import type { Block, ListItem, Section, Text } from '../section.ts'
import type { Names } from '../values/references.ts'
import { arrowsIn } from './diagram.ts'
import { joined, nothing, type Order, readSentences } from './sentences.ts'
import { insideAny } from './spans.ts'

const speaksOfOrder =
  /\b(?:dependenc\w*|concurren\w*|execution order|order of execution|parallel\w*|sequenc\w*|task (?:graph|order))\b/i
const holdsTasks =
  /^\W*(?:implementation |execution )?tasks?(?: (?:list|details|breakdown|index|overview))?\W*$/i

/** Reads sentences everywhere, but diagrams and "all tasks …" only where the section is about tasks or their order. */
export function readOrder(root: Section, units: readonly SourceSpan[], names: Names): Order {
  const texts = textsOutside(root, insideAny(units), false)
  return joined(texts.map(({ text, about }) => fromText(text, about, names)))
}

interface Said {
  readonly text: Text
  /** The section is about the order of tasks. */
  readonly about: boolean
}

function textsOutside(
  section: Section,
  inUnit: (place: SourceSpan) => boolean,
  above: boolean,
): readonly Said[] {
  const title = section.heading?.plain ?? ''
  const about = above || (section.level > 1 && (speaksOfOrder.test(title) || holdsTasks.test(title)))
  const own = section.blocks.flatMap((block) => textsIn(block, about))
  return [
    ...own.filter(({ span }) => !inUnit(span)).map((text) => ({ text, about })),
    ...section.children
      .filter(({ span }) => !inUnit(span))
      .flatMap((child) => textsOutside(child, inUnit, about)),
  ]
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
      return about && !/mermaid/i.test(block.language)
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

function fromText(text: Text, about: boolean, names: Names): Order {
  if (!/\b(?:tasks?|T\d)/i.test(text.plain)) return nothing
  const said = readSentences(text, about, names)
  return about ? joined([said, { ...nothing, edges: arrowsIn(text, names) }]) : said
}
