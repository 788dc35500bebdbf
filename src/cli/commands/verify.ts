import { planSlug, slugsOf } from '../../codegen/slugs.ts'
import { version } from '../../generated/version.js'
import type { Base, Judgement } from '../../plan/judgement.ts'
import type { Plan, Task } from '../../plan/plan.ts'
import { filesOf, tasksOf } from '../../plan/walk.ts'
import { isModule } from '../../proof/evidence.ts'
import { type Ends, judge, settle } from '../../proof/judge.ts'
import { printJudgement } from '../../reporters/judgement.ts'
import { serializeJudgement } from '../../reporters/judgement-json.ts'
import { pretty } from '../../reporters/pretty.ts'
import { visibleLines, visibleWithin } from '../../reporters/visible.ts'
import { counted } from '../../source/counted.ts'
import { baseOf } from '../../workspace/base.ts'
import { type End, runCommand } from '../../workspace/commands.ts'
import { evidenceOf } from '../../workspace/evidence.ts'
import { type Git, gitAt } from '../../workspace/git.ts'
import { accountOf } from '../account.ts'
import type { Arguments } from '../arguments.ts'
import { type ExitCode, exitCodes } from '../exit-codes.ts'
import { type Inspected, inspectPlan } from '../inspect.ts'
import type { Machine } from '../machine.ts'
import { usesColor } from '../reporting.ts'
import { UsageError } from '../usage-error.ts'
import { wantedTasks } from '../wanted-tasks.ts'

/** Holds what the tasks of a plan promise against what is on disk. */
export async function verify(given: Arguments, machine: Machine): Promise<ExitCode> {
  const timeoutSeconds = timeoutOf(given)
  const inspected = await inspectPlan(given, machine)
  const { plan, sources } = inspected
  if (plan === undefined || tasksOf(plan).length === 0) return tellNoPlan(inspected, given, machine)
  const tasks = wantedTasks(plan, given)
  const git = gitAt(machine.folder)
  const base = baseFor(plan, git, given, machine)
  const module = await readerFor(tasks)
  const branches = `plan/${planSlug(plan.path)}/*`
  const evidence = evidenceOf({ root: machine.folder, git, base, branches, module })
  const seen = judge({ plan, tasks, documents: new Set(sources.keys()), base, keys: slugsOf(plan) }, evidence)
  const judgement = given.has('run-commands')
    ? settle(seen, await runAll(seen, timeoutSeconds, machine))
    : seen
  const isJson = given.has('json') || given.value('format') === 'json'
  machine.output.write(
    isJson
      ? serializeJudgement(judgement, { tool: { name: 'plan-compile', version }, plan: plan.path }, sources)
      : printJudgement(judgement, sources, usesColor(given, machine, machine.output)),
  )
  return isGood(judgement, given) ? exitCodes.clean : exitCodes.findings
}

function isGood({ tasks }: Judgement, given: Arguments): boolean {
  const isEnough = given.has('allow-unproven') ? ['proven', 'unproven'] : ['proven']
  return tasks.every(({ verdict }) => isEnough.includes(verdict))
}

function tellNoPlan(inspected: Inspected, given: Arguments, machine: Machine): ExitCode {
  const color = usesColor(given, machine, machine.messages)
  machine.messages.write(pretty.report(accountOf([inspected]), { color, width: 100, quiet: true }))
  return exitCodes.findings
}

function baseFor(plan: Plan, git: Git | undefined, given: Arguments, { folder }: Machine): Base {
  const wanted = given.value('base')
  const record = `.plan/${planSlug(plan.path)}/state/base`
  if (wanted !== undefined && git === undefined) {
    throw new UsageError('--base needs a git repository: the current folder is in none')
  }
  const base = baseOf(folder, git, { given: wanted, record })
  if (base) return base
  if (wanted === undefined) throw new UsageError(`${record} names no commit: give one with --base`)
  throw new UsageError(`--base names no commit of this repository: ${visibleWithin(wanted, 80)}`)
}

/** The TypeScript compiler is large: it is loaded only where there is something for it to read. */
async function readerFor(tasks: readonly Task[]) {
  const paths = tasks.flatMap((task) => [
    ...filesOf(task).map(({ path }) => path),
    ...(task.contract?.artifacts ?? []).map(({ path }) => path.value),
  ])
  if (!paths.some(isModule)) return undefined
  const { moduleReader } = await import('../../workspace/typescript.ts')
  return moduleReader()
}

const DEFAULT_SECONDS = 600

function timeoutOf(given: Arguments): number {
  const written = given.value('command-timeout')
  if (written === undefined) return DEFAULT_SECONDS
  if (/^[1-9]\d{0,5}$/.test(written)) return Number(written)
  throw new UsageError(`--command-timeout needs seconds, such as 600: ${JSON.stringify(written)} is none`)
}

/** Each once, in the order of the plan, and not before all of them are shown. */
async function runAll({ tasks }: Judgement, timeoutSeconds: number, machine: Machine): Promise<Ends> {
  const checks = tasks.flatMap((task) => task.checks).filter(({ kind }) => kind === 'command')
  const commands = [...new Set(checks.map(({ subject }) => subject))]
  if (commands.length > 0) {
    const shown = commands.map((command) => `  ${visibleLines(command).replaceAll('\n', '\n  ')}\n`)
    machine.messages.write(
      `plan-compile: runs ${counted(commands.length, 'command')} of the plan:\n${shown.join('')}`,
    )
  }
  const { folder, environment } = machine
  const ends = new Map<string, string | undefined>()
  for (const command of commands) {
    ends.set(
      command,
      faultOf(await runCommand(command, { folder, environment, timeoutSeconds }), timeoutSeconds),
    )
  }
  return ends
}

function faultOf({ code, timedOut, tail }: End, timeoutSeconds: number): string | undefined {
  if (timedOut) return `takes longer than ${timeoutSeconds} s`
  if (code === 0) return undefined
  const last = tail.trim().split('\n').at(-1)?.trim() ?? ''
  return `${code === undefined ? 'is killed, or cannot be started' : `ends with ${code}`}${last && `: ${last.slice(0, 200)}`}`
}
