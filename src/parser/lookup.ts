import { keyOf } from './labels.ts'
import type { Block, Field, ListItem, Section, Text } from './section.ts'

/** The first field of a section whose key is one of `keys`; a sub-heading of that name counts. */
export function fieldOf(section: Section, keys: ReadonlySet<string>): Field | undefined {
  return fieldsOf(section, keys)[0]
}

/** All fields with one of `keys`, labelled ones before sub-headings. */
export function fieldsOf({ fields, children }: Section, keys: ReadonlySet<string>): readonly Field[] {
  return [
    ...fields.filter(({ key }) => keys.has(key)),
    ...children.flatMap((child) => headingField(child, keys)),
  ]
}

/** Sub-headings that share themes: `### Tests / acceptance` speaks of acceptance too. */
export function sharedFieldsOf({ children }: Section, keys: ReadonlySet<string>): readonly Field[] {
  return children.flatMap((child) => headingField(child, keys, /\s*(?:[/&,]|\band\b)\s*/))
}

/** Labelled fields of sub-sections, at any depth, that are no units of their own. */
export function nestedFieldsOf(
  { children }: Section,
  keys: ReadonlySet<string>,
  units: ReadonlySet<Section>,
): readonly Field[] {
  return children.flatMap((child) =>
    units.has(child)
      ? []
      : [...child.fields.filter(({ key }) => keys.has(key)), ...nestedFieldsOf(child, keys, units)],
  )
}

/** `#### Owner` with its text below. */
function headingField(
  { heading, blocks, span, children }: Section,
  keys: ReadonlySet<string>,
  separator: RegExp = /$^/,
): readonly Field[] {
  if (heading === undefined || children.length > 0) return []
  const written = keyOf(heading.plain)
  const key = [written, ...written.split(separator)].find((part) => keys.has(part))
  if (key === undefined) return []
  const [first, ...rest] = blocks
  const opening = first?.kind === 'paragraph' ? first.text : undefined
  return [
    {
      key,
      label: { value: heading.plain.trim(), span: heading.span },
      text: opening,
      blocks: opening === undefined ? blocks : rest,
      span: { ...span, end: blocks.at(-1)?.span.end ?? heading.span.end },
    },
  ]
}

/** The lists that belong to a field: those before the first paragraph that follows one. */
export function itemsOf({ blocks }: Pick<Field, 'blocks'>): readonly ListItem[] {
  const items: ListItem[] = []
  for (const block of blocks) {
    if (block.kind === 'list') items.push(...block.items)
    else if (items.length > 0 && block.kind === 'paragraph') break
  }
  return items
}

/** The field's own line and each of its items, as texts. */
export function textsOf(field: Field): readonly Text[] {
  const items = itemsOf(field).flatMap(({ text }) => (text === undefined ? [] : [text]))
  const paragraph = field.text === undefined && items.length === 0 ? firstParagraph(field.blocks) : undefined
  return [field.text, paragraph, ...items].filter((text) => text !== undefined)
}

export function firstParagraph(blocks: readonly Block[]): Text | undefined {
  for (const block of blocks) if (block.kind === 'paragraph') return block.text
  return undefined
}
