import { lineText, type SourceFile } from '../source/source-file.ts'
import type { SourceSpan } from '../source/span.ts'

/** Parsing takes a tenth of a millisecond a block. */
const maximumBlocks = 50_000
/** Matching brackets, emphasis and back-ticks of one paragraph takes time with the square of their number. */
const maximumMarks = 10_000
const maximumCells = 100_000

/** The first line past a limit, found without parsing; fences are skipped as far as lines can tell. */
export function excessiveMarkup(
  source: SourceFile,
): { readonly span: SourceSpan; readonly message: string } | undefined {
  if (source.text.length < maximumMarks) return undefined
  let blocks = 0
  let isParted = true
  let marks = 0
  let cells = 0
  let fence: string | undefined
  for (let line = 1; line <= source.lineStarts.length; line++) {
    const text = lineText(source, line)
    const ticks = /^\s*(`{3,}|~{3,})/.exec(text)?.[1]
    if (ticks !== undefined && (fence === undefined || ticks.startsWith(fence)))
      fence = fence === undefined ? ticks : undefined
    if (fence !== undefined && ticks === undefined) continue
    const isBlank = /^[\s>]*$/.test(text)
    const closesFence = ticks !== undefined && fence === undefined
    if (!isBlank && !closesFence && (isParted || beginsBlock.test(text))) blocks++
    isParted = isBlank
    if (ticks !== undefined) continue
    if (/^\s*(?:$|[-*+|#>]\s|\||\d{1,9}[.)]\s)/.test(text)) marks = 0
    marks += count(text, inlineMarks)
    cells += count(text, '|')
    const message = beyond(blocks, marks, cells)
    const start = source.lineStarts[line - 1] ?? 0
    if (message !== undefined)
      return { span: { path: source.path, start, end: start + Math.min(text.length, 80) }, message }
  }
  return undefined
}

/** An item, a heading or its underline, a rule, HTML: what needs no blank line before it. Fences are seen elsewhere. */
const beginsBlock = /^[\s>]*(?:(?:[-*+]|\d{1,9}[.)])\s|#{1,6}(?:\s|$)|=+\s*$|[-*_]{3}|[`~]{3}|<)/

function beyond(blocks: number, marks: number, cells: number): string | undefined {
  if (blocks > maximumBlocks)
    return `The plan has more than ${maximumBlocks} paragraphs, headings and list items`
  if (cells > maximumCells) return `The plan has more than ${maximumCells} table cells`
  return marks > maximumMarks
    ? `This paragraph has more than ${maximumMarks} brackets, asterisks and back-ticks`
    : undefined
}

const inlineMarks = '!*<[]_`'

function count(text: string, marks: string): number {
  let found = 0
  for (const unit of text) if (marks.includes(unit)) found++
  return found
}
