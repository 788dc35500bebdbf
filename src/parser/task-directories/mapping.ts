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
  return located(mapped(field.blocks.flatMap(linesIn)), field.label.span)
}

interface Line {
  readonly text: Text
  /** Its place in an ordered list. */
  readonly position?: number
}

function entriesIn({ blocks, children }: Section): readonly Mapped[] {
  const headed = children.flatMap(({ heading }) => (heading === undefined ? [] : [{ text: heading }]))
  return mapped([...blocks.flatMap(linesIn), ...headed])
}

function linesIn(block: Block): readonly Line[] {
  switch (block.kind) {
    case 'table':
      return block.rows.flatMap(({ cells: [first] }) => (first === undefined ? [] : [{ text: first }]))
    case 'list':
      return block.items.flatMap(({ text }, index) =>
        text === undefined ? [] : [{ text, ...(block.ordered && { position: index + 1 }) }],
      )
    case 'paragraph':
      return linesOf(block.text).flatMap((text) => (numbered.test(text.plain) ? [{ text }] : []))
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

/** Each number once: ten thousand lines of `1-99.` are no mapping. */
function mapped(lines: readonly Line[]): readonly Mapped[] {
  const seen = new Set<number>()
  return lines.flatMap((line): readonly Mapped[] => {
    const { span } = line.text
    const numbers = numbersOf(line)
    if (numbers === undefined) return [located('unnumbered', span)]
    return numbers.filter((one) => !seen.has(one) && seen.add(one)).map((one) => located(one, span))
  })
}

function numbersOf({ text, position }: Line): readonly number[] | undefined {
  const { named, to, bare, upTo } = numbered.exec(text.plain)?.groups ?? {}
  const first = named ?? bare
  if (first === undefined) return position === undefined ? undefined : [position]
  const [low, high] = [Number(first), Number(to ?? upTo ?? first)]
  return Array.from({ length: Math.min(Math.max(high - low + 1, 1), 100) }, (_, index) => low + index)
}
