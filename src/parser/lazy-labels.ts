import type { List, ListItem, Paragraph, Parent, PhrasingContent, RootContent } from 'mdast'
import type { Source } from './place.ts'

/**
 * Without a blank line Markdown takes a label below a list for more of its last item. It is a label all the same where
 * it stands no further right than the list, and what follows it is its own:
 *
 *     > - `src/cache.ts`
 *     > **Acceptance:**
 *     > - it evicts
 */
export function partedAtLabels(source: Source, list: List): readonly RootContent[] {
  return parted(list, { source, column: list.position?.start.column ?? 1 })
}

interface Where {
  readonly source: Source
  /** Of the outermost list. */
  readonly column: number
}

function parted(list: List, where: Where): readonly RootContent[] {
  const parts: RootContent[] = []
  let items: ListItem[] = []
  for (const item of list.children) {
    const { kept, lifted } = itemParts(item, where)
    items.push(kept)
    if (lifted.length === 0) continue
    parts.push(ended({ ...list, children: items }), ...lifted)
    items = []
  }
  if (parts.length === 0) return [list]
  return items.length === 0 ? parts : [...parts, begun({ ...list, children: items })]
}

function itemParts(
  item: ListItem,
  where: Where,
): { readonly kept: ListItem; readonly lifted: readonly RootContent[] } {
  const last = item.children.at(-1)
  const before = item.children.slice(0, -1)
  if (last?.type === 'paragraph') {
    const at = last.children.findIndex((_, index) => isLazyLabel(last.children, index, where))
    if (at <= 0) return { kept: item, lifted: [] }
    const own = withoutEnd(last, at, where.source)
    const label = begun({ ...last, children: last.children.slice(at) })
    return { kept: ended({ ...item, children: [...before, own] }), lifted: [label] }
  }
  if (last?.type !== 'list') return { kept: item, lifted: [] }
  const [first, ...lifted] = parted(last, where)
  if (first?.type !== 'list' || lifted.length === 0) return { kept: item, lifted: [] }
  return { kept: ended({ ...item, children: [...before, first] }), lifted }
}

/** `**Label:**` or `**Label**:` at the beginning of a line, no further right than the list. */
function isLazyLabel(nodes: readonly PhrasingContent[], index: number, { source, column }: Where): boolean {
  const node = nodes[index]
  const place = node?.position
  const start = place?.start.offset
  const end = place?.end.offset
  if (node?.type !== 'strong' || place === undefined || start === undefined || end === undefined) return false
  if (place.start.column > column || end - start > 100) return false
  const lead = source.text.slice(source.text.lastIndexOf('\n', start - 1) + 1, start)
  return /^[\s>]*$/.test(lead) && hasColon(source, start, end)
}

function hasColon({ text }: Source, start: number, end: number): boolean {
  return /[:：]\s*(?:\*\*|__)$/u.test(text.slice(start, end)) || /^\s?[:：]/u.test(text.slice(end, end + 2))
}

/** The line break before the label belongs to nobody. */
function withoutEnd(paragraph: Paragraph, at: number, { text }: Source): Paragraph {
  const kept = paragraph.children.slice(0, at)
  const last = kept.at(-1)
  const limit = paragraph.children[at]?.position?.start.offset
  if (last?.type !== 'text' || last.position === undefined || limit === undefined)
    return ended({ ...paragraph, children: kept })
  const start = last.position.start.offset ?? 0
  const end = start + text.slice(start, limit).replace(/[\s>]*$/, '').length
  const trimmed = {
    ...last,
    value: last.value.trimEnd(),
    position: { ...last.position, end: { ...last.position.end, offset: end } },
  }
  return ended({ ...paragraph, children: [...kept.slice(0, -1), trimmed] })
}

/** A node ends where its last child does, and begins where its first one does. */
function ended<T extends Parent>(node: T): T {
  const end = node.children.at(-1)?.position?.end
  return node.position === undefined || end === undefined
    ? node
    : { ...node, position: { ...node.position, end } }
}

function begun<T extends Parent>(node: T): T {
  const start = node.children[0]?.position?.start
  return node.position === undefined || start === undefined
    ? node
    : { ...node, position: { ...node.position, start } }
}
