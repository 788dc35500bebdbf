import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { planSlug, slugsOf } from '../../codegen/slugs.ts'
import type { Plan, Task } from '../../plan/plan.ts'
import { pretty } from '../../reporters/pretty.ts'
import { visible } from '../../reporters/visible.ts'
import { type DocumentChange, writeDocuments } from '../../workspace/documents.ts'
import { type RunState, runStateIn } from '../../workspace/run-state.ts'
import { accountOf } from '../account.ts'
import type { Arguments } from '../arguments.ts'
import { placeFor } from '../destination.ts'
import { type ExitCode, exitCodes } from '../exit-codes.ts'
import { type Inspected, inspectPlan, stdin } from '../inspect.ts'
import { type Machine, notify } from '../machine.ts'
import { patchesOf } from '../patch.ts'
import { changesIn, recordingFor } from '../plan-recording.ts'
import { commitOf, requireCommittable } from '../recording-commit.ts'
import { printRecording } from '../recording-json.ts'
import { usesColor } from '../reporting.ts'
import { type Held, runResults } from '../run-results.ts'
import { requireSameMeaning } from '../same-meaning.ts'
import { UsageError } from '../usage-error.ts'

/** Brings what a run has left into the documents of its plan; only shows it, unless it is to be written. */
export async function recordPlan(given: Arguments, machine: Machine): Promise<ExitCode> {
  requireSense(given)
  const inspected = await inspectPlan(given, machine)
  const { plan } = inspected
  if (plan === undefined) return tellNoPlan(inspected, given, machine)
  const folder = placeFor(machine.folder, given.value('output'), planSlug(plan.path))
  const state = stateOf(join(folder.root, folder.folder), folder.folder)
  requireSameMeaning(plan, join(folder.root, folder.folder))
  const held = runResults(plan, slugsOf(plan), { root: machine.folder, state })
  const recording = await recordingFor({ ...inspected, plan }, held.run, { given, machine })
  const changes = await changesIn(recording, machine)
  const isWritten = given.has('write') && changes.length > 0
  const seen = [...inspected.sources.keys()]
  if (isWritten) await write(changes, { plan, held, seen }, { given, machine })
  tell(changes, { recording, held, isWritten }, { given, machine })
  const isOpen = held.withheld.length > 0 || (changes.length > 0 && !isWritten)
  return isOpen ? exitCodes.findings : exitCodes.clean
}

interface Asked {
  readonly given: Arguments
  readonly machine: Machine
}

function requireSense(given: Arguments): void {
  if (given.operands.includes(stdin)) throw new UsageError('record needs the plan that was run, in its file')
  if (given.has('commit') && !given.has('write')) throw new UsageError('--commit goes with --write')
  if (given.has('write') && given.has('diff'))
    throw new UsageError('--diff writes nothing: leave out --write or --diff')
}

function stateOf(folder: string, shown: string): RunState {
  const state = runStateIn(folder)
  if (state === undefined) throw new UsageError(`${shown} holds no compiled plan: nothing was run`)
  return state
}

interface Recorded {
  readonly plan: Plan
  readonly held: Held
  /** Paths of the plan's documents. */
  readonly seen: readonly string[]
}

async function write(
  changes: readonly DocumentChange[],
  { plan, held, seen }: Recorded,
  { given, machine }: Asked,
): Promise<void> {
  const commit = given.has('commit') ? commitOf({ plan, run: held.run, seen }, changes, machine) : undefined
  if (commit !== undefined) requireCommittable(changes, machine)
  writeDocuments(machine.folder, changes)
  if (commit === undefined) return
  const { commitFiles } = await import('../../workspace/commit.ts')
  commitFiles(machine.folder, commit.message, commit.paths)
  notify(machine, `committed as “${commit.message}”`)
}

interface Told {
  readonly recording: { readonly remarks: readonly string[] }
  readonly held: Held
  readonly isWritten: boolean
}

function tell(
  changes: readonly DocumentChange[],
  { recording, held, isWritten }: Told,
  { given, machine }: Asked,
): void {
  const remarks = [
    ...held.withheld.map(withheldWords(machine)),
    ...held.skipped.map(skippedWords),
    ...recording.remarks,
  ]
  if (given.value('format') === 'json') {
    machine.output.write(printRecording(changes, { results: held.run.results, remarks, isWritten }))
    return
  }
  for (const message of remarks) notify(machine, visible(message))
  if (changes.length === 0) notify(machine, 'the documents say all that the run has left')
  else if (isWritten) notify(machine, `written: ${changes.map(({ path }) => visible(path)).join(', ')}`)
  else {
    machine.output.write(patchesOf(changes.map(differenceOf), machine.output))
    notify(machine, 'nothing is written: --write does it')
  }
}

function withheldWords({ folder }: Machine) {
  return ({ task, path }: Held['withheld'][number]): string => {
    const hint = existsSync(join(folder, path)) ? 'is not as it was proven' : 'is not there'
    return `${task.word} ${task.id} was done by the run, and \`${path}\` ${hint}: it is not recorded as done`
  }
}

function skippedWords({ word, id }: Task): string {
  return `${word} ${id} was taken out of the plan by a person: it is not recorded as done`
}

function differenceOf({ path, before, after }: DocumentChange) {
  const text = before && new TextDecoder('utf-8', { ignoreBOM: true }).decode(before)
  return { path, before: text, after }
}

function tellNoPlan(inspected: Inspected, given: Arguments, machine: Machine): ExitCode {
  const color = usesColor(given, machine, machine.messages)
  machine.messages.write(pretty.report(accountOf([inspected]), { color, width: 100, quiet: true }))
  return exitCodes.findings
}
