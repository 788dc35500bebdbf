import type { Document, MarkdownDocument } from '../parser/dialect.ts'
import type { Plan } from '../plan/plan.ts'
import type { SourceFile } from '../source/source-file.ts'
import type { Run } from './results.ts'

/** What the recorder of a dialect looks at. */
export interface Desk {
  readonly plan: Plan
  readonly run: Run
  /** The documents of the plan, by path. */
  readonly documents: ReadonlyMap<string, Document>
  /** Their texts as they are in the files: lines of a document may have been made to end alike. */
  readonly sources: ReadonlyMap<string, SourceFile>
  /** Paths of files that are there and not read. */
  readonly present: readonly string[]
}

export function pageAt({ documents }: Desk, path: string): MarkdownDocument | undefined {
  const document = documents.get(path)
  return document?.kind === 'markdown' ? document : undefined
}
