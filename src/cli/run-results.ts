import { resolve } from 'node:path'
import { shown } from '../codegen/escape.ts'
import { planSlug } from '../codegen/slugs.ts'
import { leadsOutside } from '../plan/paths.ts'
import type { Criterion, Plan, Task } from '../plan/plan.ts'
import { tasksOf } from '../plan/walk.ts'
import { commitsOf } from '../proof/commits.ts'
import type { Commit } from '../proof/evidence.ts'
import type { ProvenFile, Rejection, Result, Run } from '../record/results.ts'
import { gitAt } from '../workspace/git.ts'
import { type Contents, repositoryAt } from '../workspace/repository.ts'
import type { Remembered, Row, RunState } from '../workspace/run-state.ts'
import { openRows } from './open-rows.ts'

/** What a run has left, held against what is on disk. */
export interface Held {
  readonly run: Run
  /** Tasks that the run has done, and whose files are not as they say: these do not count as done. */
  readonly withheld: readonly { readonly task: Task; readonly path: string }[]
  /** Tasks that a person has taken out of the plan. */
  readonly skipped: readonly Task[]
}

interface Holding {
  readonly state: RunState
  readonly contents: Contents
  readonly slugs: ReadonlyMap<string, string>
  readonly commits: readonly Commit[]
  /** The path of the plan. */
  readonly plan: string
}

/** Reads the results of a plan that is compiled into `root`; `slugs` are the keys of its tasks. */
export function runResults(
  plan: Plan,
  slugs: ReadonlyMap<string, string>,
  { root, state }: { readonly root: string; readonly state: RunState },
): Held {
  const git = gitAt(root)
  const base = state.base === undefined ? undefined : git?.commit(state.base)
  const commits = base === undefined ? [] : (git?.commitsSince(base, `plan/${planSlug(plan.path)}/*`) ?? [])
  const holding: Holding = { state, contents: repositoryAt(resolve(root)), slugs, commits, plan: plan.path }
  const results = new Map<string, Result>()
  const withheld: Held['withheld'][number][] = []
  for (const task of tasksOf(plan)) {
    const key = slugs.get(task.id) ?? ''
    const remembered = state.remembered.get(key)
    const verdict = verdictOf(remembered)
    if (remembered === undefined || verdict === undefined) continue
    const lost =
      verdict === 'completed' ? state.declared(key).find((file) => !stands(file, holding)) : undefined
    if (lost === undefined) results.set(task.id, resultOf(task, { key, remembered, verdict }, holding))
    else withheld.push({ task, path: lost.path })
  }
  const open = openRows(plan, slugs, state)
  const run: Run = {
    results,
    rejections: rejectionsIn(state),
    seconds: secondsIn(state),
    proves: (id, criterion) => proves(criterion, slugs.get(id) ?? '', holding),
    isClosed: (ids) => !open.some((last) => last !== undefined && ids.includes(last)),
  }
  const skipped = tasksOf(plan).filter(({ id }) => !results.has(id) && state.skipped.has(slugs.get(id) ?? ''))
  return { run, withheld, skipped }
}

/** Other words are those of a task that is at work, or that later scripts may add: no verdict that could be recorded. */
function verdictOf(remembered: Remembered | undefined): Result['verdict'] | undefined {
  switch (remembered?.status) {
    case 'done':
      return 'completed'
    case 'blocked':
    case 'timeout':
      return remembered.status
    default:
      return undefined
  }
}

interface Decided {
  readonly key: string
  readonly remembered: Remembered
  readonly verdict: Result['verdict']
}

function resultOf(task: Task, { key, remembered, verdict }: Decided, holding: Holding): Result {
  const { state, commits, plan } = holding
  const { began, ended } = state.times.get(key) ?? {}
  const row = state.rows.find((one) => one.key === key)
  return {
    verdict,
    began,
    ended,
    starts: remembered.starts,
    deputy: remembered.isDeputys && row?.agent ? row.deputy : undefined,
    why: verdict === 'completed' ? '' : whyOf(verdict, remembered, state.finding(key)),
    commands:
      remembered.commands === 'passed' || remembered.commands === 'skipped' ? remembered.commands : 'none',
    files: verdict === 'completed' ? filesOf(key, state) : [],
    commits: commitsOf(task, { plan, key }, commits).map(({ id, subject }) => ({
      name: id.slice(0, 8),
      title: subject,
    })),
  }
}

function filesOf(key: string, state: RunState): readonly ProvenFile[] {
  const fresh = state.fresh(key)
  const written = state.declared(key).filter(({ mode }) => mode !== 'delete')
  return written.map(({ path }) => ({ path, isNew: fresh.has(path) }))
}

function whyOf(verdict: Result['verdict'], { reason }: Remembered, finding: string): string {
  if (verdict === 'timeout')
    return reason === 'agent' ? 'the agent took longer than allowed' : 'the proof took longer than allowed'
  if (finding !== '') return finding
  const code = /^agent-(\d+)$/.exec(reason)?.[1]
  return code === undefined ? reason || 'no reason is recorded' : `the agent ended with ${code}`
}

function stands(
  { mode, path }: { readonly mode: string; readonly path: string },
  { contents }: Holding,
): boolean {
  const standing = contents.at(path)
  if (mode === 'delete') return standing === 'absent'
  return standing === 'file' || standing === 'folder' || (standing === 'empty' && EMPTY_BY_NATURE.test(path))
}

const EMPTY_BY_NATURE = /(?:^|\/)(?:\.gitkeep|\.keep|\.nojekyll|__init__\.py|py\.typed)$/

function proves({ proof }: Criterion, key: string, { state, contents }: Holding): boolean {
  switch (proof?.kind) {
    case 'command':
      return (
        state.remembered.get(key)?.commands === 'passed' &&
        state.accepted(key).includes(shown(proof.command.trim()))
      )
    case 'file': {
      if (leadsOutside(proof.path)) return false
      const text = contents.text(proof.path)
      const lines = text?.split('\n').length ?? 0
      return proof.minimumLines === undefined
        ? ['file', 'folder'].includes(contents.at(proof.path))
        : (text?.endsWith('\n') ? lines - 1 : lines) >= proof.minimumLines
    }
    case undefined:
      return false
  }
}

function rejectionsIn({ rejected, rows }: RunState): readonly Rejection[] {
  const titleOf = (key: string) => rows.find((row: Row) => row.key === key)?.title || key
  return [...rejected].map(([key, why]) => ({ gate: titleOf(key), why }))
}

/** Without the time in which nothing was worked on: a plan may wait for a person over night. */
function secondsIn({ times }: RunState): number {
  const spans = [...times.values()].flatMap(({ began, ended }) =>
    began === undefined || ended === undefined ? [] : [{ began, ended }],
  )
  let seconds = 0
  let until = 0
  for (const { began, ended } of spans.toSorted((a, b) => a.began - b.began)) {
    seconds += Math.max(0, ended - Math.max(began, until))
    until = Math.max(until, ended)
  }
  return seconds
}
