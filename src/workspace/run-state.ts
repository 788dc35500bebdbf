import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { codeOf } from './unusable-path.ts'

/** A node of a compiled plan, as its table has it. */
export interface Row {
  readonly key: string
  readonly kind: string
  readonly needs: readonly string[]
  readonly agent: string
  readonly deputy: string
  readonly title: string
}

/** What the execution script remembers of a task or check. */
export interface Remembered {
  /** `pending`, `running`, `done`, `blocked`, `timeout`, and what later scripts may add. */
  readonly status: string
  readonly starts: number
  readonly isDeputys: boolean
  /** `agent-3`, `proof-1`; empty where there is none. */
  readonly reason: string
  /** `none`, `passed`, `skipped`; empty where nothing was proven. */
  readonly commands: string
}

/** What people have said to the plan as it is compiled, by key. */
export type Decisions = ReadonlyMap<string, string>

/** The state that a run has left, by the keys of the compiled plan. */
export interface RunState {
  readonly rows: readonly Row[]
  readonly remembered: ReadonlyMap<string, Remembered>
  /** Seconds since 1970, of the last attempt. */
  readonly times: ReadonlyMap<string, { readonly began?: number; readonly ended?: number }>
  /** Gates that were let pass for the plan as it is compiled, and checks that were waived. */
  readonly approved: Decisions
  /** Gates that a person has refused since, and why. */
  readonly rejected: Decisions
  /** Tasks that a person has taken out of the plan, and why. */
  readonly skipped: Decisions
  /** The commit that the first run began with. */
  readonly base: string | undefined
  /** What the last proof, or the agent, found wrong with a task: one line; empty where there is nothing. */
  finding(key: string): string
  /** The commands that were proven. */
  accepted(key: string): readonly string[]
  /** Declared files that were not there before the first attempt. */
  fresh(key: string): ReadonlySet<string>
  /** What the task declares: `create`, `modify`, `write` or `delete`, and a path. */
  declared(key: string): readonly { readonly mode: string; readonly path: string }[]
}

/** Reads what is below a compiled plan's folder; `undefined` where there is no compiled plan. */
export function runStateIn(folder: string): RunState | undefined {
  const table = textOf(folder, 'tasks.tsv')
  if (table === undefined) return undefined
  const state = join(folder, 'state')
  const rows = linesOf(table).slice(1).map(rowOf)
  const lines = (...path: readonly string[]) => linesOf(textOf(state, ...path) ?? '')
  const plan = (textOf(folder, 'plan.hash') ?? '').trim()
  const decisions = (kind: string) => decisionsIn(join(state, kind), plan)
  const approved = decisions('approved')
  return {
    rows,
    remembered: new Map(
      rows.flatMap(({ key }) => {
        const one = remembered(textOf(state, 'tasks', key) ?? '')
        return one === undefined ? [] : [[key, one] as const]
      }),
    ),
    times: timesIn(lines('journal.jsonl')),
    approved,
    rejected: new Map([...decisions('rejected')].filter(([key]) => !approved.has(key))),
    skipped: decisions('skipped'),
    base: /^[0-9a-f]{40,64}$/.exec(lines('base')[0] ?? '')?.[0],
    finding: (key) => lines('work', key, 'finding')[0] ?? '',
    accepted: (key) => lines('accepted', key),
    fresh: (key) =>
      new Set(lines('work', key, 'baseline').flatMap((line) => /^\w+\tabsent\t(.+)$/.exec(line)?.[1] ?? [])),
    declared: (key) => linesOf(textOf(folder, 'checks', `${key}.files`) ?? '').map(declaredOf),
  }
}

function rowOf(line: string): Row {
  const [key = '', kind = '', , needs = '-', agent = '-', deputy = '-', , , title = '-'] = line.split('\t')
  const said = (cell: string) => (cell === '-' ? '' : cell)
  return {
    key,
    kind,
    needs: said(needs).split(',').filter(Boolean),
    agent: said(agent),
    deputy: said(deputy),
    title: said(title),
  }
}

/** Without its last word a checkpoint counts as none: it is torn. */
function remembered(text: string): Remembered | undefined {
  const words = text.trim().split(' ')
  const [status = '', starts = '', , , who = '', , reason = '-', commands = '-'] = words
  if (words.length < 9 || words.at(-1) !== 'ok' || !/^\d+$/.test(starts)) return undefined
  const said = (word: string) => (word === '-' ? '' : word)
  return {
    status,
    starts: Number(starts),
    isDeputys: who === 'deputy',
    reason: said(reason),
    commands: said(commands),
  }
}

function timesIn(lines: readonly string[]): RunState['times'] {
  const times = new Map<string, { readonly began?: number; readonly ended?: number }>()
  for (const line of lines) {
    const entry = entryOf(line)
    if (entry === undefined) continue
    const { task, time, event } = entry
    const known = times.get(task) ?? {}
    if (event === 'start' || event === 'check') {
      if (known.began === undefined || known.ended !== undefined) times.set(task, { began: time })
    } else if (event === 'done' || event === 'blocked' || event === 'timeout') {
      times.set(task, { ...known, ended: time })
    }
  }
  return times
}

/** A line that a full disk has torn is no entry. */
function entryOf(line: string) {
  try {
    const entry: unknown = JSON.parse(line)
    if (typeof entry !== 'object' || entry === null) return undefined
    const [task, time, event] = ['task', 'time', 'event'].map((key): unknown => Reflect.get(entry, key))
    return typeof task === 'string' && typeof time === 'number' && typeof event === 'string'
      ? { task, time, event }
      : undefined
  } catch {
    return undefined
  }
}

/** `PLAN PERSON TIME`, then what the person said; void once the plan is another one. */
function decisionsIn(folder: string, plan: string): Decisions {
  return new Map(
    namesIn(folder).flatMap((key) => {
      const text = textOf(folder, key) ?? ''
      return text.startsWith(`${plan}+`) ? [[key, linesOf(text).slice(1).join(' ')] as const] : []
    }),
  )
}

function declaredOf(line: string) {
  const [mode = '', ...path] = line.split('\t')
  return { mode, path: path.join('\t') }
}

function linesOf(text: string): readonly string[] {
  return text.split('\n').filter((line) => line !== '')
}

function namesIn(folder: string): readonly string[] {
  return quietly(() => readdirSync(folder).sort()) ?? []
}

function textOf(...path: readonly [string, ...string[]]): string | undefined {
  return quietly(() => readFileSync(join(...path), 'utf8'))
}

function quietly<T>(step: () => T): T | undefined {
  try {
    return step()
  } catch (error) {
    if (codeOf(error) === undefined) throw error
    return undefined
  }
}
