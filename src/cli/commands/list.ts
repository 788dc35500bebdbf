import type { Plan } from '../../plan/plan.ts'
import { tasksOf } from '../../plan/walk.ts'
import { visible } from '../../reporters/visible.ts'
import type { Arguments } from '../arguments.ts'
import { type ExitCode, exitCodes } from '../exit-codes.ts'
import type { Inspected } from '../inspect.ts'
import type { Machine } from '../machine.ts'
import { lookAtAll, noPlanIn } from '../survey.ts'

/** One plan, as it is listed. */
interface Row {
  readonly path: string
  readonly dialect: string
  readonly title: string | null
  /** Schedulable tasks. */
  readonly tasks: number
  /** Those that the plan's own files call completed. */
  readonly completed: number
  readonly status: string | null
}

/** Lists the plans below folders: what they are, how many tasks they have and how far their own files say they are. */
export async function list(given: Arguments, machine: Machine): Promise<ExitCode> {
  const { plans, others, shut } = await lookAtAll(given, machine)
  const rows = plans.flatMap(rowOf)
  if (rows.length === 0) throw noPlanIn(given, others.length + plans.length, shut)
  machine.output.write(
    given.value('format') === 'json'
      ? `${JSON.stringify({ version: 1, plans: rows }, null, 2)}\n`
      : table(rows),
  )
  return exitCodes.clean
}

function rowOf({ plan, path }: Inspected): readonly Row[] {
  if (plan === undefined) return []
  const tasks = tasksOf(plan)
  const done = new Set(
    plan.checkpoints.filter(({ status }) => status === 'completed').map(({ task }) => task.id),
  )
  const completed = tasks.filter(({ id, status }) => status?.value === 'completed' || done.has(id)).length
  const { dialect, title, status } = plan
  return [
    {
      path: placeOf(plan, path),
      dialect,
      title: title?.value ?? null,
      tasks: tasks.length,
      completed,
      status: status?.value ?? null,
    },
  ]
}

/** A plan that is a folder of files is listed as the folder. */
function placeOf({ focus }: Plan, path: string): string {
  return focus === undefined ? path : path.replace(/[^/]*$/, '')
}

function table(rows: readonly Row[]): string {
  const lines = rows.map(({ path, dialect, tasks, completed, status }) => [
    visible(path),
    dialect,
    `${completed} of ${tasks} tasks done`,
    status?.replace('_', ' ') ?? '',
  ])
  const widths = [0, 1, 2].map((column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)))
  const padded = lines.map((line) =>
    line
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  )
  return `${padded.join('\n')}\n`
}
