import { compareSpans, type SourceSpan } from '../source/span.ts'
import type { Fix } from './fix.ts'

/** From worst to mildest. */
export const severities = ['error', 'warning', 'info'] as const
export type Severity = (typeof severities)[number]

/** Who speaks: stable code (`PC302`), readable name, default severity and the law in one sentence. */
export interface Signature {
  readonly code: string
  readonly name: string
  readonly severity: Severity
  readonly summary: string
  /** `false`: no comment in a plan and no baseline silences it, because what is built of the plan would be wrong. */
  readonly suppressible?: boolean
  /** `false`: right too seldom, or a matter of taste; it speaks only where a configuration asks for it. */
  readonly recommended?: boolean
}

/** Another place that belongs to a finding, with what is so there. */
export interface Related {
  readonly span: SourceSpan
  readonly message: string
}

/** What a rule or the parser found; it does not know its own severity. */
export interface Finding {
  /** The smallest range that shows the fault. */
  readonly span: SourceSpan
  /** One sentence in the present tense, what is so, no full stop. */
  readonly message: string
  /** The next move. */
  readonly help?: string
  readonly related?: readonly Related[]
  /** The way that shows it, such as each wait of a cycle, in order; for viewers that can walk it. */
  readonly steps?: readonly Related[]
  readonly fix?: Fix
  /** What it is about, in words that stay when other things change: for messages that count something. */
  readonly subject?: string
  /** Where this finding weighs more or less than its rule does by default. */
  readonly severity?: Severity
}

/** A finding, signed. */
export interface Diagnostic {
  readonly by: Signature
  readonly severity: Severity
  readonly span: SourceSpan
  readonly message: string
  readonly help: string | undefined
  readonly related: readonly Related[]
  /** Empty where there is no way to walk. */
  readonly steps: readonly Related[]
  readonly fix: Fix | undefined
  readonly subject: string | undefined
  /** The id of the innermost unit of the plan that it lies in; `undefined`: in none, or the plan was not read. */
  readonly unit: string | undefined
}

/** The parser's only way to complain. */
export type Report = (by: Signature, finding: Finding) => void

export function sign(by: Signature, finding: Finding): Diagnostic {
  const { span, message, help, related = [], steps = [], fix, subject, severity = by.severity } = finding
  return { by, severity, span, message, help, related, steps, fix, subject, unit: undefined }
}

/** By place, then code, then message; the same finding twice is said once. */
export function sortDiagnostics(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const sorted = [...diagnostics].sort(compareDiagnostics)
  return sorted.filter((diagnostic, index) => {
    const before = sorted[index - 1]
    return before === undefined || compareDiagnostics(before, diagnostic) !== 0
  })
}

function compareDiagnostics(a: Diagnostic, b: Diagnostic): number {
  return (
    compareSpans(a.span, b.span) || compareText(a.by.code, b.by.code) || compareText(a.message, b.message)
  )
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** Whether `severity` is `level` or worse. */
export function atLeast(severity: Severity, level: Severity): boolean {
  return severities.indexOf(severity) <= severities.indexOf(level)
}
