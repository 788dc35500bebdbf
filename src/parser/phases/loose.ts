import type { Labels } from '../profile.ts'
import type { Block, ListItem, Section, Text } from '../section.ts'
import { readUnitHeading } from '../values/unit-heading.ts'
import { type Candidate, countFields } from './candidate.ts'

/**
 * Units that are no headings: `- [ ] **Task 1: Reader**` with its fields nested below, and a bold line
 * `**Phase 1: Reader**` over what follows. Read only where a plan has no headings that are units.
 */
export function looseCandidates(section: Section, source: string, labels: Labels): readonly Candidate[] {
  const items = section.blocks.flatMap((block) => (block.kind === 'list' ? block.items : []))
  const own = [
    ...items.flatMap((item) => fromItem(item, source, labels)),
    ...fromBoldLines(section, source, labels),
  ]
  const ordered = own.sort((a, b) => a.section.span.start - b.section.span.start)
  return [...ordered, ...section.children.flatMap((child) => looseCandidates(child, source, labels))]
}

function fromItem(
  { text, checked, fields, blocks, span }: ListItem,
  source: string,
  labels: Labels,
): readonly Candidate[] {
  if (text === undefined || (checked === undefined && !isBold(text, source))) return []
  const section: Section = { heading: firstLine(text), level: 7, span, blocks, fields, children: [] }
  return candidate(section, source, labels)
}

function fromBoldLines(section: Section, source: string, labels: Labels): readonly Candidate[] {
  const lines = section.blocks.flatMap((block) => {
    const isLine = block.kind === 'paragraph' && isBold(block.text, source)
    return isLine && readUnitHeading(firstLine(block.text), source)?.separated === true ? [block.text] : []
  })
  return lines.flatMap((text, index) => {
    const span = { ...text.span, end: lines[index + 1]?.span.start ?? endOf(section) }
    const within = (part: { readonly span: Block['span'] }) =>
      part.span.start > span.start && part.span.end <= span.end
    const blocks = section.blocks.filter(within)
    const fields = section.fields.filter(within)
    return candidate(
      { heading: firstLine(text), level: 7, span, blocks, fields, children: [] },
      source,
      labels,
    )
  })
}

function candidate(section: Section, source: string, labels: Labels): readonly Candidate[] {
  const heading = section.heading && readUnitHeading(section.heading, source)
  if (heading === undefined || !heading.separated) return []
  const fields = countFields(section, labels)
  return [{ heading, section, fields, children: [] }]
}

function isBold({ span }: Text, source: string): boolean {
  return /^(?:\*\*|__)/.test(source.slice(span.start, span.start + 2))
}

function firstLine(text: Text): Text {
  const end = text.plain.indexOf('\n')
  if (end < 0) return text
  return { ...text, span: { ...text.span, end: text.span.start + end }, plain: text.plain.slice(0, end) }
}

function endOf({ blocks, span }: Section): number {
  return blocks.at(-1)?.span.end ?? span.end
}
