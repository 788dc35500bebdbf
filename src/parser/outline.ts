import type {
  BlockContent,
  DefinitionContent,
  Heading,
  List,
  ListItem as MdastItem,
  Root,
  RootContent,
  Table,
} from 'mdast'
import { type Located, located, type SourceSpan } from '../source/span.ts'
import { keyOf, splitAtLabels } from './labels.ts'
import { partedAtLabels } from './lazy-labels.ts'
import { type Source, spanOf } from './place.ts'
import type { Block, Entry, Field, ListItem, Outline, Row, Section, Text } from './section.ts'
import { textOf, trimmed } from './text.ts'

/** The tree as dialects read it: sections by heading, blocks, and labelled fields. */
export function outlineOf(source: Source, root: Root, frontmatter: readonly Entry[]): Outline {
  const { children } = root
  const section = sectionOf(source, { heading: undefined, nodes: children, end: source.text.length })
  return { ...section, span: { path: source.path, start: 0, end: source.text.length }, frontmatter }
}

interface Stretch {
  readonly heading: Heading | undefined
  /** What stands between the heading and `end`. */
  readonly nodes: readonly RootContent[]
  readonly end: number
}

function sectionOf(source: Source, { heading, nodes, end }: Stretch): Section {
  const first = nodes.findIndex(({ type }) => type === 'heading')
  const own = first < 0 ? nodes : nodes.slice(0, first)
  const { blocks, fields } = blocksAndFields(source, own)
  const start = heading === undefined ? 0 : spanOf(source, heading).start
  return {
    heading: heading === undefined ? undefined : headingText(source, heading),
    level: heading?.depth ?? 0,
    span: { path: source.path, start, end },
    blocks,
    fields,
    children:
      first < 0 ? [] : stretches(source, nodes.slice(first), end).map((part) => sectionOf(source, part)),
  }
}

/** An empty heading still has a place. */
function headingText(source: Source, heading: Heading): Text {
  const span = spanOf(source, heading)
  return (
    textOf(source, heading.children) ?? {
      span: { ...span, start: span.end },
      plain: '',
      codes: [],
      struck: [],
      gaps: [],
    }
  )
}

/** Parts at every heading that no earlier one is above of. */
function stretches(source: Source, nodes: readonly RootContent[], end: number): readonly Stretch[] {
  const starts: number[] = []
  let level = 7
  for (const [index, node] of nodes.entries()) {
    if (node.type !== 'heading' || node.depth > level) continue
    starts.push(index)
    level = node.depth
  }
  return starts.flatMap((from, part) => {
    const heading = nodes[from]
    const to = starts[part + 1]
    const next = to === undefined ? undefined : nodes[to]
    if (heading?.type !== 'heading') return []
    return [
      {
        heading,
        nodes: nodes.slice(from + 1, to),
        end: next === undefined ? end : spanOf(source, next).start,
      },
    ]
  })
}

interface Draft {
  readonly key: string
  readonly label: Located<string>
  readonly text: Text | undefined
  readonly blocks: Block[]
}

interface Content {
  readonly blocks: readonly Block[]
  readonly fields: readonly Field[]
}

type Nodes = RootContent | BlockContent | DefinitionContent

/** A label owns what follows it, up to the next label or rule. */
function blocksAndFields(source: Source, nodes: readonly Nodes[]): Content {
  const blocks: Block[] = []
  const drafts: Draft[] = []
  let open: Draft | undefined
  for (const node of nodes.flatMap((one) => (one.type === 'list' ? partedAtLabels(source, one) : [one]))) {
    if (node.type === 'paragraph') {
      const { lead, labelled } = splitAtLabels(source, node)
      const text = textOf(source, node.children)
      if (text === undefined) continue
      blocks.push({ kind: 'paragraph', span: spanOf(source, node), text })
      if (lead !== undefined) open?.blocks.push({ kind: 'paragraph', span: lead.span, text: lead })
      drafts.push(...labelled.map((part) => ({ ...part, blocks: [] })))
      open = labelled.length > 0 ? drafts.at(-1) : open
      continue
    }
    const block = blockOf(source, node)
    if (block === undefined) continue
    blocks.push(block)
    if (block.kind === 'rule') open = undefined
    const inner = open !== undefined && open.text === undefined ? [] : fieldsIn(block)
    if (inner.length > 0) {
      drafts.push(...inner)
      open = undefined
    } else open?.blocks.push(block)
  }
  return { blocks, fields: drafts.map((draft) => finished(draft)) }
}

