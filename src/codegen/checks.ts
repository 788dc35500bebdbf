import type { PlanStatus, Task } from '../plan/plan.ts'
import { filesOf } from '../plan/walk.ts'
import type { Closing } from './closing-nodes.ts'
import { shown } from './escape.ts'
import { scopeCommandsOf } from './proof.ts'
import { nobody, type Row } from './row.ts'
import type { OwnCommands } from './target.ts'

/** A node without an agent: its commands have to pass before what needs it starts. */
export interface Check {
  readonly row: Row
  readonly commands: readonly string[]
}

/** What stands around the table follows from these. */
export interface Surroundings {
  /** Those that an agent works on. */
  readonly tasks: readonly Task[]
  readonly closings: readonly Closing[]
  readonly status: PlanStatus | undefined
  readonly ownCommands: OwnCommands | undefined
}

/**
 * The table with what stands around its tasks: a gate where the plan does not call itself ready, a check before the
 * first task starts, and one after the last has ended, before people look at what has come of it: that the repository builds and is tidy, as its owner says, and
 * that the tests pass, his own and those that the plan names. A plan that begins with design work is not asked for
 * tests that pass, and a command of the plan that speaks of a file which is still to be written cannot.
 */
export function surrounded(rows: readonly Row[], { tasks, closings, status, ownCommands }: Surroundings) {
  const { build = [], lint = [], test = [] } = ownCommands ?? {}
  const all = commandsOf(tasks.filter(({ purpose }) => purpose === 'implementation'))
  const own = [...build, ...lint].map(shown)
  const suite = test.map(shown)
  const gate = status === undefined || isRunnable(status) ? [] : [statusGate(status)]
  const tested = beginsWithDesign(rows, tasks)
    ? []
    : [...suite, ...all.filter((command) => !speaksOfNewFile(command, tasks))]
  const noun = own.length > 0 ? 'Checks' : 'Tests'
  const first = checks('baseline', [...own, ...tested], {
    wave: 1,
    needs: keysOf(gate),
    title: `${noun} before the first task`,
  })
  const { before, after } = atTheEnd(rows, closings)
  const entry = keysOf([...gate, ...first.map(({ row }) => row)]).slice(-1)
  const last = checks('final-check', [...own, ...suite, ...(tasks.length > 1 ? all : [])], {
    wave: Math.max(1, ...rows.map(({ wave }) => wave)),
    needs: leavesOf(before),
    title: `${noun} after the last task`,
  })
  return {
    rows: [
      ...gate,
      ...first.map(({ row }) => row),
      ...before.map((row) => (row.needs.length === 0 ? { ...row, needs: entry } : row)),
      ...last.map(({ row }) => row),
      ...afterCheck(after, before, last),
    ],
    checks: [...first, ...last],
  }
}

/** Who verifies the last phase, and who accepts it, sees what has passed. */
function atTheEnd(rows: readonly Row[], closings: readonly Closing[]) {
  const added = new Set(closings.flatMap(({ nodes }) => nodes.map(({ row }) => row.key)))
  const needed = new Set<string>()
  const [before, after]: [Row[], Row[]] = [[], []]
  for (const row of rows.toReversed()) {
    const isLast = added.has(row.key) && !needed.has(row.key)
    ;(isLast ? after : before).unshift(row)
    if (!isLast) for (const need of row.needs) needed.add(need)
  }
  return { before, after }
}

function afterCheck(after: readonly Row[], before: readonly Row[], check: readonly Check[]): readonly Row[] {
  const earlier = new Set(keysOf(before))
  if (check.length === 0) return after
  return after.map((row) =>
    row.needs.some((need) => earlier.has(need))
      ? { ...row, needs: keysOf(check.map(({ row }) => row)) }
      : row,
  )
}

function isRunnable(status: PlanStatus): boolean {
  return status === 'ready' || status === 'in_progress'
}

function statusGate(status: PlanStatus): Row {
  const said = status === 'unknown' ? 'has a status that says nothing about it' : `is called ${status}`
  return {
    ...nobody,
    key: 'plan-status',
    kind: 'gate',
    wave: 1,
    needs: [],
    title: `The plan ${said}: run it?`,
  }
}

function keysOf(rows: readonly Row[]): readonly string[] {
  return rows.map(({ key }) => key)
}

function leavesOf(rows: readonly Row[]): readonly string[] {
  const needed = new Set(rows.flatMap(({ needs }) => needs))
  return keysOf(rows).filter((key) => !needed.has(key))
}

function commandsOf(tasks: readonly Task[]): readonly string[] {
  const commands = tasks.flatMap(scopeCommandsOf).map((command) => command.trim())
  return [...new Set(commands)].filter((command) => command !== '' && !/[\n\r]/.test(command)).map(shown)
}

function beginsWithDesign(rows: readonly Row[], tasks: readonly Task[]): boolean {
  const first = rows.filter(({ kind, wave }) => kind === 'task' && wave === 1).length
  return first > 0 && tasks.slice(0, first).every(({ purpose }) => purpose === 'design')
}

function speaksOfNewFile(command: string, tasks: readonly Task[]): boolean {
  return tasks.some((task) =>
    filesOf(task).some(
      ({ mode, path }) => (mode === 'create' || mode === 'write') && command.includes(nameOf(path)),
    ),
  )
}

/** Long enough to be no accident: the path itself where it is in no folder. */
function nameOf(path: string): string {
  const parts = path.replace(/\/$/, '').split('/')
  return parts.length > 1 ? parts.slice(-2).join('/') : path
}

function checks(
  key: 'baseline' | 'final-check',
  commands: readonly string[],
  place: Pick<Row, 'wave' | 'needs' | 'title'>,
): readonly Check[] {
  if (commands.length === 0) return []
  const row: Row = {
    ...nobody,
    ...place,
    key,
    kind: 'check',
    timeoutSeconds: CHECK_SECONDS,
    attempts: 1,
  }
  return [{ row, commands: [...new Set(commands)] }]
}

/** Half an hour, as for the proof of a task. */
const CHECK_SECONDS = 1800
