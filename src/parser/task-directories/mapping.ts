import { type Located, located } from '../../source/span.ts'
import type { Block, Section, Text } from '../section.ts'
import { slice } from '../text.ts'

const mappingHeading =
  /\bcriteri(?:a|on)\b[^\n]{0,40}\b(?:mapping|map|coverage|approach)\b|\bmapping\b[^\n]{0,40}\bcriteri/i

/** The number of a criterion, or that the entry names none. */
type Mapped = Located<number | 'unnumbered'>

/** `## Success Criteria Mapping`: an entry for each item or row; `undefined` where there is no such section. */
export function mappingIn(section: Section): Located<readonly Mapped[]> | undefined {
  for (const child of section.children) {
    if (child.heading !== undefined && mappingHeading.test(child.heading.plain))
      return located(entriesIn(child), child.heading.span)
    const inner = mappingIn(child)
    if (inner !== undefined) return inner
  }
  const field = section.fields.find(({ key }) => mappingHeading.test(key))
  if (field === undefined) return undefined
  return located(field.blocks.flatMap(entriesOf), field.label.span)
}

function entriesIn({ blocks, children }: Section): readonly Mapped[] {
  const headed = children.flatMap(({ heading }) => (heading === undefined ? [] : entry(heading)))
  return [...blocks.flatMap(entriesOf), ...headed]
}

function entriesOf(block: Block): readonly Mapped[] {
  switch (block.kind) {
    case 'table':
      return block.rows.flatMap(({ cells: [first] }) => (first === undefined ? [] : entry(first)))
    case 'list':
      return block.items.flatMap(({ text }, index) =>
        text === undefined ? [] : entry(text, block.ordered ? index + 1 : undefined),
      )
    case 'paragraph':
      return linesOf(block.text).flatMap((line) => (numbered.test(line.plain) ? entry(line) : []))
    default:
      return []
  }
}

/** `1-3.` begins no list in Markdown: such entries are lines of one paragraph. */
function linesOf(text: Text): readonly Text[] {
  return [...text.plain.matchAll(/[^\n]+/g)].map(({ index, 0: line }) => {
    const start = text.span.start + index
    return slice(text, start, start + line.length)
  })
}

const numbered =
  /^\W*(?:(?:success )?(?:criterion|criteria|sc|ac)[\s#-]{0,2}(?<named>\d{1,3})(?:\s?[-–]\s?(?<to>\d{1,3}))?\b|(?<bare>\d{1,2})(?:\s?[-–]\s?(?<upTo>\d{1,2}))?\s*(?:[.:)|—–]|-\s|$))/i

function entry({ plain, span }: Text, position?: number): readonly Mapped[] {
  const { named, to, bare, upTo } = numbered.exec(plain)?.groups ?? {}
  const first = named ?? bare
  if (first === undefined) return [located(position ?? 'unnumbered', span)]
  const [low, high] = [Number(first), Number(to ?? upTo ?? first)]
  const count = Math.min(Math.max(high - low + 1, 1), 100)
  return Array.from({ length: count }, (_, index) => located(low + index, span))
}
