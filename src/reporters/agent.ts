import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import { counted } from '../source/counted.ts'
import { lineOf, sentenceOf } from './line.ts'
import type { Account, Reporter } from './reporter.ts'
import { visible } from './visible.ts'

/** One line each with the next move, and nothing that costs an agent tokens: no frame, no colour, no summary. */
export const agent: Reporter = {
  id: 'agent',
  report: (account, { quiet }) =>
    [
      ...account.diagnostics.map((diagnostic) => told(diagnostic, account)),
      ...(quiet ? [] : outputOf(account)),
    ].join(''),
}

function told(diagnostic: Diagnostic, account: Account): string {
  const { help } = diagnostic
  return `${lineOf(diagnostic, account)}${help === undefined ? '' : ` help: ${sentenceOf(help)}`}\n`
}

/** Where to go on after a compilation. */
function outputOf({ output }: Account): readonly string[] {
  if (output === undefined) return []
  const { folder, dryRun, written, removed, unchanged } = output
  const counts = `${counted(written.length, 'file')} written, ${removed.length} removed, ${unchanged.length} unchanged`
  return [`${visible(folder)}: ${dryRun ? `would be ${counts}` : counts}\n`]
}
