import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { joinScript } from '../../../scripts/join-script.mjs'

/** Who works on a task besides its executor; both where nothing is said. */
export interface PlanTeam {
  readonly reviewer?: string
  readonly tester?: string
  /** Of the executor, the reviewer and the tester. */
  readonly models?: readonly [string, string, string]
  readonly cycles?: number
  /** How the stand-in members behave: shell, by member. */
  readonly behaviours?: Readonly<Partial<Record<Member, string>>>
}

export type Member = 'take' | 'review' | 'test'

/** A node of a compiled plan, as a test says it; the rest has sensible values. */
export interface PlanNode {
  readonly key: string
  readonly kind?: 'task' | 'check' | 'gate' | 'barrier'
  readonly wave?: number
  readonly needs?: readonly string[]
  readonly agent?: string
  readonly deputy?: string
  readonly timeout?: number
  readonly attempts?: number
  readonly title?: string
  /** Lines of `checks/KEY.files`: mode, TAB, path. One created file when not said. */
  readonly files?: readonly string[]
  readonly commands?: readonly string[]
  /** How the stand-in agent behaves: shell, read by `stand-in-agent.sh`. */
  readonly behaviour?: string
  readonly team?: PlanTeam
}

/** A repository with one compiled plan in `.plan/trial`. */
export interface PlanFolder {
  readonly root: string
  readonly script: string
  readonly state: string
}

/** The text of the script under test; the variable allows to try another one. */
export const runtime = scriptUnderTest()
export const standInAgent = join(import.meta.dirname, 'stand-in-agent.sh')

/** Writes what the compiler would write, in a new folder whose name has a blank, or in `root`. */
export function planFolder(nodes: readonly PlanNode[], root = newFolder()): PlanFolder {
  const plan = join(root, '.plan/trial')
  for (const folder of ['prompts', 'checks']) mkdirSync(join(plan, folder), { recursive: true })
  mkdirSync(join(root, '.stand-in'), { recursive: true })
  writeFileSync(join(plan, 'tasks.tsv'), `plan-compile-tasks 1\n${nodes.map(line).join('')}`)
  writeFileSync(join(plan, 'plan.hash'), 'sha256:0123456789abcdef\n')
  for (const node of nodes) writeNode(root, plan, node)
  writeTeams(root, plan, nodes)
  writeFileSync(join(plan, 'run.sh'), runtime, { mode: 0o755 })
  return { root, script: join(plan, 'run.sh'), state: join(plan, 'state') }
}

function scriptUnderTest(): string {
  const { PLAN_TEST_SCRIPT } = process.env
  const text =
    PLAN_TEST_SCRIPT === undefined
      ? joinScript(join(import.meta.dirname, '../../..'))
      : readFileSync(PLAN_TEST_SCRIPT, 'utf8')
  if (text === undefined) throw new Error('there are no parts of the script')
  return text
}

/** An empty folder whose name has blanks; removed after the test, unless that fails. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'plan run '))
  onTestFinished(({ task }) => {
    if (task.result?.state !== 'fail') rmSync(folder, { recursive: true, force: true })
  })
  return folder
}

/**
 * Puts shell code before the script's last line, so that it can set a DEBUG trap in any of the script's processes. No
 * other line moves. (`BASH_ENV` would leave the script alone, but bash 3.2 reads it before it knows its arguments.)
 */
export function instrument({ script }: PlanFolder, code: string): void {
  const parts = readFileSync(script, 'utf8').split('\nmain "$@"; exit\n')
  if (parts.length !== 2) throw new Error('the last line of the script is another one')
  writeFileSync(script, parts.join(`\n${code}\nmain "$@"; exit\n`))
}

