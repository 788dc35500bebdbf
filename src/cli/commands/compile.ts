import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import type { ClosingWishes } from '../../codegen/closing-nodes.ts'
import { planSlug } from '../../codegen/slugs.ts'
import { targets } from '../../codegen/targets/index.ts'
import { createRender } from '../../codegen/templates.ts'
import type { RunConfiguration } from '../../config/run-configuration.ts'
import { closesGaps, gapsOnly, type Planned } from '../../plan/gaps.ts'
import type { Plan } from '../../plan/plan.ts'
import { tasksOf } from '../../plan/walk.ts'
import type { OutputAccount } from '../../reporters/reporter.ts'
import { visible } from '../../reporters/visible.ts'
import { displayPath } from '../../workspace/disk.ts'
import { type Outcome, writeTree } from '../../workspace/write-tree.ts'
import { accountOf } from '../account.ts'
import type { Arguments } from '../arguments.ts'
import { closingWishesOf } from '../closing-wishes.ts'
import { configurationOf } from '../configuration-of.ts'
import { type Place, placeFor } from '../destination.ts'
import { type Compilable, emitted } from '../emitted.ts'
import { type ExitCode, exitCodes } from '../exit-codes.ts'
import { inspectPlan } from '../inspect.ts'
import type { Machine } from '../machine.ts'
import { leftOut, nextMove } from '../next-move.ts'
import { isForPeople, silenced } from '../outlets.ts'
import { requireNoLoss } from '../report-place.ts'
import { fails, reportingOf, tell } from '../reporting.ts'
import { runSettingsIn } from '../run-settings.ts'
import { UsageError } from '../usage-error.ts'

/** Looks at a plan and writes the files that run it; none where a finding makes the run fail, nor for errors. */
export async function compile(given: Arguments, machine: Machine): Promise<ExitCode> {
  const reporting = await reportingOf(given, machine)
  const inspected = await inspectPlan(given, machine)
  const { plan, schedule, sources, diagnostics } = inspected
  await requireNoLoss({ outlets: reporting.outlets, sources }, given, machine)
  const isBad = diagnostics.some(({ severity }) => severity === 'error') || fails(diagnostics, reporting)
  if (plan === undefined || schedule === undefined || isBad) {
    tell(accountOf([inspected]), reporting, machine)
    machine.messages.write('plan-compile: nothing is written\n')
    return exitCodes.findings
  }
  const planned = wantedOf({ plan, schedule }, given)
  const place = placeFor(machine.folder, given.value('output'), planSlug(plan.path))
  const closing = await closingWishesOf(given, machine)
  const run = (await configurationOf(given, machine))?.run ?? {}
  const outcome = write({ ...planned, sources }, { place, closing, run }, given, machine)
  if (outcome.kind === 'refused') {
    tell(accountOf([inspected]), { ...reporting, outlets: silenced(reporting.outlets) }, machine)
    throw refusal(outcome, place, machine)
  }
  const output = outputOf(outcome, place, given, machine)
  const code = tell(accountOf([inspected], { output }), reporting, machine)
  if (reporting.outlets.some(isForPeople)) tellNext(planned.plan, { closing, output }, machine)
  return code
}

/** A run that does nothing is no answer to the wish to close gaps. */
function wantedOf(planned: Planned, given: Arguments): Planned {
  if (!given.has('gaps-only')) return planned
  if (tasksOf(planned.plan).some(closesGaps)) return gapsOnly(planned)
  throw new UsageError(`--gaps-only: no plan in ${visible(planned.plan.path)} has gap_closure: true`)
}

function agentCommandIn(given: Arguments): string {
  if (given.has('agent') && given.has('agent-command'))
    throw new UsageError('--agent and --agent-command name two clients: leave one of them out')
  const command = given.value('agent-command') ?? given.value('agent') ?? 'claude'
  if (/\p{Cc}/u.test(command))
    throw new UsageError('--agent-command needs a command without control characters')
  return command
}

interface Wish {
  readonly place: Place
  readonly closing: ClosingWishes
  readonly run: RunConfiguration
}

function write(
  compilable: Compilable,
  { place: { root, folder, isHere }, closing, run }: Wish,
  given: Arguments,
  machine: Machine,
): Outcome {
  const { path } = compilable.plan
  const tree = emitted(compilable, {
    targets: targets.filter(({ written }) => written),
    folder,
    agentCommand: agentCommandIn(given),
    runSettings: runSettingsIn(given, run),
    closing,
    ownCommands: run,
    render: createRender(),
  })
  const isInFolder = (file: string) => file.startsWith(`${folder}/`)
  return writeTree(new Map([...tree].filter(([file]) => isHere || isInFolder(file))), {
    root,
    owned: [folder, ...(isHere ? [`.claude/commands/${planSlug(path)}`] : [])],
    kept: [`${folder}/state`, `${folder}/notes`],
    plan: path,
    exists: (other) => existsSync(resolve(machine.folder, other)),
    force: given.has('force'),
    dryRun: given.has('dry-run'),
  })
}

type Done = Extract<Outcome, { kind: 'done' }>
type Refused = Extract<Outcome, { kind: 'refused' }>

function outputOf(outcome: Done, place: Place, given: Arguments, { folder }: Machine): OutputAccount {
  const shown = (path: string) => displayPath(folder, resolve(place.root, path))
  return {
    folder: shown(place.folder),
    dryRun: given.has('dry-run'),
    written: outcome.written.map(shown),
    removed: outcome.removed.map(shown),
    unchanged: outcome.unchanged.map(shown),
  }
}

function tellNext(
  plan: Plan,
  {
    closing,
    output: { folder, dryRun },
  }: { readonly closing: ClosingWishes; readonly output: OutputAccount },
  { messages }: Machine,
): void {
  const moves = [...leftOut(plan), dryRun ? undefined : nextMove(plan, visible(`${folder}/run.sh`), closing)]
  messages.write(moves.flatMap((move) => (move === undefined ? [] : [`${move}\n`])).join(''))
}

function refusal({ conflicts }: Refused, { root }: Place, { folder }: Machine): UsageError {
  const lines = conflicts.map(
    ({ path, reason }) => `  ${visible(displayPath(folder, resolve(root, path)))} ${visible(reason)}`,
  )
  const isForcible = conflicts.every(({ forcible }) => forcible)
  const help = isForcible ? ['  --force replaces or removes them all the same'] : []
  return new UsageError(['nothing is written:', ...lines, ...help].join('\n'))
}
