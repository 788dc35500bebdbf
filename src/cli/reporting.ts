import { atLeast, type Diagnostic, type Severity, severities } from '../diagnostics/diagnostic.ts'
import type { Account } from '../reporters/reporter.ts'
import type { Arguments } from './arguments.ts'
import { type ExitCode, exitCodes } from './exit-codes.ts'
import type { Machine, Output } from './machine.ts'
import { type Outlet, outletsOf, tellAt } from './outlets.ts'
import { UsageError } from './usage-error.ts'

/** How findings are told, and which of them make the run fail. */
export interface Reporting {
  readonly outlets: readonly Outlet[]
  /** The mildest finding that makes the run fail; `undefined`: none does. */
  readonly failOn: Severity | undefined
  readonly maximumWarnings: number
}

export async function reportingOf(given: Arguments, machine: Machine): Promise<Reporting> {
  return {
    outlets: await outletsOf(given, machine, usesColor(given, machine, machine.output)),
    failOn: severities.find((severity) => severity === (given.value('fail-on') ?? 'error')),
    maximumWarnings: maximumOf(given.value('max-warnings')),
  }
}

/** What is asked for on the command line; else NO_COLOR; else FORCE_COLOR; else whether a terminal can show it. */
export function usesColor(given: Arguments, { environment }: Machine, { isTerminal }: Output): boolean {
  if (given.has('no-color')) return false
  if (given.has('color')) return true
  if (environment['NO_COLOR']) return false
  const forced = environment['FORCE_COLOR']
  if (forced) return forced !== '0' && forced !== 'false'
  return isTerminal && environment['TERM'] !== 'dumb'
}

function maximumOf(written: string | undefined): number {
  if (written === undefined) return Number.POSITIVE_INFINITY
  if (/^\d{1,9}$/.test(written)) return Number(written)
  throw new UsageError(`--max-warnings needs a number, such as 0: ${JSON.stringify(written)} is none`)
}

/** Prints the account and says what the run ends with. */
export function tell(account: Account, reporting: Reporting, machine: Machine): ExitCode {
  tellAt(reporting.outlets, account, machine)
  return fails(account.diagnostics, reporting) ? exitCodes.findings : exitCodes.clean
}

export function fails(diagnostics: readonly Diagnostic[], { failOn, maximumWarnings }: Reporting): boolean {
  const warnings = diagnostics.filter(({ severity }) => severity === 'warning').length
  if (warnings > maximumWarnings) return true
  return failOn !== undefined && diagnostics.some(({ severity }) => atLeast(severity, failOn))
}
