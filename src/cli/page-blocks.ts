/** A piece of one of our pages. */
export type Block =
  | { readonly kind: 'title' | 'heading' | 'line'; readonly text: string }
  /** Lines that belong together, joined by blanks. */
  | { readonly kind: 'prose'; readonly text: string }
  /** Of a table, whose head and rule are left out. */
  | { readonly kind: 'row'; readonly cells: readonly string[] }
  | { readonly kind: 'fence'; readonly info: string; readonly lines: readonly string[] }

const FENCE = /^(?<ticks>`{3,})(?<info>.*)$/

/** Below the title and a blank line. */
const lawAt = 2

/** The law is a piece of its own; so is each row and each item. */
export function blocksOf(markdown: string): readonly Block[] {
  const blocks: Block[] = []
  const lines = markdown.trimEnd().split('\n')
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] ?? ''
    const fence = FENCE.exec(line)?.groups
    const last = blocks.at(-1)
    if (fence) {
      const end = lines.indexOf(fence['ticks'] ?? '', index + 1)
      const inside = lines.slice(index + 1, end < 0 ? lines.length : end)
      blocks.push({ kind: 'fence', info: fence['info'] ?? '', lines: withoutEnd(inside) })
      index += inside.length + 1
    } else if (isProse(line) && last?.kind === 'prose') {
      blocks[blocks.length - 1] = { kind: 'prose', text: `${last.text} ${line}` }
    } else if (!isHead(lines, index)) blocks.push(blockOf(line))
    if (index === lawAt && lines[index + 1]) blocks.push({ kind: 'line', text: '' })
  }
  return blocks
}

function withoutEnd(lines: readonly string[]): readonly string[] {
  return lines.slice(0, lines.findLastIndex((line) => line !== '') + 1)
}

function isProse(line: string): boolean {
  return line !== '' && !/^(?:#|\||[-*] |\d+\. )/.test(line)
}

/** The head of a table, or the rule below it. */
function isHead(lines: readonly string[], index: number): boolean {
  return [lines[index], lines[index + 1]].some((line = '') => /^\|[-| :]+\|$/.test(line))
}

function blockOf(line: string): Block {
  if (line.startsWith('# ')) return { kind: 'title', text: line.slice(2) }
  if (line.startsWith('#')) return { kind: 'heading', text: line.replace(/^#+ /, '') }
  if (line.startsWith('|')) return { kind: 'row', cells: cellsOf(line) }
  return { kind: isProse(line) ? 'prose' : 'line', text: line }
}

function cellsOf(row: string): readonly string[] {
  const cells = row.split(/(?<!\\)\|/).slice(1, -1)
  return cells.map((cell) => cell.trim().replaceAll('\\|', '|'))
}
