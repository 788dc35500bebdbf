import { type Diagnostic, severities } from '../diagnostics/diagnostic.ts'
import { counted } from '../source/counted.ts'
import { countBySeverity } from './count.ts'
import type { Palette } from './palette.ts'
import type { Account, OutputAccount } from './reporter.ts'
import { explaining } from './rule-page.ts'
import { visible } from './visible.ts'

const FILES_LIMIT = 8

/** What people want to know below the findings: how many, of how much, what was written, where to read more. */
export function summaryOf(
  { plans, passedOver, diagnostics, output }: Account,
  colors: Palette,
): readonly string[] {
  return [
    `${verdict(diagnostics, colors)} in ${counted(plans.length, nounOf(plans))}${sizeOf(plans)}`,
    ...coverageOf(plans, colors),
    ...(passedOver > 0 ? [colors.dim(`${counted(passedOver, 'file')} passed over: no plan`)] : []),
    ...(output ? filesOf(output, colors) : []),
    ...fixableOf(diagnostics),
    ...moreOf(diagnostics, colors),
  ]
}

function fixableOf(diagnostics: readonly Diagnostic[]): readonly string[] {
  const count = diagnostics.filter(({ fix }) => fix?.safety === 'safe').length
  return count === 0 ? [] : [`${counted(count, 'finding')} can be mended by plan-compile check --fix`]
}

function moreOf(diagnostics: readonly Diagnostic[], { dim }: Palette): readonly string[] {
  const [first] = [...diagnostics].sort(byWeight)
  return first ? [dim(`${explaining(first.by)} tells more about a finding`)] : []
}

function byWeight(a: Diagnostic, b: Diagnostic): number {
  return severities.indexOf(a.severity) - severities.indexOf(b.severity)
}

function verdict(diagnostics: readonly Diagnostic[], colors: Palette): string {
  const counts = countBySeverity(diagnostics)
  const found = severities.filter((severity) => counts[severity] > 0)
  if (found.length === 0) return colors.good('No findings')
  return found
    .map((severity) => colors.severity[severity](counted(counts[severity], words[severity])))
    .join(', ')
}

const words = { error: 'error', warning: 'warning', info: 'remark' } as const

/** What no dialect reads is a file, not a plan. */
function nounOf(plans: Account['plans']): string {
  return plans.every(({ dialect }) => dialect) ? 'plan' : 'file'
}

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
  const list = (verb: string, noun: string, paths: readonly string[]) => {
    if (paths.length === 0) return []
    const shown = dryRun || paths.length <= FILES_LIMIT ? paths : byFolder(paths)
    return [`${verb} ${counted(paths.length, noun)}:`, ...shown.map((path) => `  ${visible(path)}`)]
  }
  return [
    ...list(dryRun ? 'Would write' : 'Wrote', 'file', written),
    ...list(dryRun ? 'Would remove' : 'Removed', 'stale file', removed),
    ...(unchanged.length > 0 ? [colors.dim(`${counted(unchanged.length, 'file')} unchanged`)] : []),
  ]
}

/** `.plan/ship/prompts/  6 files`. */
function byFolder(paths: readonly string[]): readonly string[] {
  const sizes = new Map<string, number>()
  for (const path of paths) {
    const folder = path.slice(0, path.lastIndexOf('/') + 1)
    sizes.set(folder, (sizes.get(folder) ?? 0) + 1)
  }
  const width = Math.max(...[...sizes.keys()].map((folder) => folder.length))
  return [...sizes].map(([folder, size]) => `${folder.padEnd(width)}  ${counted(size, 'file')}`).sort()
}
