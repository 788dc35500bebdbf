import { leadsOutside } from '../plan/paths.ts'
import type { Plan, Task } from '../plan/plan.ts'
import type { Team } from '../plan/policy.ts'
import { isSettled } from '../plan/settled.ts'
import type { TaskRecord } from '../plan/task-directory.ts'
import { isSafePath } from './artifact.ts'
import { isPlainPath } from './escape.ts'
import { slugOf } from './layout.ts'
import type { EmitInput } from './target.ts'

/** What the executor of a team writes besides the work: how it means to do it, and what came of it. */
export interface Papers {
  readonly approach: string
  readonly result: string
}

type Compiled = Pick<EmitInput, 'plan' | 'schedule' | 'folder' | 'slugs'>

/**
 * By the task's id, for each that has a team: `plan.md` and `impl.md` in the task's folder of a task directory, where its
 * rules look for them. Else, and where that folder has a name that not every program can be told, among the notes.
 */
export function papersIn(compiled: Compiled): ReadonlyMap<string, Papers> {
  const { plan, schedule, folder, slugs } = compiled
  const records = recordsOf(plan)
  const teamed = schedule.waves.flatMap(({ slots }) =>
    slots.flatMap((slot) =>
      slot.kind === 'run' && hasMembers(slot.policy.team) && !isSettled(slot.task) ? [slot.task] : [],
    ),
  )
  return new Map(
    teamed.map((task) => {
      const home = homeOf(task, records.get(task.id), plan)
      const notes = `${folder}/notes/${slugOf(slugs, task.id)}`
      const stem = home === undefined ? `${notes}.` : `${home}/`
      return [task.id, { approach: `${stem}plan.md`, result: `${stem}impl.md` }]
    }),
  )
}

export function hasMembers(team: Team | undefined): team is Team {
  return team !== undefined && (team.reviewer !== undefined || team.tester !== undefined)
}

export function recordsOf({ directory }: Plan): ReadonlyMap<string, TaskRecord> {
  return new Map(directory?.records.map((record) => [record.id, record]))
}

function homeOf(task: Task, record: TaskRecord | undefined, { path }: Plan): string | undefined {
  if (record === undefined) return undefined
  const home =
    record.place === 'brief' ? `${folderOf(task.span.path)}` : `${folderOf(path)}tasks/task-${task.id}/`
  const isFit = isPlainPath(home) && isSafePath(`${home}plan.md`) && !leadsOutside(home)
  return isFit ? home.slice(0, -1) : undefined
}

/** With its final `/`; empty at the root. */
function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1)
}
