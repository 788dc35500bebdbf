import { type Located, located } from '../source/span.ts'
import type { Document } from './dialect.ts'

/** `# Tasks: [FEATURE NAME]`: what a template leaves to be filled in, in the title of a document. */
export function placeholderIn(document: Document): Located<string> | undefined {
  if (document.kind !== 'markdown') return undefined
  for (const { heading, level } of document.outline.children) {
    const match = level === 1 && heading ? /\[[A-Z#][A-Z0-9#_ -]{2,60}\]/.exec(heading.plain) : null
    if (!match || !heading) continue
    const start = heading.span.start + match.index
    return located(match[0], { ...heading.span, start, end: start + match[0].length })
  }
  return undefined
}
