import type { Severity } from '../diagnostics/diagnostic.ts'
import { palette } from '../reporters/palette.ts'

const FENCE = /^(?<ticks>`{3,})(?<info>.*)$/

/** A page of the documentation for a terminal: its headings stand out, what is fenced is indented. */
export function printPage(markdown: string, severity: Severity, color: boolean): string {
  const { strong, dim, severity: paint } = palette(color)
  const lines: string[] = []
  let closing: string | undefined
  for (const line of markdown.trimEnd().split('\n')) {
    const fence = FENCE.exec(line)?.groups
    if (closing !== undefined) {
      if (line !== closing) lines.push(`    ${line}`.trimEnd())
      else {
        closing = undefined
        while (lines.at(-1) === '') lines.pop()
      }
    } else if (fence) {
      closing = fence['ticks']
      lines.push(dim(captionOf(fence['info'] ?? '')))
    } else if (line.startsWith('# ')) lines.push(`${strong(line.slice(2))}  ${paint[severity](severity)}`)
    else if (line.startsWith('#')) lines.push(strong(line.replace(/^#+ /, '')))
    else lines.push(line)
  }
  return lines.map((line) => `${line}\n`).join('')
}

/** The fences of our pages: a plan, and what is said about it. */
function captionOf(info: string): string {
  const [kind, path] = info.split(' ')
  switch (kind) {
    case 'plan':
      return `  ${path ?? 'A plan'}:`
    case 'diagnostics':
      return '  plan-compile says:'
    default:
      return `  ${path ?? kind ?? ''}:`
  }
}
