import type { Report } from '../diagnostics/diagnostic.ts'
import type { Plan } from '../plan/plan.ts'
import type { SourceFile } from '../source/source-file.ts'
import type { Outline } from './section.ts'

/** One file that belongs to a plan, read. */
export interface Document {
  readonly kind: 'markdown'
  readonly path: string
  readonly source: SourceFile
  readonly outline: Outline
}

/** A front end reads outlines and never fails, never judges. */
export interface Dialect {
  readonly id: string
  readonly summary: string
  /** How sure it is that `entry` is one of its plans: 0 … 1. */
  recognises(entry: Document): number
  /** Globs of the other files that belong to the plan. */
  companions?(entry: Document): readonly string[]
  lower(documents: readonly [Document, ...Document[]], report: Report): Plan
}
