import type { TaskCommit } from '../plan/judgement.ts'
import { normalisePath } from '../plan/paths.ts'
import type { Task } from '../plan/plan.ts'
import { isProven } from '../plan/proof.ts'
import { filesOf } from '../plan/walk.ts'
import type { Commit } from './evidence.ts'

/** What a task is called where commits name it. */
export interface Names {
  /** The path of the plan. */
  readonly plan: string
  /** The task's key in the execution script. */
  readonly key: string | undefined
}

/** Commits that belong to a task: those that name it; where none does, those that change a file that it declares. */
export function commitsOf(task: Task, names: Names, commits: readonly Commit[]): readonly TaskCommit[] {
  const named = commits.filter((commit) => isNamedIn(commit, task, names))
  if (named.length > 0) return named.map(({ id, subject }) => ({ id, subject, by: 'name' }))
  const declared = filesOf(task)
    .filter(isProven)
    .map(({ path }) => normalisePath(path).replace(/\/$/, ''))
  const touches = (path: string) => declared.some((own) => path === own || path.startsWith(`${own}/`))
  return commits
    .filter(({ files }) => files.some(touches))
    .map(({ id, subject }) => ({ id, subject, by: 'files' }))
}

/** By the trailer `Plan-Task`, or by the scope of its first line: `feat(03-01): text`. */
function isNamedIn({ subject, tasks, plans }: Commit, { id }: Task, { plan, key }: Names): boolean {
  const isMeant = (name: string) => name === id || name === key
  if (tasks.some(isMeant)) return plans.length === 0 || plans.includes(plan)
  const scope = /^[a-z]+\(([^()]+)\)!?:/i.exec(subject)?.[1]
  return tasks.length === 0 && scope !== undefined && isMeant(scope)
}
