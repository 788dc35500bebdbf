import { type Located, located } from '../../source/span.ts'
import type { Block, Field, ListItem, Section, Text } from '../section.ts'
import { slice, trimmed, withoutCodes, wordsOf } from '../text.ts'
import type { UnitHeading } from '../values/unit-heading.ts'
import type { Unit } from '../work.ts'

/** An item of a checklist that has a number of its own: `- [ ] T012 [P] [US1] Create src/models/album.ts`. */
export interface NumberedItem extends Unit {
  readonly checked: boolean
  /** What stands in brackets behind the number. */
  readonly marks: readonly Located<string>[]
}

/** All in a section, those of its sub-sections too, in text order; `left` are sections that are units themselves. */
export function numberedItems(
  section: Section,
  left: ReadonlySet<Section>,
): readonly (Unit | NumberedItem)[] {
  return [
    ...section.blocks.flatMap(inBlock),
    ...section.children.flatMap((child) => {
      if (left.has(child)) return []
      return [...fromHeading(child), ...numberedItems(child, left)]
    }),
  ]
}

/** `### T012: Create the album` without a field of a task; those with one are read as any unit. */
function fromHeading(section: Section): readonly Unit[] {
  const { heading } = section
  const match = heading === undefined ? null : numbered.exec(heading.plain)
  if (heading === undefined || match === null || !/[:–—]|\s-\s/.test(match[0])) return []
  const read = headingOf(heading, match)
  return [{ id: read.id, heading: read, headingSpan: heading.span, section, inner: [] }]
}

function headingOf(text: Text, match: RegExpExecArray): UnitHeading {
  const title = trimmed(slice(text, text.span.start + match[0].length, text.span.end))
  return {
    word: 'Task',
    id: match.groups?.['id'] ?? '',
    title: title === undefined ? located('', text.span) : located(wordsOf(title), title.span),
    status: undefined,
    separated: true,
  }
}

function inBlock(block: Block): readonly NumberedItem[] {
  if (block.kind !== 'list') return []
  return block.items.flatMap((item) => [...fromItem(item), ...item.blocks.flatMap(inBlock)])
}

const numbered =
  /^[\s*_]*(?<id>T-?\d{1,5}[a-z]?)(?![\w-])[*_]*(?<marks>(?:\s*\[[^[\]]{1,40}\])*)[\s*_]*(?:[:–—-]\s+)?[\s*_]*/
const mark = /\[([^[\]]+)\]/g
const order = /\b(?:depends on|requires|blocked by|after)\b:?\s*(?=T-?\d+\b[T\d\s,&+and–-]*$)/i

function fromItem({ text, checked, fields, blocks, span }: ListItem): readonly NumberedItem[] {
  const match = text === undefined ? null : numbered.exec(text.plain)
  if (text === undefined || checked === undefined || match === null) return []
  const heading = headingOf(text, match)
  const needs = needsIn(text)
  const said = needs === undefined ? fields : [...fields, needs]
  const section: Section = { heading: text, level: 7, span, blocks, fields: said, children: [] }
  return [
    {
      id: heading.id,
      heading,
      headingSpan: text.span,
      section,
      checked,
      marks: marksIn(text, match[0].length),
    },
  ]
}

function marksIn({ plain, span }: Text, length: number): readonly Located<string>[] {
  return [...plain.slice(0, length).matchAll(mark)].map(({ index, 0: written, 1: words = '' }) => {
    const start = span.start + index
    return located(words, { path: span.path, start, end: start + written.length })
  })
}

/** `(depends on T012, T013)` at the end of an item. */
function needsIn(text: Text): Field | undefined {
  const aside = /\(([^()]*)\)[\s.]*$/.exec(withoutCodes(text, 'x'))
  const said = order.exec(aside?.[1] ?? '')
  if (!aside || !said) return undefined
  const start = text.span.start + aside.index + 1 + said.index
  const from = start + said[0].length
  const end = text.span.start + aside.index + 1 + (aside[1]?.length ?? 0)
  const label = located('depends on', { ...text.span, start, end: from })
  return {
    key: 'depends on',
    label,
    text: slice(text, from, end),
    blocks: [],
    span: { ...text.span, start, end },
  }
}
