import { atLeast, type Diagnostic, type Severity, severities } from '../diagnostics/diagnostic.ts'
import type { Account } from '../reporters/reporter.ts'
import type { Arguments } from './arguments.ts'
import { configurationOf } from './configuration-of.ts'
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
  const configuration = await configurationOf(given, machine)
  const failOn = given.value('fail-on') ?? configuration?.failOn ?? 'error'
  return {
    outlets: await outletsOf(given, machine, usesColor(given, machine, machine.output)),
    failOn: severities.find((severity) => severity === failOn),
    maximumWarnings: maximumOf(given.value('max-warnings')) ?? configuration?.maxWarnings ?? unlimited,
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

const unlimited = Number.POSITIVE_INFINITY

function maximumOf(written: string | undefined): number | undefined {
  if (written === undefined) return undefined
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
