import { type Diagnostic, severities } from '../diagnostics/diagnostic.ts'
import { countBySeverity, counted } from './count.ts'
import { frame, type Label } from './frame.ts'
import { type Palette, palette } from './palette.ts'
import type { Account, Appearance, OutputAccount, Reporter } from './reporter.ts'
import { visible, visibleWithin } from './visible.ts'

const MESSAGE_LIMIT = 500
const PLACES_LIMIT = 6

/** Code frames, for people. */
export const pretty: Reporter = {
  id: 'pretty',
  summary: 'The text around each finding, for people',
  report(account, appearance) {
    const colors = palette(appearance.color)
    const findings = account.diagnostics.map((diagnostic) => finding(diagnostic, account, appearance, colors))
    const closing = appearance.quiet ? [] : [summary(account, colors)]
    return [...findings, ...closing].map((lines) => `${lines.join('\n')}\n`).join('\n')
  },
}

function finding(
  { by, severity, message, help, span, related }: Diagnostic,
  { sources }: Account,
  { width }: Appearance,
  colors: Palette,
): readonly string[] {
  const fault = colors.severity[severity]
  const labels: readonly Label[] = [
    { span, message: '', primary: true },
    ...related.slice(0, PLACES_LIMIT).map((place) => ({ ...place, primary: false })),
  ]
  const more = related.length - PLACES_LIMIT
  return [
    `${fault(`${severity}[${by.code}]`)} ${by.name}: ${colors.strong(visibleWithin(message, MESSAGE_LIMIT))}`,
    ...frame(labels, sources, { palette: colors, fault, width }),
    ...(more > 0 ? [`${colors.other('  = note:')} and ${counted(more, 'more place')}`] : []),
    ...(help === undefined ? [] : [`${colors.other('  = help:')} ${visibleWithin(help, MESSAGE_LIMIT)}`]),
  ]
}

function summary({ plans, passedOver, diagnostics, output }: Account, colors: Palette): readonly string[] {
  return [
    `${verdict(diagnostics, colors)} in ${counted(plans.length, 'plan')}${sizeOf(plans)}`,
    ...coverageOf(plans, colors),
    ...(passedOver > 0 ? [colors.dim(`${counted(passedOver, 'file')} passed over: no plan`)] : []),
    ...(output ? filesOf(output, colors) : []),
  ]
}

function verdict(diagnostics: readonly Diagnostic[], colors: Palette): string {
  const counts = countBySeverity(diagnostics)
  const found = severities.filter((severity) => counts[severity] > 0)
  if (found.length === 0) return colors.good('No findings')
  return found
    .map((severity) => colors.severity[severity](counted(counts[severity], nounOf[severity])))
    .join(', ')
}

const nounOf = { error: 'error', warning: 'warning', info: 'remark' } as const

function sizeOf(plans: Account['plans']): string {
  const tasks = plans.reduce((sum, plan) => sum + plan.tasks, 0)
  const waves = plans.reduce((sum, plan) => sum + plan.waves, 0)
  return waves === 0 ? '' : `: ${counted(tasks, 'task')} in ${counted(waves, 'wave')}`
}

function coverageOf(plans: Account['plans'], colors: Palette): readonly string[] {
  const covered = plans.flatMap(({ coverage }) => (coverage ? [coverage] : []))
  if (covered.length === 0) return []
  const found = covered.reduce((sum, coverage) => sum + coverage.found, 0)
  const understood = covered.reduce((sum, coverage) => sum + coverage.understood, 0)
  const line = `${understood} of ${counted(found, 'task-like block')} understood`
  return [understood < found ? colors.severity.warning(line) : line]
}

function filesOf({ dryRun, written, removed, unchanged }: OutputAccount, colors: Palette): readonly string[] {
  const would = (done: string, undone: string) => (dryRun ? `Would ${undone}` : done)
  const list = (paths: readonly string[]) => paths.map((path) => `  ${visible(path)}`)
  return [
    ...(written.length > 0
      ? [`${would('Wrote', 'write')} ${counted(written.length, 'file')}:`, ...list(written)]
      : []),
    ...(removed.length > 0
      ? [`${would('Removed', 'remove')} ${counted(removed.length, 'stale file')}:`, ...list(removed)]
      : []),
    ...(unchanged.length > 0 ? [colors.dim(`${counted(unchanged.length, 'file')} unchanged`)] : []),
  ]
}
