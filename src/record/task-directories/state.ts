import type { DataDocument } from '../../parser/dialect.ts'
import type { Value } from '../../parser/section.ts'
import { tasksOf } from '../../plan/walk.ts'
import { timestamp } from '../dates.ts'
import type { Desk } from '../desk.ts'
import { assigned, entryOf, isJson, itemsOf, type Plain, scalarAt } from '../json.ts'
import type { Result } from '../results.ts'
import { remark, type Strokes } from '../stroke.ts'

/** What became of the plan and of each task, in the words of the format. */
export function* planStateStrokes({ plan, run }: Desk, document: DataDocument, isDone: boolean): Strokes {
  const { source, value, path } = document
  if (value?.kind !== 'map' || !isJson(document)) {
    yield remark(`${path} is no JSON object, and is left as it is`)
    return
  }
  for (const { id, task } of tasksIn(value)) {
    const result = run.results.get(id)
    if (result !== undefined) yield* assigned(source, task, stateOf(task, result))
  }
  const ids = tasksOf(plan).map(({ id }) => id)
  const done = ids.filter((id) => run.results.get(id)?.verdict === 'completed').length
  const began = timeOf(
    [...run.results.values()].map((result) => result.began),
    Math.min,
  )
  const ended = timeOf(
    [...run.results.values()].map((result) => result.ended),
    Math.max,
  )
  const count = (key: string, number: number) => (entryOf(value, key) === undefined ? undefined : number)
  yield* assigned(source, value, {
    status: isDone ? 'completed' : 'in_progress',
    started_at: scalarAt(value, 'started_at') ?? began,
    ...(isDone && { ended_at: ended }),
    completed_tasks: count('completed_tasks', done),
    active_tasks: count('active_tasks', 0),
    pending_tasks: count('pending_tasks', ids.length - done),
  })
}

/** `status/teams/task-1.json`: the older form has a file for each task. */
export function* teamStrokes({ run }: Desk, document: DataDocument): Strokes {
  const name = /\/teams\/task[-_]?(?<id>[^/-]+)[^/]*\.json$/.exec(document.path)?.groups?.['id']
  const { value, source } = document
  if (name === undefined || value?.kind !== 'map') return
  const result = run.results.get(idIn(value) ?? name)
  if (result !== undefined && isJson(document)) yield* assigned(source, value, stateOf(value, result))
}

function stateOf(
  task: Value,
  { verdict, began, ended, starts }: Result,
): Readonly<Record<string, Plain | undefined>> {
  return {
    status: verdict === 'completed' ? 'completed' : 'failed',
    started_at: scalarAt(task, 'started_at') ?? timeOf([began], Math.min),
    ended_at: timeOf([ended], Math.max),
    retry_count: entryOf(task, 'retry_count') === undefined ? undefined : Math.max(0, starts - 1),
  }
}

function tasksIn(value: Value): readonly { readonly id: string; readonly task: Value }[] {
  const tasks = entryOf(value, 'tasks')?.value
  if (tasks?.kind === 'map')
    return tasks.entries.map(({ key, value: task }) => ({ id: idIn(task) ?? bare(key.value), task }))
  return itemsOf(tasks).flatMap((task) => {
    const id = idIn(task)
    return id === undefined ? [] : [{ id, task }]
  })
}

function idIn(task: Value): string | undefined {
  const id = scalarAt(task, 'task_id') ?? scalarAt(task, 'task') ?? scalarAt(task, 'id')
  return id === undefined || id === null ? undefined : bare(String(id))
}

function bare(id: string): string {
  return id.replace(/^task[-_ ]?/i, '')
}

function timeOf(
  times: readonly (number | undefined)[],
  choose: (...times: number[]) => number,
): string | undefined {
  const known = times.filter((time) => time !== undefined)
  return known.length === 0 ? undefined : timestamp(choose(...known))
}
