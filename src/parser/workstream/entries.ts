import type { Block, ListItem, Section, Text } from '../section.ts'
import { slice, trimmed } from '../text.ts'

/** One line of a thread's details: a list item or a line of a paragraph, and what is nested below it. */
export interface Entry {
  readonly text: Text
  readonly below: readonly ListItem[]
  /** The item itself, where it is one. */
  readonly item: ListItem | undefined
}

/** All entries from an offset of the document on, in text order. */
export function entriesFrom({ blocks }: Pick<Section, 'blocks'>, start: number): readonly Entry[] {
  const after = blocks.filter(({ span }) => span.end > start)
  return after.flatMap((block, index): readonly Entry[] => {
    if (block.kind === 'list') return block.items.flatMap(entryOf)
    if (block.kind !== 'paragraph') return []
    const next = after[index + 1]
    const lines = linesOf(block.text, start)
    return lines.map((text, line) => ({
      text,
      below: line === lines.length - 1 && next?.kind === 'list' ? next.items : [],
      item: undefined,
    }))
  })
}

function entryOf(item: ListItem): readonly Entry[] {
  const { text, blocks } = item
  const below = listsIn(blocks)
  return text === undefined ? below.flatMap(entryOf) : [{ text, below, item }]
}

export function listsIn(blocks: readonly Block[]): readonly ListItem[] {
  return blocks.flatMap((block) => (block.kind === 'list' ? block.items : []))
}

function linesOf(text: Text, start: number): readonly Text[] {
  const from = Math.max(start, text.span.start)
  const rest = slice(text, from, text.span.end)
  let offset = from
  return rest.plain.split('\n').flatMap((line) => {
    const one = trimmed(slice(text, offset, offset + line.length))
    offset += line.length + 1
    return one === undefined || !/[\p{L}\p{N}]/u.test(one.plain) ? [] : [one]
  })
}
