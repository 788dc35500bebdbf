import type { PlanStatus, Task } from '../plan/plan.ts'
import { filesOf } from '../plan/walk.ts'
import { shown } from './escape.ts'
import { scopeCommandsOf } from './proof.ts'
import { nobody, type Row } from './row.ts'

/** A node without an agent: its commands have to pass before what needs it starts. */
export interface Check {
  readonly row: Row
  readonly commands: readonly string[]
}

/**
 * The table with what stands around its tasks: a gate where the plan does not call itself ready, a check of the tests
 * that the plan names before the first task starts, and one after the last has ended. A plan that begins with design
 * work is not asked for tests that pass, and a command that speaks of a file which is still to be written cannot.
 */
export function surrounded(rows: readonly Row[], tasks: readonly Task[], status: PlanStatus | undefined) {
  const all = commandsOf(tasks.filter(({ purpose }) => purpose === 'implementation'))
  const gate = status === undefined || isRunnable(status) ? [] : [statusGate(status)]
  const before = beginsWithDesign(rows, tasks)
    ? []
    : all.filter((command) => !speaksOfNewFile(command, tasks))
  const first = checks('baseline', before, { wave: 1, needs: keysOf(gate) })
  const entry = keysOf([...gate, ...first.map(({ row }) => row)]).slice(-1)
  const last = checks('final-check', tasks.length > 1 ? all : [], {
    wave: rows.at(-1)?.wave ?? 1,
    needs: leavesOf(rows),
  })
  return {
    rows: [
      ...gate,
      ...first.map(({ row }) => row),
      ...rows.map((row) => (row.needs.length === 0 ? { ...row, needs: entry } : row)),
      ...last.map(({ row }) => row),
    ],
    checks: [...first, ...last],
  }
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
  place: Pick<Row, 'wave' | 'needs'>,
): readonly Check[] {
  if (commands.length === 0) return []
  const title = key === 'baseline' ? 'Tests before the first task' : 'Tests after the last task'
  const row: Row = {
    ...nobody,
    ...place,
    key,
    kind: 'check',
    timeoutSeconds: CHECK_SECONDS,
    attempts: 1,
    title,
  }
  return [{ row, commands }]
}

/** Half an hour, as for the proof of a task. */
const CHECK_SECONDS = 1800
