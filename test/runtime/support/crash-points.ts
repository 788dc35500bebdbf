import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { instrument, type PlanFolder, planFolder, textOf } from './plan-folder.ts'
import { beginRepository, brokenCommits } from './repository.ts'
import { kill, processesOf, run, start, until } from './run-script.ts'
import { Witness } from './witness.ts'

/** Which process is killed. */
export type CrashRole = 'run' | '__supervise'

/** `itself` with kill -9; only the `subshell` that is executing; or `everything` at once, as when the power fails. */
export type CrashMode = 'itself' | 'subshell' | 'everything'

export interface CrashPoint {
  readonly role: CrashRole
  readonly mode: CrashMode
  /** The number of the command, counted from the start of that process, before which it dies. */
  readonly at: number
  /** Each task works in a git work tree of its own. */
  readonly worktrees?: boolean
  /** The task whose supervisor dies has a team, whose reviewer says FAIL at first. */
  readonly team?: boolean
  /** Each task becomes a commit. */
  readonly commits?: boolean
}

export interface Crash {
  /** The line and the command; `undefined` if the process has no such command. */
  readonly point: string | undefined
  readonly broken: readonly string[]
}

const diamond = [
  { key: 'base' },
  {
    key: 'left',
    wave: 2,
    needs: ['base'],
    agent: 'owner',
    deputy: 'deputy',
    behaviour: '[ "$PLAN_TASK_AGENT" = deputy ] || code=3',
  },
  { key: 'right', wave: 2, needs: ['base'] },
  { key: 'top', wave: 3, needs: ['left', 'right'] },
]
const pickyTeam = {
  behaviours: { review: `[ -e "$notes/mended" ] || { : >"$notes/mended"; verdict=FAIL; }` },
}

/** Kills one process at one command, runs the plan until it is done, and looks whether a promise was broken. */
export async function crash({ role, mode, at, worktrees, team, commits }: CrashPoint): Promise<Crash> {
  const nodes = team
    ? diamond.map((node) => (node.key === 'left' ? { ...node, team: pickyTeam } : node))
    : diamond
  const folder = planFolder(nodes)
  const words = [
    ...['run', '--jobs', '2', '--quiet'],
    ...(worktrees ? ['--worktrees'] : []),
    ...(commits ? ['--commit', '--branch', 'work'] : []),
  ]
  if (worktrees || commits) beginRepository(folder)
  const witness = new Witness(folder)
  const mark = join(folder.root, '.stand-in/crashed')
  instrument(folder, debugTrap(role, mode, at, mark))
  let code = await firstRun(folder, { words, mark, mode })
  for (let runs = 0; code !== 0 && runs < 6; runs++) {
    if (![137, 3, 12].includes(code)) witness.broken.push(`a run ended with ${code}`)
    code = (await run(folder, words)).code
    witness.look()
  }
  const point = textOf(mark)?.trim()
  const broken = [...(await witness.lastLook(diamond.length)), ...(commits ? brokenCommits(folder) : [])]
  if (broken.length === 0) rmSync(folder.root, { recursive: true, force: true })
  return { point, broken }
}

interface FirstRun {
  readonly words: readonly string[]
  readonly mark: string
  readonly mode: CrashMode
}

async function firstRun(folder: PlanFolder, { words, mark, mode }: FirstRun): Promise<number> {
  const { ended } = start(folder, words)
  if (mode !== 'everything') return (await ended).code
  let code: number | undefined
  ended.then((end) => {
    code = end.code
  })
  await until('it crashed, or is over', () => existsSync(mark) || code !== undefined)
  while (existsSync(mark) && processesOf(folder).some(({ pid }) => kill(pid)));
  return (await ended).code
}

/** Counts the commands of one process, and kills it before one of them. */
function debugTrap(role: CrashRole, mode: CrashMode, at: number, mark: string): string {
  const applies = role === 'run' ? '[ "$1" = run ]' : `[ "$1" = ${role} ] && [[ "$*" = *left* ]]`
  const here = mode === 'subshell' ? '[ "$BASH_SUBSHELL" -gt 0 ]' : ':'
  // a subshell has no name of its own in bash 3.2, but its children know it
  const victim = mode === 'subshell' ? '$(exec sh -c "echo \\$PPID")' : '$$'
  return `
crash_here() {
  crash_count=$((crash_count + 1))
  if [ $crash_count -lt ${at} ] || ! ${here} || [ -e "${mark}" ]; then return 0; fi
  printf '%s %s\\n' "$1" "$2" >"${mark}"
  kill -9 ${victim}
}
if ${applies} && [ ! -e "${mark}" ]; then
  crash_count=0
  set -T
  trap 'crash_here "$LINENO" "$BASH_COMMAND"' DEBUG
fi`
}
