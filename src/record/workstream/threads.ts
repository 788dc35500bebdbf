import type { Task } from '../../plan/plan.ts'
import { tasksOf } from '../../plan/walk.ts'
import type { Desk } from '../desk.ts'
import { words } from '../inert.ts'
import { appended, assigned, entryOf, itemsOf, scalarAt } from '../json.ts'
import type { Result } from '../results.ts'
import { created, remark, type Stroke, type Strokes } from '../stroke.ts'
import { latest, moment, padded, reportOf, writable } from './data.ts'

interface Decided {
  readonly task: Task
  readonly result: Result
}

/**
 * Status, report, and the agent who took a thread over. A file that is not there is made, unless the stream is of the
 * older kind, which keeps its state by tasks.
 */
export function* threadStrokes(desk: Desk, path: string, hasTaskStates: boolean): Strokes {
  const { plan, run } = desk
  const decided = tasksOf(plan).flatMap((task) => {
    const result = run.results.get(task.id)
    return result === undefined ? [] : [{ task, result }]
  })
  const document = writable(desk, path)
  if (document === undefined && !hasTaskStates && plan.path.endsWith('PLAN.md'))
    yield created(path, freshFile(path, decided, desk))
  if (document === undefined) return
  if (document.kind !== 'data') {
    yield document
    return
  }
  const { source, value } = document
  const list = entryOf(value, 'threads')?.value
  const items = itemsOf(list)
  const strokes: Stroke[] = []
  const missing: Decided[] = []
  for (const one of decided) {
    const item = items.find((each) => padded(String(scalarAt(each, 'threadId') ?? '')) === one.task.id)
    if (item === undefined) missing.push(one)
    else
      strokes.push(
        ...assigned(
          source,
          item,
          changesOf(one.result, String(scalarAt(item, 'report') ?? ''), scalarAt(item, 'status')),
        ),
      )
  }
  if (list !== undefined && items.length > 0) strokes.push(...appended(source, list, missing.map(threadOf)))
  else if (missing.length > 0) yield remark(`${path} has no list of threads to add to`)
  if (strokes.length === 0 || value === undefined) return
  yield* strokes
  yield* assigned(source, value, { last_updated: latest(run) })
}

/** What an agent has reported by itself stays, where it says the same of the status. */
function changesOf(result: Result, report: string, status: unknown) {
  const word = statusOf(result)
  return {
    status: word,
    ...(result.deputy !== undefined && { assignedAgent: words(result.deputy) }),
    ...(!(report !== '' && status === word) && { report: reportOf(result) }),
  }
}

function statusOf({ verdict }: Result): 'completed' | 'blocked' {
  return verdict === 'completed' ? 'completed' : 'blocked'
}

function threadOf({ task, result }: Decided) {
  const { deputy } = result
  return {
    threadId: task.id,
    sessions: [],
    threadName: words(task.title.value),
    status: statusOf(result),
    ...(deputy !== undefined && { assignedAgent: words(deputy) }),
    report: reportOf(result),
    ...(result.ended !== undefined && { updatedAt: moment(result.ended) }),
  }
}

function freshFile(path: string, decided: readonly Decided[], { run }: Desk): string {
  const stream = path.split('/').at(-2) ?? ''
  const file = {
    version: '1.0.0',
    stream_id: stream,
    last_updated: latest(run),
    threads: decided.map(threadOf),
  }
  return `${JSON.stringify(file, undefined, 2)}\n`
}
