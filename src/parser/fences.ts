import type { Report } from '../diagnostics/diagnostic.ts'
import { lineText, positionAt, type SourceFile } from '../source/source-file.ts'
import { noUnclosedFence } from './problems.ts'
import type { Block, Section } from './section.ts'

/** A fence that is never closed swallows all that follows: an error where that looks like tasks. */
export function reportUnclosedFences(source: SourceFile, section: Section, report: Report): void {
  for (const block of section.blocks) checkBlock(source, block, report)
  for (const child of section.children) reportUnclosedFences(source, child, report)
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
