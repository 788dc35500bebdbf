import type { Nodes, Root } from 'mdast'
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table'
import { gfmTaskListItemFromMarkdown } from 'mdast-util-gfm-task-list-item'
import { gfmTable } from 'micromark-extension-gfm-table'
import { gfmTaskListItem } from 'micromark-extension-gfm-task-list-item'
import remarkFrontmatter from 'remark-frontmatter'
import remarkParse from 'remark-parse'
import { type Processor, unified } from 'unified'

const processor = unified().use(remarkParse).use(remarkFrontmatter, ['yaml']).use(tablesAndTaskLists).freeze()

/** Markdown with front matter, tables and task lists; every node knows its offsets in `text`. Never throws. */
export function parseMarkdown(text: string): Root {
  return processor.parse(text)
}

const partProcessor = unified().use(remarkParse).use(tablesAndTaskLists).use(withoutIndentedCode).freeze()

/**
 * Markdown that stands inside something else, a tag say, whose author indents as he likes: four blanks make no code,
 * and `<` is a character. `offset` is where `text` begins in its document; all places are the document's.
 */
export function parseMarkdownPart(text: string, offset: number): Root {
  const root = partProcessor.parse(text)
  shift(root, offset)
  return root
}

function shift(node: Nodes, offset: number): void {
  const { position } = node
  if (position?.start.offset !== undefined) position.start.offset += offset
  if (position?.end.offset !== undefined) position.end.offset += offset
  if ('children' in node) for (const child of node.children) shift(child, offset)
}

/** As in MDX. */
function withoutIndentedCode(this: Processor): void {
  const data = this.data()
  const disabled = { disable: { null: ['codeIndented', 'htmlFlow', 'htmlText'] } }
  data.micromarkExtensions = [...(data.micromarkExtensions ?? []), disabled]
}

/** Of GFM only what plans need: the whole of it costs 1.9 times bare CommonMark, this 1.45 times. */
function tablesAndTaskLists(this: Processor): void {
  const data = this.data()
  data.micromarkExtensions = [...(data.micromarkExtensions ?? []), gfmTable(), gfmTaskListItem()]
  data.fromMarkdownExtensions = [
    ...(data.fromMarkdownExtensions ?? []),
    gfmTableFromMarkdown(),
    gfmTaskListItemFromMarkdown(),
  ]
}
