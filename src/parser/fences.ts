import type { Report } from '../diagnostics/diagnostic.ts'
import { lineText, positionAt, type SourceFile } from '../source/source-file.ts'
import { noUnclosedFence } from './problems.ts'
import type { Block, Section } from './section.ts'

/** A fence that is never closed swallows all that follows: an error where that looks like tasks. */
export function reportUnclosedFences(source: SourceFile, section: Section, report: Report): void {
  let isCut = false
  // What stands between a cut fence and its end may look like a heading: the end is in another section, then.
  for (const block of blocksIn(section)) {
    if (block.kind === 'html' && opensFence(block.html)) isCut = !isCut
    if (block.kind !== 'code' || !isCut) checkBlock(source, block, report)
    else {
      reportCut(source, block, report)
      isCut = false
    }
  }
}

function blocksIn({ blocks, children }: Section): readonly Block[] {
  return [...blocks, ...children.flatMap(blocksIn)]
}

/** A fence in a tag that a blank line ends: there Markdown takes what closes it for the beginning of another. */
function opensFence(html: string): boolean {
  return (html.match(/^[^\S\n]*(?:`{3,}|~{3,})/gm)?.length ?? 0) % 2 === 1
}

function reportCut(
  source: SourceFile,
  block: Extract<Block, { readonly kind: 'code' }>,
  report: Report,
): void {
  checkBlock(source, block, (by, finding) =>
    report(by, {
      ...finding,
      message:
        'This code fence is opened within a tag, where a blank line ends it, and its end begins another',
      help: 'Leave a line blank between the tag and the fence.',
      severity: finding.severity ?? 'info',
    }),
  )
}

function checkBlock(source: SourceFile, block: Block, report: Report): void {
  if (block.kind === 'list')
    for (const item of block.items) for (const inner of item.blocks) checkBlock(source, inner, report)
  if (block.kind === 'quote') for (const inner of block.blocks) checkBlock(source, inner, report)
  if (block.kind !== 'code') return
  const { path, start, end } = block.span
  const opening = /^(?:`{3,}|~{3,})/.exec(source.text.slice(start, start + 80))?.[0]
  if (opening === undefined) return
  const last = lineText(source, positionAt(source, end).line)
  if (positionAt(source, end).line > positionAt(source, start).line && closes(last, opening)) return
  const swallowed = source.text.slice(start, end)
  const tasks = /^\s{0,3}#{1,6}\s+\W*(?:phase|task|stage|step|wave|sprint)\s+\d/im.test(swallowed)
  report(noUnclosedFence, {
    span: { path, start, end: start + opening.length },
    message: tasks
      ? 'This code fence is never closed and hides tasks below it'
      : 'This code fence is never closed',
    help: `Close it with a line of ${opening} of its own.`,
    ...(tasks && { severity: 'error' as const }),
  })
}

function closes(line: string, opening: string): boolean {
  const closing = /(`{3,}|~{3,})\s*$/.exec(line)?.[1]
  return closing !== undefined && closing.charAt(0) === opening.charAt(0) && closing.length >= opening.length
}
