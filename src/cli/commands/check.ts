import { noUnknownDialect } from '../../parser/problems.ts'
import { visible, visibleWithin } from '../../reporters/visible.ts'
import { accountOf } from '../account.ts'
import type { Arguments } from '../arguments.ts'
import { type ExitCode, exitCodes } from '../exit-codes.ts'
import type { Inspected } from '../inspect.ts'
import type { Machine } from '../machine.ts'
import { reportingOf, tell } from '../reporting.ts'
import { lookAtAll, noPlanIn } from '../survey.ts'

/** Looks at all plans that the command line names, and at those in the folders that it names. */
export async function check(given: Arguments, machine: Machine): Promise<ExitCode> {
  const reporting = await reportingOf(given, machine)
  const { plans, others, refused } = await lookAtAll(given, machine)
  for (const { path, reason } of [...others.flatMap(doubtOf), ...refused]) {
    machine.messages.write(`plan-compile: ${visible(path)} is passed over: ${visibleWithin(reason, 200)}\n`)
  }
  if (plans.length === 0) throw noPlanIn(given, others.length)
  const code = tell(accountOf(plans, { passedOver: others.length }), reporting, machine)
  return refused.length > 0 ? exitCodes.usage : code
}

/** A file that is no plan needs no word; one whose text could not be read might have been one. */
function doubtOf({ path, diagnostics }: Inspected): readonly { path: string; reason: string }[] {
  if (diagnostics.some(({ by }) => by.code === noUnknownDialect.code)) return []
  return diagnostics.slice(0, 1).map(({ message }) => ({ path, reason: message }))
}
