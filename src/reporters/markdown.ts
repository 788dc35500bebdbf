import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import { sentenceOf } from './line.ts'
import { palette } from './palette.ts'
import { placeOf } from './place.ts'
import type { Account, Reporter } from './reporter.ts'
import { pageUrl } from './rule-page.ts'
import { summaryOf } from './summary.ts'
import { visible } from './visible.ts'

/** GitHub Flavored Markdown: a table for step summaries and for comments on pull requests. */
export const markdown: Reporter = {
  id: 'markdown',
  report: (account, { quiet }) =>
    [...(quiet ? [] : headOf(account)), ...tableOf(account)].map((line) => `${line}\n`).join(''),
}

/** The same words as below the findings in a terminal; what was written is a list there, too long for here. */
function headOf(account: Account): readonly string[] {
  const [verdict = '', ...rest] = summaryOf({ ...account, output: undefined }, palette(false))
  return [`### plan-compile: ${plain(verdict)}`, '', ...rest.flatMap((line) => [plain(line), ''])]
}

function tableOf(account: Account): readonly string[] {
  if (account.diagnostics.length === 0) return []
  return [
    '| | Place | Rule | Finding |',
    '| --- | --- | --- | --- |',
    ...account.diagnostics.map((diagnostic) => rowOf(diagnostic, account)),
  ]
}

function rowOf({ by, severity, span, message, help }: Diagnostic, { sources, tool }: Account): string {
  const { line, column } = placeOf(sources, span).start
  const place = plain(`${visible(span.path)}:${line}:${column}`)
  const url = pageUrl(tool, by)
  const rule = `${url ? `[${by.code}](${url})` : by.code} ${plain(by.name)}`
  const words = [message, ...(help === undefined ? [] : [help])].map((text) => plain(sentenceOf(text)))
  return `| ${severity} | ${place} | ${rule} | ${words.join('<br>')} |`
}

/**
 * Text that stays text: no markup, no HTML, and none of what GitHub makes of bare words (addresses, `@somebody`,
 * `#12`), which a comment cuts in two.
 */
function plain(text: string): string {
  return text.replace(/[\\`*_{}[\]<>|~$!&]/g, '\\$&').replace(/[@#]|:(?=\/\/)|(?<=www)\./gi, '$&<!-- -->')
}
