import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import { counted } from '../source/counted.ts'
import { frame, gutterOf, type Label } from './frame.ts'
import { type Palette, palette } from './palette.ts'
import type { Account, Appearance, Reporter } from './reporter.ts'
import { pageUrl } from './rule-page.ts'
import { summaryOf } from './summary.ts'
import { visibleWithin } from './visible.ts'

const MESSAGE_LIMIT = 500
const PLACES_LIMIT = 6

/** The options of `check` that make a fix. */
const FIXING = {
  safe: '--fix',
  unsafe: '--fix --unsafe-fixes',
  placeholder: '--fix --placeholders',
} as const

/** Code frames, for people. */
export const pretty: Reporter = {
  id: 'pretty',
  report(account, appearance) {
    const colors = palette(appearance.color, appearance.links)
    const findings = account.diagnostics.map((diagnostic) => finding(diagnostic, account, appearance, colors))
    const closing = appearance.quiet ? [] : [summaryOf(account, colors)]
    return [...findings, ...closing].map((lines) => `${lines.join('\n')}\n`).join('\n')
  },
}

function finding(
  { by, severity, message, help, span, related, fix }: Diagnostic,
  { sources, tool }: Account,
  { width }: Appearance,
  colors: Palette,
): readonly string[] {
  const fault = colors.severity[severity]
  const labels: readonly Label[] = [
    { span, message: '', primary: true },
    ...related.slice(0, PLACES_LIMIT).map((place) => ({ ...place, primary: false })),
  ]
  const more = related.length - PLACES_LIMIT
  const note = (word: string) => colors.other(`${' '.repeat(gutterOf(labels, sources))} = ${word}:`)
  const code = colors.link(pageUrl(tool, by), by.code)
  return [
    `${fault(`${severity}[${code}]`)} ${by.name}: ${colors.strong(visibleWithin(message, MESSAGE_LIMIT))}`,
    ...frame(labels, sources, { palette: colors, fault, width }),
    ...(more > 0 ? [`${note('note')} and ${counted(more, 'more place')}`] : []),
    ...(help === undefined ? [] : [`${note('help')} ${visibleWithin(help, MESSAGE_LIMIT)}`]),
    ...(fix ? [`${note('fix')} ${visibleWithin(fix.title, MESSAGE_LIMIT)} (${FIXING[fix.safety]})`] : []),
  ]
}
