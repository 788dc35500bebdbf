import { planSlug } from '../codegen/slugs.ts'
import { planPath } from '../parser/waves/layout.ts'
import type { Plan } from '../plan/plan.ts'
import { tasksOf } from '../plan/walk.ts'
import { isComplete, type Run } from '../record/results.ts'
import { visible } from '../reporters/visible.ts'
import type { DocumentChange } from '../workspace/documents.ts'
import { type Git, gitAt } from '../workspace/git.ts'
import type { Machine } from './machine.ts'
import { UsageError } from './usage-error.ts'

export interface Commit {
  readonly message: string
  readonly paths: readonly string[]
}

export interface Recorded {
  readonly plan: Plan
  readonly run: Run
  /** Paths of the plan's documents. */
  readonly seen: readonly string[]
}

/**
 * `docs(phase-03): complete phase execution`: the documents that are written, and what an agent has written about the
 * verification of the phase, which belongs to them.
 */
export function commitOf(
  { plan, run, seen }: Recorded,
  changes: readonly DocumentChange[],
  { folder }: Machine,
): Commit {
  const git = gitAt(folder)
  if (git === undefined)
    throw new UsageError('--commit needs a git repository: the current folder is in none')
  const tasks = tasksOf(plan)
  const touched = tasks.filter(({ id }) => run.results.has(id))
  const places =
    plan.dialect === 'waves' ? touched.flatMap(({ heading }) => planPath(heading.path) ?? []) : []
  const phases = [...new Set(places.flatMap(({ phase }) => phase ?? []))]
  const isOver = tasks.every(({ id, status }) => run.results.has(id) || status?.value === 'completed')
  const isDone =
    isOver &&
    isComplete(
      touched.map(({ id }) => id),
      run,
    )
  const scope = phases.length > 0 ? `phase-${phases.join(',')}` : planSlug(plan.path)
  const what = phases.length > 0 ? 'phase execution' : 'plan execution'
  const isVerification = (path: string) =>
    /VERIFICATION\.md$/i.test(path) && places.some((place) => path.startsWith(place.folder))
  const verifications = changedIn(git).filter((path) => seen.includes(path) && isVerification(path))
  return {
    message: `docs(${scope}): ${isDone ? 'complete' : 'record'} ${what}`,
    paths: [...new Set([...changes.map(({ path }) => path), ...verifications])].sort(),
  }
}

function changedIn(git: Git): readonly string[] {
  const head = git.commit('HEAD')
  return head === undefined ? [] : [...git.changedSince(head), ...git.untracked()]
}

/** Nobody's own edits go into that commit untold. */
export function requireCommittable(changes: readonly DocumentChange[], { folder }: Machine): void {
  const git = gitAt(folder)
  const head = git?.commit('HEAD')
  const changed =
    git === undefined || head === undefined ? [] : [...git.changedSince(head), ...git.untracked()]
  const own = changes.filter(({ path, before }) => before !== undefined && changed.includes(path))
  if (own.length === 0) return
  const names = own.map(({ path }) => visible(path)).join(', ')
  throw new UsageError(
    `--commit would commit changes of yours, too: commit them first, or leave out --commit: ${names}`,
  )
}
