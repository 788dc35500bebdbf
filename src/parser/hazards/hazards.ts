import type { Root } from 'mdast'
import type { Report } from '../../diagnostics/diagnostic.ts'
import type { SourceFile } from '../../source/source-file.ts'
import { reportClientSyntax } from './client-syntax.ts'
import { reportHiddenInstructions } from './hidden-instructions.ts'
import { reportLostTools } from './lost-tools.ts'

/** What a Markdown text does behind its reader's back. */
export function reportHazards(source: SourceFile, root: Root, report: Report): void {
  reportHiddenInstructions(source, root, report)
  reportClientSyntax(source, report)
  reportLostTools(source, report)
}
