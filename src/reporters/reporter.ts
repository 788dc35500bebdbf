import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import type { SourceFile } from '../source/source-file.ts'

/** What one run has to tell; a reporter leaves nothing of it out. */
export interface Account {
  readonly tool: Tool
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

export interface Tool {
  readonly name: string
  readonly version: string
  /** Where the documentation stands; its rules are at `<homepage>/docs/rules/<name>.md`. None: no format invents one. */
  readonly homepage?: string
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
  /** Whether codes of rules may be links that a terminal opens. */
  readonly links?: boolean
}

/** A way to tell an account, by the name that `--format` knows. */
export interface Format {
  readonly id: string
  /** What it is for, in one line. */
  readonly summary: string
  /** Most formats are loaded when they are asked for. */
  load(): Promise<Reporter>
}

/**
 * Prints an account. Pure: same account, same text. Gives every finding, in the order it got them unless the format
 * shows only the first ones; the text ends with a line feed unless it is empty. What a plan says is inert in it: no
 * terminal, build server or viewer takes it for more than text.
 */
export interface Reporter {
  readonly id: string
  report(account: Account, appearance: Appearance): string
}