function line({
  key,
  kind = 'task',
  wave = 1,
  needs = [],
  agent = '-',
  deputy = '-',
  timeout = 600,
  attempts = 2,
  title = '-',
}: PlanNode) {
  const policy =
    kind === 'task' || kind === 'check' ? [agent, deputy, timeout, attempts] : ['-', '-', '-', '-']
  return `${[key, kind, wave, needs.join(',') || '-', ...policy, title].join('\t')}\n`
}

function writeNode(root: string, plan: string, node: PlanNode) {
  const {
    key,
    kind = 'task',
    needs = [],
    files = [`create\tout/${key}.txt`],
    commands = [],
    behaviour,
  } = node
  if (commands.length > 0) writeFileSync(join(plan, `checks/${key}.commands`), lines(commands))
  if (kind !== 'task') return
  writeFileSync(join(plan, `prompts/${key}.md`), `Do ${key}\n`)
  writeFileSync(join(plan, `checks/${key}.files`), lines(files))
  writeFileSync(
    join(root, `.stand-in/${key}.needs`),
    lines(needs.filter((need) => existsSync(join(plan, `prompts/${need}.md`)))),
  )
  if (behaviour !== undefined) writeFileSync(join(root, `.stand-in/${key}.sh`), behaviour)
}

function writeTeams(root: string, plan: string, nodes: readonly PlanNode[]) {
  const rows = nodes.flatMap(({ key, team }) => (team === undefined ? [] : [{ key, ...team }]))
  if (rows.length === 0) return
  const texts = rows.map(
    ({ key, reviewer = 'default', tester = 'default', models = ['-', '-', '-'], cycles = 10 }) =>
      [key, reviewer, tester, ...models, cycles].join('\t'),
  )
  writeFileSync(join(plan, 'teams.tsv'), lines(['plan-compile-teams 1', ...texts]))
  for (const { key, reviewer, tester, behaviours = {} } of rows) {
    const judging: readonly Member[] = reviewer === '-' ? [] : ['take', 'review']
    const members: readonly Member[] = tester === '-' ? judging : [...judging, 'test']
    for (const member of members) {
      writeFileSync(join(plan, `prompts/${key}.${member}.md`), `Be ${member} of ${key}\n`)
      const behaviour = behaviours[member]
      if (behaviour !== undefined) writeFileSync(join(root, `.stand-in/${key}.${member}.sh`), behaviour)
    }
  }
}

function lines(texts: readonly string[]) {
  return texts.map((text) => `${text}\n`).join('')
}

/** The checkpoint's first word; `undefined` if the task has none. */
export function checkpoint({ state }: PlanFolder, key: string): string | undefined {
  return textOf(join(state, 'tasks', key))?.split(' ')[0]
}

/** What the stand-in agents have noted, in order: `start KEY ATTEMPT`, `end KEY ATTEMPT`. */
export function notes({ root }: PlanFolder): readonly string[] {
  return textOf(join(root, '.stand-in/log'))?.trimEnd().split('\n') ?? []
}

export function starts(folder: PlanFolder, key: string): number {
  return notes(folder).filter((note) => note.startsWith(`start ${key} `)).length
}

export function violations({ root }: PlanFolder): string {
  return textOf(join(root, '.stand-in/violations')) ?? ''
}

export interface JournalEntry {
  readonly time: number
  readonly run: number
  readonly event: string
  readonly task?: string
  readonly recovered?: boolean
  readonly member?: Member
  readonly verdict?: string
}

/** Throws if a line is not JSON. */
export function journal({ state }: PlanFolder): readonly JournalEntry[] {
  const text = textOf(join(state, 'journal.jsonl')) ?? ''
  return text
    .trimEnd()
    .split('\n')
    .filter(Boolean)
    .map((entry): JournalEntry => JSON.parse(entry))
}

export function events(folder: PlanFolder, event: string, key?: string): number {
  return journal(folder).filter((entry) => entry.event === event && (key === undefined || entry.task === key))
    .length
}

/** All paths below the folder, to see that nothing was touched. */
export function tree(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()
}

export function textOf(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined
}
