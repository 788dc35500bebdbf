import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { newFolder, type PlanFolder, planFolder, textOf } from './plan-folder.ts'
import { kill, processesOf, run, start, until } from './run-script.ts'
import { Witness } from './witness.ts'

/** Which process is killed. */
export type CrashRole = 'run' | '__supervise' | '__agent' | '__prove'

/** `itself` with kill -9; only the `subshell` that is executing; or `everything` at once, as when the power fails. */
export type CrashMode = 'itself' | 'subshell' | 'everything'

export interface CrashPoint {
  readonly role: CrashRole
  readonly mode: CrashMode
  /** The number of the command, counted from the start of that process, before which it dies. */
  readonly at: number
  readonly script?: string
}

export interface Crash {
  /** The line and the command; `undefined` if the process has no such command. */
  readonly point: string | undefined
  readonly broken: readonly string[]
}

const diamond = [
  { key: 'base' },
  { key: 'left', wave: 2, needs: ['base'] },
  { key: 'right', wave: 2, needs: ['base'] },
  { key: 'top', wave: 3, needs: ['left', 'right'] },
]

/** Kills one process at one command, runs the plan until it is done, and looks whether a promise was broken. */
export async function crash({ role, mode, at, script }: CrashPoint): Promise<Crash> {
  const folder = planFolder(diamond, newFolder(), script)
  const witness = new Witness(folder)
  const mark = join(folder.root, '.stand-in/crashed')
  const variables = { PLAN_MAX_LOSSES: '20' }
  writeFileSync(join(folder.root, '.stand-in/trap'), debugTrap(role, mode, at, mark))
  let code = await firstRun(
    folder,
    { ...variables, BASH_ENV: join(folder.root, '.stand-in/trap') },
    mark,
    mode,
  )
  for (let runs = 0; code !== 0 && runs < 6; runs++) {
    if (![137, 3, 12].includes(code)) witness.broken.push(`a run ended with ${code}`)
    code = (await run(folder, ['run', '--jobs', '2', '--quiet'], variables)).code
    witness.look()
  }
  const point = textOf(mark)?.trim()
  const broken = await witness.lastLook(diamond.length)
  if (broken.length === 0) rmSync(folder.root, { recursive: true, force: true })
  return { point, broken }
}

async function firstRun(
  folder: PlanFolder,
  variables: Readonly<Record<string, string>>,
  mark: string,
  mode: CrashMode,
) {
  const { ended } = start(folder, ['run', '--jobs', '2', '--quiet'], variables)
  if (mode !== 'everything') return (await ended).code
  let code: number | undefined
  ended.then((end) => {
    code = end.code
  })
  await until('it crashed, or is over', () => existsSync(mark) || code !== undefined)
  while (existsSync(mark) && processesOf(folder).some(({ pid }) => kill(pid)));
  return (await ended).code
}

/** bash reads this before the script and counts the commands of one process; the script itself stays as it is. */
function debugTrap(role: CrashRole, mode: CrashMode, at: number, mark: string): string {
  const which = {
    run: 'run:*',
    __supervise: '__supervise:*left*',
    __agent: '__agent:*left*',
    __prove: '__prove:*left*',
  }[role]
  const victim = { itself: '$$', subshell: '$BASHPID', everything: '$$' }[mode]
  const applies = mode === 'subshell' ? '[ "$BASHPID" != $$ ]' : 'true'
  return `
case $0 in */run.sh) case "\${1-}:$*" in ${which})
  if [ ! -e '${mark}' ]; then
    crash_count=0
    set -T
    trap 'crash_count=$((crash_count + 1)); if [ $crash_count -eq ${at} ] && ${applies} && [ ! -e "${mark}" ]; then printf "%s %s\\n" "$LINENO" "$BASH_COMMAND" >"${mark}"; kill -9 ${victim}; fi' DEBUG
  fi ;;
esac ;; esac
`
}
