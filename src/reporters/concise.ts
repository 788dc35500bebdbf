import { lineOf } from './line.ts'
import type { Reporter } from './reporter.ts'

/** One line each, for editors, `grep` and logs. */
export const concise: Reporter = {
  id: 'concise',
  report: (account) => account.diagnostics.map((diagnostic) => `${lineOf(diagnostic, account)}\n`).join(''),
}
