import { planSlug } from '../codegen/slugs.ts'
import { planPath } from '../parser/waves/layout.ts'
import type { Plan } from '../plan/plan.ts'
import { tasksOf } from '../plan/walk.ts'
import { isComplete, type Run } from '../record/results.ts'
import { visible } from '../reporters/visible.ts'
import type { DocumentChange } from '../workspace/documents.ts'
import { gitAt } from '../workspace/git.ts'
import type { Machine } from './machine.ts'
import { UsageError } from './usage-error.ts'

export interface Commit {
  readonly message: string
  readonly paths: readonly string[]
}

/** `docs(phase-03): complete phase execution`, of the documents that are written and no others. */
export function commitOf(
  plan: Plan,
  run: Run,
  changes: readonly DocumentChange[],
  { folder }: Machine,
): Commit {
  if (gitAt(folder) === undefined)
    throw new UsageError('--commit needs a git repository: the current folder is in none')
  const touched = tasksOf(plan).filter(({ id }) => run.results.has(id))
  const phases = touched.flatMap(({ heading }) => planPath(heading.path)?.phase ?? [])
  const isPhase = plan.dialect === 'waves' && phases.length > 0
  const isDone =
    isComplete(
      touched.map(({ id }) => id),
      run,
    ) && touched.length === tasksOf(plan).length
  const scope = isPhase ? `phase-${[...new Set(phases)].join(',')}` : planSlug(plan.path)
  const what = isPhase ? 'phase execution' : 'plan execution'
  return {
    message: `docs(${scope}): ${isDone ? 'complete' : 'record'} ${what}`,
    paths: changes.map(({ path }) => path),
  }
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
