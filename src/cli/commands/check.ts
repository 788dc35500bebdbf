import { noUnknownDialect } from '../../parser/problems.ts'
import { visible, visibleWithin } from '../../reporters/visible.ts'
import { type Discovery, discover } from '../../workspace/discover.ts'
import { UnusablePath } from '../../workspace/unusable-path.ts'
import { accountOf } from '../account.ts'
import type { Arguments } from '../arguments.ts'
import { type ExitCode, exitCodes } from '../exit-codes.ts'
import { type Inspect, type Inspected, inspectorOf, pathOf, stdin } from '../inspect.ts'
import type { Machine } from '../machine.ts'
import { reportingOf, tell } from '../reporting.ts'
import { UsageError } from '../usage-error.ts'

/** Looks at all plans that the command line names, and at those in the folders that it names. */
export async function check(given: Arguments, machine: Machine): Promise<ExitCode> {
  const reporting = reportingOf(given, machine)
  const discovery = discoveryOf(given, machine)
  const { plans, others, refused } = await lookAtAll(discovery, inspectorOf(given, machine))
  for (const { path, reason } of [...others.flatMap(doubtOf), ...refused]) {
    machine.messages.write(`plan-compile: ${visible(path)} is passed over: ${visibleWithin(reason, 200)}\n`)
  }
  if (plans.length === 0) throw noPlanIn(given, others.length)
  const code = tell(accountOf(plans, { passedOver: others.length }), reporting, machine)
  return refused.length > 0 ? exitCodes.usage : code
}

function discoveryOf(given: Arguments, machine: Machine): Discovery {
  const operands = operandsOf(given)
  const files = operands.filter((operand) => operand !== stdin)
  const { candidates, refused } = discover(machine.folder, files)
  if (files.length === operands.length) return { candidates, refused }
  return { candidates: [...candidates, { path: pathOf(stdin, given, machine), named: true }], refused }
}

function operandsOf({ operands }: Arguments): readonly string[] {
  return operands.length > 0 ? operands : ['.']
}

interface Looks {
  readonly plans: readonly Inspected[]
  /** Found in a folder, and no plan. */
  readonly others: readonly Inspected[]
  /** Found in a folder, and closed to us. */
  readonly refused: readonly UnusablePath[]
}

async function lookAtAll(discovery: Discovery, inspect: Inspect): Promise<Looks> {
  const plans: Inspected[] = []
  const others: Inspected[] = []
  const refused = [...discovery.refused]
  const read = new Set<string>()
  for (const { path, named } of discovery.candidates) {
    if (!named && read.has(path)) continue
    try {
      const inspected = await inspect(path, named)
      if (named || inspected.plan) plans.push(inspected)
      else others.push(inspected)
      if (inspected.plan) for (const document of inspected.sources.keys()) read.add(document)
    } catch (error) {
      if (named || !(error instanceof UnusablePath)) throw error
      refused.push(error)
    }
  }
  return { plans, others, refused }
}

/** A file that is no plan needs no word; one whose text could not be read might have been one. */
function doubtOf({ path, diagnostics }: Inspected): readonly { path: string; reason: string }[] {
  if (diagnostics.some(({ by }) => by.code === noUnknownDialect.code)) return []
  return diagnostics.slice(0, 1).map(({ message }) => ({ path, reason: message }))
}

function noPlanIn(given: Arguments, looked: number): UsageError {
  const operands = visibleWithin(operandsOf(given).join(' '), 200)
  return new UsageError(
    `no plan found in ${operands} (${looked} Markdown file${looked === 1 ? '' : 's'} looked at)`,
  )
}
