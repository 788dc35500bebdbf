import type { WorkStatus } from '../../plan/plan.ts'
import type { UnknownStatus } from '../../plan/task-directory.ts'
import { type Located, located, type SourceSpan } from '../../source/span.ts'
import type { DataDocument } from '../dialect.ts'
import type { Entry, Value } from '../section.ts'
import { workStatus } from '../values/status.ts'

/** What `plan.json`, or its older forms, says about the plan. */
export interface State {
  readonly status: Located<string> | undefined
  readonly tasks: readonly StateTask[]
  readonly unknown: readonly UnknownStatus[]
}

export interface StateTask {
  /** Without `task-`. */
  readonly id: Located<string>
  readonly title: Located<string> | undefined
  readonly status: Located<WorkStatus> | undefined
  /** As written: `task-1`; an absent key is `undefined`. */
  readonly needs: Located<readonly Located<string>[]> | undefined
}

const planWords = new Set(['stub', 'planning', 'approved', 'in_progress', 'completed', 'cancelled'])
const taskWords = new Set(['pending', 'in_progress', 'completed', 'failed'])
const memberWords = new Set(['active', 'completed', 'failed'])

/** Every older form at once: a plan's file, `status/project.json`, and a file for each task or team. */
export function readState({ value }: DataDocument): State {
  if (value?.kind !== 'map') return { status: undefined, tasks: [], unknown: [] }
  const isTask = find(value, 'task_id') !== undefined
  const plan = isTask ? undefined : textAt(value, 'status')
  const list = find(value, 'tasks')
  const maps = isTask ? [value] : list?.kind === 'list' ? list.items : []
  return {
    status: plan,
    tasks: maps.flatMap(readTask),
    unknown: [
      ...unknownWord('plan', plan, planWords),
      ...maps.flatMap((task) => [
        ...unknownWord('task', textAt(task, 'status'), taskWords),
        ...itemsAt(task, 'members').flatMap((member) =>
          unknownWord('member', textAt(member, 'status'), memberWords),
        ),
      ]),
    ],
  }
}

function unknownWord(of: UnknownStatus['of'], word: Located<string> | undefined, words: ReadonlySet<string>) {
  return word === undefined || words.has(word.value) ? [] : [{ of, word }]
}

function readTask(value: Value): readonly StateTask[] {
  const id = textAt(value, 'task_id') ?? textAt(value, 'id')
  if (id === undefined) return []
  const status = textAt(value, 'status')
  const known = status && stateStatus(status.value)
  const needs = find(value, 'dependencies')
  return [
    {
      id: located(id.value.replace(/^task[-_ ]?/i, ''), id.span),
      title: textAt(value, 'task_name') ?? textAt(value, 'name') ?? textAt(value, 'title'),
      status: status && known && located(known, status.span),
      needs: needs?.kind === 'list' ? located(needs.items.flatMap(textOf), placeOf(needs)) : undefined,
    },
  ]
}

/** The format's own words, and those that are met in its place. */
function stateStatus(word: string): WorkStatus | undefined {
  if (
    /^(?:in_progress|active|planning|implementing|reviewing|testing|executing|impl|review|test|research|idle)$/i.test(
      word,
    )
  )
    return 'running'
  if (/^(?:escalated|rate-limited|waiting)$/i.test(word)) return 'blocked'
  if (/^(?:crashed)$/i.test(word)) return 'failed'
  return workStatus(word)
}

function find(value: Value, key: string): Value | undefined {
  return value.kind === 'map'
    ? value.entries.findLast((entry: Entry) => entry.key.value === key)?.value
    : undefined
}

function textAt(value: Value, key: string): Located<string> | undefined {
  const found = find(value, key)
  return found === undefined ? undefined : textOf(found)[0]
}

function textOf(value: Value): readonly Located<string>[] {
  return value.kind === 'scalar' && value.value !== null ? [located(String(value.value), value.span)] : []
}

function itemsAt(value: Value, key: string): readonly Value[] {
  const list = find(value, key)
  return list?.kind === 'list' ? list.items : []
}

/** An empty list is still a place. */
function placeOf({ span }: Value): SourceSpan {
  return span
}
