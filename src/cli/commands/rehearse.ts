import { type GraphNode, listedNodes } from '../../codegen/graph.ts'
import { planSlug, slugsOf } from '../../codegen/slugs.ts'
import { targets } from '../../codegen/targets/index.ts'
import { createRender } from '../../codegen/templates.ts'
import { tasksOf } from '../../plan/walk.ts'
import { pretty } from '../../reporters/pretty.ts'
import { printRehearsal } from '../../reporters/rehearsal.ts'
import { visibleWithin } from '../../reporters/visible.ts'
import { type Rehearsal, rehearse } from '../../workspace/rehearsal.ts'
import { accountOf } from '../account.ts'
import type { Arguments } from '../arguments.ts'
import { closingWishesOf } from '../closing-wishes.ts'
import { configurationOf } from '../configuration-of.ts'
import { type Compilable, type Emission, emitted } from '../emitted.ts'
import { type ExitCode, exitCodes } from '../exit-codes.ts'
import { inspectPlan } from '../inspect.ts'
import type { Machine } from '../machine.ts'
import { isWell, minutesOf, rehearsedOf, scaled } from '../rehearsed.ts'
import { usesColor } from '../reporting.ts'
import { UsageError, unknown } from '../usage-error.ts'

/** Runs the execution script of a plan where it can harm nobody, and tells what it did. */
export async function rehearsePlan(given: Arguments, machine: Machine): Promise<ExitCode> {
  const jobs = jobsOf(given)
  const inspected = await inspectPlan(given, machine)
  const { plan, schedule, sources, diagnostics } = inspected
  const errors = diagnostics.filter(({ severity }) => severity === 'error')
  if (plan === undefined || schedule === undefined || errors.length > 0) {
    const color = usesColor(given, machine, machine.messages)
    const account = { ...accountOf([inspected]), diagnostics: errors }
    machine.messages.write(pretty.report(account, { color, width: 100, quiet: true }))
    return exitCodes.findings
  }
  const slugs = slugsOf(plan)
  const around = {
    closing: await closingWishesOf(given, machine),
    ownCommands: (await configurationOf(given, machine))?.run ?? {},
  }
  const graph = listedNodes({ plan, schedule, slugs, ...around })
  const minutes = minutesOf(tasksOf(plan), sources, slugs)
  const fails = failsOf(graph, given)
  const rehearsal = await rehearse({
    ...printed({ plan, schedule, sources }, around),
    here: machine.folder,
    fails,
    jobs,
    seconds: scaled(minutes, schedule, slugs),
    path: machine.environment['PATH'] ?? '',
  })
  requireCourse(rehearsal, graph)
  if (rehearsal.withoutCopy) machine.messages.write(WITHOUT_COPY)
  const nodes = rehearsedOf(graph, { ...rehearsal, minutes })
  machine.output.write(printRehearsal(nodes, usesColor(given, machine, machine.output)))
  return nodes.every(isWell) ? exitCodes.clean : exitCodes.findings
}

const WITHOUT_COPY =
  'plan-compile: git gave no copy of this repository, so the rehearsal began with an empty folder\n'

/** The files that a run needs. */
function printed(compilable: Compilable, around: Pick<Emission, 'closing' | 'ownCommands'>) {
  const folder = `.plan/${planSlug(compilable.plan.path)}`
  const tree = emitted(compilable, {
    targets: targets.filter(({ id }) => ['shell', 'prompts'].includes(id)),
    folder,
    agentCommand: 'claude',
    ...around,
    render: createRender(),
  })
  return { tree, folder }
}

function jobsOf(given: Arguments): number | undefined {
  const written = given.value('jobs')
  if (written === undefined || /^[1-9]\d{0,2}$/.test(written))
    return written === undefined ? undefined : Number(written)
  throw new UsageError(`--jobs needs a number, such as 4: ${JSON.stringify(written)} is none`)
}

/** Tasks are called as the plan does, or by their keys. */
function failsOf(graph: readonly GraphNode[], given: Arguments): readonly string[] {
  const tasks = graph.flatMap(({ row: { key, kind }, slot }) => {
    if (slot?.kind === 'run') return [{ key, id: slot.task.id }]
    return kind === 'task' ? [{ key, id: key }] : []
  })
  const wanted = given.value('fail')?.split(',') ?? []
  return wanted.map((word) => {
    const found = tasks.find(({ id }) => id === word) ?? tasks.find(({ key }) => key === word)
    if (found !== undefined) return found.key
    throw unknown(
      'task',
      word,
      tasks.map(({ id }) => id),
    )
  })
}

/** The script's own codes for: all done, not all done. */
const PLAYED: readonly (number | undefined)[] = [0, 1]

function requireCourse(rehearsal: Rehearsal, graph: readonly GraphNode[]): void {
  const { code, trouble, interrupted, happenings } = rehearsal
  if (interrupted) throw new UsageError('the rehearsal was interrupted; nothing of it is left')
  if (!PLAYED.includes(code)) {
    const words = visibleWithin(trouble.trim(), 400)
    throw new UsageError(`the script did not run (${code ?? 'no bash, or killed'})${words && `: ${words}`}`)
  }
  const needs = new Map(graph.map(({ row }) => [row.key, row.needs]))
  const started = new Set(happenings.flatMap(({ kind, key }) => (kind === 'start' ? [key] : [])))
  const ended = new Set<string>()
  for (const { kind, key } of happenings) {
    if (kind === 'end') ended.add(key)
    if (kind !== 'start') continue
    const early = agentsBefore(key, needs, started).find((one) => !ended.has(one))
    if (early !== undefined) throw new Error(`the script started ${key} before ${early} had ended`)
  }
}

/** What a task waits for that has an agent: itself, or behind gates and checks. */
function agentsBefore(
  key: string,
  needs: ReadonlyMap<string, readonly string[]>,
  started: ReadonlySet<string>,
): readonly string[] {
  const met = new Set(needs.get(key))
  for (const one of met) if (!started.has(one)) for (const further of needs.get(one) ?? []) met.add(further)
  return [...met].filter((one) => started.has(one))
}
