import { noUnknownDialect } from '../../parser/problems.ts'
import type { Account } from '../../reporters/reporter.ts'
import { visible, visibleWithin } from '../../reporters/visible.ts'
import { accountOf } from '../account.ts'
import type { Asked } from '../add-suppressions.ts'
import type { Arguments } from '../arguments.ts'
import { withoutKnown } from '../baseline.ts'
import type { Changes } from '../changes.ts'
import { type ExitCode, exitCodes } from '../exit-codes.ts'
import { type Inspected, stdin } from '../inspect.ts'
import { type Machine, notify } from '../machine.ts'
import { carryOut, differenceOf, type Mending, mendingOf } from '../mending.ts'
import { requireNoLoss } from '../report-place.ts'
import { reportingOf, tell } from '../reporting.ts'
import { statisticsLines } from '../statistics.ts'
import { lookAtAll, noPlanIn } from '../survey.ts'
import { timing } from '../timing.ts'
import { UsageError } from '../usage-error.ts'
import type { Look } from '../watch.ts'

/** Looks at all plans that the command line names, and at those in the folders that it names. */
export async function check(given: Arguments, machine: Machine): Promise<ExitCode> {
  if (given.has('print-config')) {
    const { printedConfiguration } = await import('../print-config.ts')
    machine.output.write(await printedConfiguration(given, machine))
    return exitCodes.clean
  }
  if (!given.has('watch')) return (await lookOnce(given, machine)).code
  if (given.operands.includes(stdin))
    throw new UsageError('--watch needs files: standard input does not change')
  const { watching } = await import('../watch.ts')
  // Anew each time: the configuration is read once for each command line.
  return await watching(machine, given.operands, () => lookOnce({ ...given }, machine))
}

async function lookOnce(given: Arguments, machine: Machine): Promise<Look> {
  const reporting = await reportingOf(given, machine)
  const clock = given.has('timing') ? timing() : undefined
  const mending = mendingOf(given)
  const changes = await changesAsked(given, machine)
  const { others, refused, shut, ...looked } = await lookAtAll(given, machine, {
    adapt: clock?.adapt,
    look: mending?.mender.mend ?? changes?.look,
  })
  const files = [...looked.plans, ...others].flatMap(({ sources }) => [...sources.keys()])
  const ended = (code: ExitCode): Look => ({ code, files })
  const plans = changes === undefined ? looked.plans : looked.plans.filter(changes.concern)
  for (const { path, reason } of [...others.flatMap(doubtOf), ...refused]) {
    notify(machine, `${visible(path)} is passed over: ${visibleWithin(reason, 200)}`)
  }
  const mayBeNone = changes !== undefined || given.has('no-error-on-unmatched-pattern')
  if (looked.plans.length === 0 && !mayBeNone) throw noPlanIn(given, others.length, shut)
  if (given.has('show-files')) return ended(list(plans, machine))
  if (mending?.isDiff) return ended(await show(mending, machine))
  await requireNoLoss(
    { outlets: reporting.outlets, sources: accountOf([...looked.plans, ...others]).sources },
    given,
    machine,
  )
  if (mending) await carryOut(mending, machine)
  const found = await withoutKnown(accountOf(plans, { passedOver: others.length }), given, machine)
  const account = given.has('add-suppressions')
    ? await afterSuppressing(plans, found, { given, machine })
    : found
  const code = tell(account, reporting, machine)
  const remarks = [
    ...(given.has('statistics') ? statisticsLines(account.diagnostics) : []),
    ...(clock?.lines() ?? []),
  ]
  machine.messages.write(remarks.map((line) => `${line}\n`).join(''))
  if (refused.length > 0) return ended(exitCodes.usage)
  return ended(given.has('exit-zero') ? exitCodes.clean : code)
}

function list(plans: readonly Inspected[], { output }: Machine): ExitCode {
  output.write(plans.map(({ path }) => `${visible(path)}\n`).join(''))
  return exitCodes.clean
}

/** What is left to say when each finding that can be silenced is. */
async function afterSuppressing(plans: readonly Inspected[], found: Account, asked: Asked): Promise<Account> {
  const { addSuppressions } = await import('../add-suppressions.ts')
  const left = await addSuppressions(plans, found.diagnostics, asked)
  return await withoutKnown(accountOf(left, { passedOver: found.passedOver }), asked.given, asked.machine)
}

async function show(mending: Mending, machine: Machine): Promise<ExitCode> {
  const difference = await differenceOf(mending, machine)
  machine.output.write(difference)
  return difference === '' ? exitCodes.clean : exitCodes.findings
}

/** Git is a process, and processes take a while to load. */
async function changesAsked(given: Arguments, machine: Machine): Promise<Changes | undefined> {
  if (!['staged', 'changed', 'since'].some((option) => given.has(option))) return undefined
  const { changesOf } = await import('../changes.ts')
  return changesOf(given, machine)
}

/** A file that is no plan needs no word; one whose text could not be read might have been one. */
function doubtOf({ path, diagnostics }: Inspected): readonly { path: string; reason: string }[] {
  if (diagnostics.some(({ by }) => by.code === noUnknownDialect.code)) return []
  return diagnostics.slice(0, 1).map(({ message }) => ({ path, reason: message }))
}