function finished({ key, label, text, blocks }: Draft): Field {
  const end = Math.max(label.span.end, text?.span.end ?? 0, blocks.at(-1)?.span.end ?? 0)
  return { key, label, text, blocks, span: { ...label.span, end } }
}

function blockOf(source: Source, node: Nodes): Block | undefined {
  const span = spanOf(source, node)
  switch (node.type) {
    case 'list':
      return { kind: 'list', span, ordered: node.ordered === true, items: itemsOf(source, node) }
    case 'table':
      return tableOf(source, node, span)
    case 'code':
      return {
        kind: 'code',
        span,
        language: node.lang ?? '',
        code: located(node.value, codeSpan(source, node.value, span)),
      }
    case 'html':
      return { kind: 'html', span, html: node.value }
    case 'thematicBreak':
      return { kind: 'rule', span }
    case 'blockquote':
      return { kind: 'quote', span, blocks: blocksAndFields(source, node.children).blocks }
    default:
      return undefined
  }
}

/** Behind the line of the opening fence; the whole block where its lines are indented, so that offsets differ. */
function codeSpan({ text }: Source, value: string, span: SourceSpan): SourceSpan {
  const start = text.indexOf('\n', span.start) + 1
  return text.startsWith(value, start) ? { ...span, start, end: start + value.length } : span
}

function itemsOf(source: Source, { children }: List): readonly ListItem[] {
  return children.map((item) => itemOf(source, item))
}

function itemOf(source: Source, item: MdastItem): ListItem {
  const [first, ...rest] = item.children
  const nested = first?.type === 'paragraph' ? rest : item.children
  const { blocks, fields } = blocksAndFields(source, nested)
  const own = first?.type === 'paragraph' ? splitAtLabels(source, first) : { lead: undefined, labelled: [] }
  const labelled = own.labelled.map(({ key, label, text }, index) =>
    finished({ key, label, text, blocks: index === own.labelled.length - 1 ? [...blocks] : [] }),
  )
  return {
    span: spanOf(source, item),
    checked: item.checked ?? undefined,
    text: first?.type === 'paragraph' ? textOf(source, first.children) : undefined,
    fields: [...labelled, ...fields],
    blocks,
  }
}

function tableOf(source: Source, { children }: Table, span: SourceSpan): Block {
  const [header, ...rows] = children.map((row): Row => {
    const place = spanOf(source, row)
    const cells = row.children.map((cell) => {
      const inside = spanOf(source, cell)
      return (
        textOf(source, cell.children) ?? {
          span: { ...inside, end: inside.start },
          plain: '',
          codes: [],
          struck: [],
          gaps: [],
        }
      )
    })
    return { span: place, cells }
  })
  return { kind: 'table', span, header: header?.cells ?? [], rows }
}

/** Fields that a block carries by itself: labelled list items, rows of a `| Property | Value |` table. */
function fieldsIn(block: Block): readonly Draft[] {
  if (block.kind === 'list')
    return block.items.flatMap(({ fields }) =>
      fields.map((field) => ({ ...field, blocks: [...field.blocks] })),
    )
  if (block.kind !== 'table' || !isPropertyTable(block.header)) return []
  return block.rows.flatMap(({ cells: [name, value] }) => {
    const words = name === undefined ? undefined : trimmed(name)
    if (words === undefined) return []
    const label = words.plain.trim()
    return [
      {
        key: keyOf(label),
        label: located(label, words.span),
        text: value === undefined ? undefined : trimmed(value),
        blocks: [],
      },
    ]
  })
}

const propertyHeads = new Set(['property', 'field', 'attribute', 'key', 'aspect', 'metadata', 'item', ''])

function isPropertyTable([name, value, more]: readonly Text[]): boolean {
  return (
    name !== undefined && value !== undefined && more === undefined && propertyHeads.has(keyOf(name.plain))
  )
}
