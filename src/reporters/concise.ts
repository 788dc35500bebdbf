import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import { placeOf } from './place.ts'
import type { Account, Reporter } from './reporter.ts'
import { visible, visibleWithin } from './visible.ts'

const MESSAGE_LIMIT = 1000

/** One line each, for editors, `grep` and logs. */
export const concise: Reporter = {
  id: 'concise',
  summary: 'One line for each finding: path:line:col: severity CODE name: message',
  report: (account) => account.diagnostics.map((diagnostic) => `${lineOf(diagnostic, account)}\n`).join(''),
}

function lineOf({ span, severity, by, message }: Diagnostic, { sources }: Account): string {
  const { line, column } = placeOf(sources, span).start
  const place = `${visible(span.path)}:${line}:${column}`
  return `${place}: ${severity} ${by.code} ${by.name}: ${visibleWithin(message, MESSAGE_LIMIT)}`
}
