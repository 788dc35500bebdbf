import type { Report } from '../../diagnostics/diagnostic.ts'
import { validateTaskDirectoriesPlan, validateTaskDirectoriesTeam } from '../../generated/schemas.js'
import type { WorkStatus } from '../../plan/plan.ts'
import type { UnknownStatus } from '../../plan/task-directory.ts'
import { startOf } from '../../source/source-file.ts'
import { type Located, located } from '../../source/span.ts'
import type { DataDocument } from '../dialect.ts'
import { valueIsExpected } from '../problems.ts'
import { validate } from '../schema.ts'
import type { Entry, Value } from '../section.ts'
import { workStatus } from '../values/status.ts'

/** What `plan.json`, or one of its older forms, says about the plan. */
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

const words = {
  plan: new Set(['stub', 'planning', 'approved', 'in_progress', 'completed', 'cancelled']),
  task: new Set(['pending', 'in_progress', 'completed', 'failed']),
  member: new Set(['active', 'completed', 'failed']),
} as const

export function readState({ path, source, value }: DataDocument, report: Report): State {
  if (value === undefined) return { status: undefined, tasks: [], unknown: [] }
  const team = /\/teams\/(?<id>[^/]*)\.json$/.exec(path)?.groups?.['id']
  validate(
    team === undefined ? validateTaskDirectoriesPlan : validateTaskDirectoriesTeam,
    value,
    valueIsExpected,
    report,
  )
  if (team !== undefined) {
    const number = /^task[-_]?(?<number>[^-]+)/i.exec(team)?.groups?.['number']
    const named = number === undefined ? undefined : located(number, startOf(source))
    return { status: undefined, ...readTask(value, named) }
  }
  const status = textAt(value, 'status')
  const tasks = tasksIn(find(value, 'tasks')).map(({ task, id }) => readTask(task, id))
  return {
    status,
    tasks: tasks.flatMap((one) => one.tasks),
    unknown: onceEach([...unknownWord('plan', status), ...tasks.flatMap((one) => one.unknown)]),
  }
}

/** A list of maps, or a map of them by id. */
function tasksIn(
  tasks: Value | undefined,
): readonly { readonly task: Value; readonly id: Located<string> | undefined }[] {
  if (tasks?.kind === 'list') return tasks.items.map((task) => ({ task, id: undefined }))
  if (tasks?.kind === 'map') return tasks.entries.map(({ key, value }) => ({ task: value, id: key }))
  return []
}

function unknownWord(of: UnknownStatus['of'], word: Located<string> | undefined): readonly UnknownStatus[] {
  const known: ReadonlySet<string> = words[of]
  return word === undefined || known.has(word.value) ? [] : [{ of, word }]
}

/** A word that a file uses again and again is said once. */
function onceEach(unknown: readonly UnknownStatus[]): readonly UnknownStatus[] {
  const seen = new Set<string>()
  return unknown.filter(({ of, word }) => !seen.has(`${of} ${word.value}`) && seen.add(`${of} ${word.value}`))
}

/** `named`: what it is called from outside, by its key or file. */
function readTask(value: Value, named: Located<string> | undefined): Pick<State, 'tasks' | 'unknown'> {
  const id = textAt(value, 'task_id') ?? textAt(value, 'task') ?? textAt(value, 'id') ?? named
  if (id === undefined) return { tasks: [], unknown: [] }
  const word = textAt(value, 'status') ?? (value.kind === 'scalar' ? textOf(value)[0] : undefined)
  const told = word ?? textAt(value, 'stage')
  const status = told && stateStatus(told.value)
  const needs = find(value, 'dependencies')
  const task: StateTask = {
    id: located(id.value.replace(/^task[-_ ]?/i, ''), id.span),
    title: textAt(value, 'task_name') ?? textAt(value, 'title') ?? textAt(value, 'name'),
    status: told && status && located(status, told.span),
    needs: needs?.kind === 'list' ? located(needs.items.flatMap(textOf), needs.span) : undefined,
  }
  const members = valuesIn(find(value, 'members')).flatMap((member) =>
    unknownWord('member', textAt(member, 'status')),
  )
  return { tasks: [task], unknown: onceEach([...unknownWord('task', word), ...members]) }
}

/** The format's own words, and those that are met in their place. */
function stateStatus(word: string): WorkStatus | undefined {
  if (/^(?:in_progress|active|planning|impl\w*|review\w*|test\w*|executing|research|idle)$/i.test(word))
    return 'running'
  if (/^(?:escalated|rate-limited|waiting)$/i.test(word)) return 'blocked'
  return /^crashed$/i.test(word) ? 'failed' : workStatus(word)
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

/** A number as it is written: `01` stays `01`. */
function textOf(value: Value): readonly Located<string>[] {
  if (value.kind !== 'scalar' || value.value === null) return []
  return [located(typeof value.value === 'string' ? value.value : value.source, value.span)]
}

function valuesIn(value: Value | undefined): readonly Value[] {
  if (value?.kind === 'list') return value.items
  return value?.kind === 'map' ? value.entries.map((entry) => entry.value) : []
}
