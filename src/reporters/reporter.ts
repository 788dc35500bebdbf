import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import type { SourceFile } from '../source/source-file.ts'

/** What one run has to tell; a reporter leaves nothing of it out. */
export interface Account {
  readonly tool: { readonly name: string; readonly version: string }
  /** The plans that were looked at, in the order in which they were found. */
  readonly plans: readonly PlanAccount[]
  /** How many files in the given folders are no plans. */
  readonly passedOver: number
  /** Of all plans, sorted. */
  readonly diagnostics: readonly Diagnostic[]
  /** Every document that a finding may point into, by path. */
  readonly sources: ReadonlyMap<string, SourceFile>
  /** What was written; `undefined` where nothing was to be. */
  readonly output: OutputAccount | undefined
}

export interface PlanAccount {
  readonly path: string
  /** The dialect that read it; `undefined` where none did. */
  readonly dialect: string | undefined
  readonly tasks: number
  readonly waves: number
  /** Task-like blocks; `undefined` where the file could not be read as a plan. */
  readonly coverage: { readonly found: number; readonly understood: number } | undefined
}

/** Paths as the user would name them, sorted. */
export interface OutputAccount {
  readonly folder: string
  /** `true`: nothing was touched, this is what would be. */
  readonly dryRun: boolean
  readonly written: readonly string[]
  readonly removed: readonly string[]
  readonly unchanged: readonly string[]
}

export interface Appearance {
  readonly color: boolean
  /** Terminal columns that a line of source text may fill. */
  readonly width: number
  /** Findings only: no summary, no list of files. */
  readonly quiet: boolean
}

/**
 * Prints an account. Pure: same account, same text. Gives every finding, in the order it got them; the text ends
 * with a line feed unless it is empty.
 */
export interface Reporter {
  readonly id: string
  readonly summary: string
  report(account: Account, appearance: Appearance): string
}
