import { type Diagnostic, severities } from '../diagnostics/diagnostic.ts'
import { sentenceOf } from './line.ts'
import { placeOf } from './place.ts'
import type { Account, Reporter } from './reporter.ts'
import { explaining } from './rule-page.ts'
import { visible } from './visible.ts'

/**
 * Workflow commands of GitHub Actions, one line each. GitHub shows ten errors and ten warnings of a step beside the
 * code, so the worst come first. Escapes as `@actions/core` does: `%`, `\r`, `\n`, in properties `:` and `,` too.
 */
export const github: Reporter = {
  id: 'github',
  report: (account) =>
    severities
      .flatMap((level) => account.diagnostics.filter(({ severity }) => severity === level))
      .map((diagnostic) => `${commandOf(diagnostic, account)}\n`)
      .join(''),
}

const COMMANDS = { error: 'error', warning: 'warning', info: 'notice' } as const

function commandOf(diagnostic: Diagnostic, account: Account): string {
  const { by, severity } = diagnostic
  const properties = {
    file: visible(diagnostic.span.path),
    ...rangeOf(diagnostic, account),
    title: `${by.code} ${by.name}`,
  }
  const written = Object.entries(properties).map(([name, value]) => `${name}=${property(String(value))}`)
  return `::${COMMANDS[severity]} ${written.join(',')}::${data(wordsOf(diagnostic, account))}`
}

/** GitHub takes columns only where a range is in one line. */
function rangeOf({ span }: Diagnostic, { sources }: Account) {
  const { start, end } = placeOf(sources, span)
  const lines = { line: start.line, endLine: end.line }
  return start.line === end.line ? { ...lines, col: start.column, endColumn: end.column } : lines
}

/** The log of the step shows no properties: the place is said again. */
function wordsOf({ span, message, help, by }: Diagnostic, { sources }: Account): string {
  const { line, column } = placeOf(sources, span).start
  const lines = [
    `${visible(span.path)}:${line}:${column}: ${sentenceOf(message)}`,
    ...(help === undefined ? [] : [`help: ${sentenceOf(help)}`]),
    explaining(by),
  ]
  return lines.join('\n')
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
