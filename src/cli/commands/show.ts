import { targets } from '../../codegen/targets/index.ts'
import { tasksOf } from '../../plan/walk.ts'
import { countBySeverity } from '../../reporters/count.ts'
import { pretty } from '../../reporters/pretty.ts'
import { visible, visibleJson, visibleLines } from '../../reporters/visible.ts'
import { counted } from '../../source/counted.ts'
import { accountOf } from '../account.ts'
import type { Arguments } from '../arguments.ts'
import { closingWishesOf } from '../closing-wishes.ts'
import { configurationOf } from '../configuration-of.ts'
import { emitted } from '../emitted.ts'
import { type ExitCode, exitCodes } from '../exit-codes.ts'
import { type Inspected, inspectPlan } from '../inspect.ts'
import type { Machine } from '../machine.ts'
import { usesColor } from '../reporting.ts'

/** Prints what was read from a plan, good or not; what is wrong with it goes to the messages. */
export async function show(given: Arguments, machine: Machine): Promise<ExitCode> {
  const inspected = await inspectPlan(given, machine)
  const { plan, schedule, sources } = inspected
  if (plan === undefined || schedule === undefined) {
    const color = usesColor(given, machine, machine.messages)
    machine.messages.write(pretty.report(accountOf([inspected]), { color, width: 100, quiet: true }))
    return exitCodes.findings
  }
  const format = given.value('format') ?? 'text'
  const closing = await closingWishesOf(given, machine)
  const ownCommands = (await configurationOf(given, machine))?.run ?? {}
  const emission = { folder: '.plan', agentCommand: '', closing, ownCommands, render: noTemplate }
  const tree = emitted(
    { plan, schedule, sources },
    { ...emission, targets: targets.filter(({ id }) => id === format) },
  )
  const safe = format === 'json' ? visibleJson : visibleLines
  for (const { contents } of tree.values()) machine.output.write(safe(contents))
  machine.messages.write(noticeOf(inspected))
  return tasksOf(plan).length === 0 ? exitCodes.findings : exitCodes.clean
}

function noTemplate(template: string): string {
  throw new Error(`what is shown needs no template: ${template}`)
}

function noticeOf({ path, diagnostics }: Inspected): string {
  const { error, warning } = countBySeverity(diagnostics)
  if (error + warning === 0) return ''
  const found = `${counted(error, 'error')} and ${counted(warning, 'warning')}`
  return `plan-compile: ${found} in this plan; see plan-compile check ${visible(path)}\n`
}
