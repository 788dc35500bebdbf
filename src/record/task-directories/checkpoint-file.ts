import type { Task } from '../../plan/plan.ts'
import { filesOf, tasksOf } from '../../plan/walk.ts'
import { timestamp } from '../dates.ts'
import type { Desk } from '../desk.ts'
import { code, markdown } from '../inert.ts'
import { lastEnd, type Result } from '../results.ts'
import { created, type Strokes } from '../stroke.ts'

/**
 * `checkpoint-2026-05-04-1730.md`, called after the last task that ended: where a plan is not done, and where an older
 * checkpoint would say that it is not.
 */
export function* checkpointFile(desk: Desk, isDone: boolean): Strokes {
  const { plan, run, documents, present } = desk
  const tasks = tasksOf(plan)
  const end = lastEnd(
    tasks.map(({ id }) => id),
    run,
  )
  if (end === undefined || (isDone && plan.checkpoints.length === 0)) return
  const folder = plan.path.slice(0, plan.path.lastIndexOf('/') + 1)
  const [date = '', time = ''] = timestamp(end).split('T')
  const taken = (path: string) => documents.has(path) || present.includes(path)
  const [minute, second] = [5, 8].map(
    (length) => `${folder}checkpoint-${date}-${time.slice(0, length).replaceAll(':', '')}.md`,
  )
  // Two in one minute: the later one sorts behind the other.
  const path = [minute, second].find((one) => one !== undefined && !taken(one))
  const said = new Map(plan.checkpoints.map(({ task, status }) => [task.id, status]))
  const isSaid = tasks.every(({ id }) => (said.get(id) ?? 'pending') === stageStatus(run.results.get(id)))
  if (isSaid || path === undefined) return
  yield created(path, pageOf(desk, tasks, timestamp(end)))
}

function stageStatus(result: Result | undefined) {
  if (result === undefined) return 'pending'
  return result.verdict === 'completed' ? 'completed' : 'failed'
}

const STAGES = { pending: 'pending', completed: 'done', failed: 'failed' } as const

function pageOf({ plan, run }: Desk, tasks: readonly Task[], saved: string): string {
  const { results } = run
  const of = (verdict: 'completed' | 'failed' | 'pending') =>
    tasks.filter(({ id }) => stageStatus(results.get(id)) === verdict)
  const name = plan.directory?.name ?? plan.title?.value ?? 'plan'
  const files = of('completed').flatMap((task) => filesOf(task).map(({ path }) => path))
  return [
    `# Checkpoint: ${markdown(name)}`,
    '',
    `**Saved:** ${saved}`,
    '',
    '## Task Pipeline Status',
    '',
    '| # | Task | Stage | Retry | Notes |',
    '|---|------|-------|-------|-------|',
    ...tasks.map((task) => rowOf(task, results.get(task.id))),
    '',
    '## Progress Summary',
    '',
    `${of('completed').length} of ${tasks.length} tasks are done.`,
    '',
    '## Files Modified',
    '',
    ...listed([...new Set(files)].map(code)),
    '',
    '## Blockers',
    '',
    ...listed(of('failed').map(({ id }) => `Task ${markdown(id)}: ${markdown(results.get(id)?.why ?? '')}`)),
    '',
    '## Next Steps (for Resume)',
    '',
    ...listed(
      [...of('failed'), ...of('pending')].map(
        ({ id, title }) => `Task ${markdown(id)}: ${markdown(title.value)}`,
      ),
    ),
    '',
  ].join('\n')
}

function rowOf({ id, title }: Task, result: Result | undefined): string {
  const retries = Math.max(0, (result?.starts ?? 1) - 1)
  const notes = result === undefined || result.verdict === 'completed' ? '' : markdown(result.why)
  return `| ${markdown(id)} | ${markdown(title.value)} | ${STAGES[stageStatus(result)]} | ${retries} | ${notes} |`
}

function listed(lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? ['None.'] : lines.map((line) => `- ${line}`)
}
