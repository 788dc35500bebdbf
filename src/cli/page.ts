import type { Severity } from '../diagnostics/diagnostic.ts'
import { type Palette, palette } from '../reporters/palette.ts'
import { type Block, blocksOf } from './page-blocks.ts'
import { wrapped } from './wrapped.ts'

/** What stands behind the title: what the rule weighs, and what else is to be known of it at a glance. */
export interface Head {
  readonly severity: Severity
  readonly remarks: readonly string[]
}

/** A page of the documentation for a terminal: headings stand out, prose is narrow, what is fenced is indented. */
export function printPage(markdown: string, head: Head, color: boolean): string {
  const paints = palette(color)
  const lines = blocksOf(markdown).flatMap((block) => linesOf(block, head, paints))
  return lines.map((line) => `${line}\n`).join('')
}

function linesOf(block: Block, { severity, remarks }: Head, paints: Palette): readonly string[] {
  const { strong, dim, severity: paint } = paints
  switch (block.kind) {
    case 'title':
      return [`${strong(block.text)}  ${[paint[severity](severity), ...remarks].join(', ')}`]
    case 'heading':
      return [strong(block.text)]
    case 'prose':
      return wrapped(withoutPages(block.text))
    case 'row':
      return wrapped(withoutPages(block.cells.join(': '))).map((line) => `  ${line}`)
    case 'fence':
      return [
        ...captionsOf(block).map((caption) => dim(`  ${caption}`)),
        ...block.lines.map((line) => `    ${line}`.trimEnd()),
      ]
    case 'line':
      return [block.text]
  }
}

/** A terminal opens no page: the name of it is enough. */
function withoutPages(text: string): string {
  return text.replace(/\[([^\]]+)\]\([^)]+\.md[^)]*\)/g, '$1')
}

/** The fences of our pages: a plan, and what is said about it. */
function captionsOf({ info, lines }: Extract<Block, { kind: 'fence' }>): readonly string[] {
  const [kind, path] = info.split(' ')
  switch (kind) {
    case 'plan':
      return [`${path ?? 'A plan'}:`]
    case 'diagnostics':
      return [lines.length === 0 ? 'plan-compile says nothing.' : 'plan-compile says:']
    case 'mended':
      return [`${path ?? 'The plan'}, mended:`]
    default:
      return path === undefined ? [] : [`${path}:`]
  }
}
