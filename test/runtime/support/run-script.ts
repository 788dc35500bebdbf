import { type ChildProcess, spawn } from 'node:child_process'
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { constants } from 'node:os'
import { type PlanFolder, standInAgent } from './plan-folder.ts'

/** The shell under test; the variable allows to try an older one. */
export const shell = process.env['PLAN_TEST_SHELL'] ?? 'bash'

export interface Ended {
  /** The exit code, or 128 + n when signal n ended it. */
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

export interface Started {
  readonly process: ChildProcess
  readonly ended: Promise<Ended>
}

/** Variables that keep waits short in tests. */
const environment = {
  ...process.env,
  PLAN_AGENT: `"${standInAgent}"`,
  PLAN_GRACE: '1',
  PLAN_RETRY_DELAY: '0',
  PLAN_LOSS_DELAY: '0',
  LC_ALL: 'C.UTF-8',
}

export type Variables = Readonly<Record<string, string>>

export function start(
  { root, script }: PlanFolder,
  words: readonly string[],
  variables: Variables = {},
): Started {
  const child = spawn(shell, [script, ...words], {
    cwd: root,
    env: { ...environment, ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', (text) => (stdout += text))
  child.stderr.on('data', (text) => (stderr += text))
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', (code, signal) => {
      // "close" may wait for supervisors that outlive a killed runner
      setImmediate(() => resolve({ code: code ?? 128 + signalNumber(signal), stdout, stderr }))
    })
  })
  return { process: child, ended }
}

export function run(
  folder: PlanFolder,
  words: readonly string[] = [],
  variables: Variables = {},
): Promise<Ended> {
  return start(folder, words, variables).ended
}

function signalNumber(signal: NodeJS.Signals | null): number {
  return signal === null ? 0 : constants.signals[signal]
}

/** Waits until something is so. The limit is for a machine that stands still, not for one that is slow. */
export async function until(what: string, isSo: () => boolean): Promise<void> {
  const limit = Date.now() + 60_000
  while (!isSo()) {
    if (Date.now() > limit) throw new Error(`still not so: ${what}`)
    await pause(20)
  }
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}

/** A launcher has yet to become an agent, or is the proof. */
export type Role = 'runner' | 'supervisor' | 'watchdog' | 'launcher' | 'agent' | 'helper'

export interface Running {
  readonly pid: number
  /** The words of its command line. */
  readonly line: string
  readonly role: Role
}

/** Living processes that have to do with the folder; Linux only, elsewhere none. */
export function processesOf({ root }: PlanFolder): readonly Running[] {
  return pids().flatMap((pid) => {
    const line = commandLine(pid)
    const isOurs = line !== undefined && (line.includes(root) || workingFolder(pid).startsWith(root))
    return isOurs && !isZombie(pid)
      ? [{ pid, role: roleOf(pid, line), line: line.replaceAll('\0', ' ') }]
      : []
  })
}

function pids(): readonly number[] {
  if (process.platform !== 'linux') return []
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 1 && pid !== process.pid)
}

function roleOf(pid: number, line: string): Role {
  if (line.includes('\0__supervise\0')) return partOfSupervisor(pid)
  if (line.includes('/run.sh\0')) return 'runner'
  return line.includes('stand-in-agent.sh\0') ? 'agent' : 'helper'
}

/** Its subshells have its command line, but not its pipes. */
function partOfSupervisor(pid: number): Role {
  const has = (pipe: number) => attempt(() => readlinkSync(`/proc/${pid}/fd/${pipe}`)) !== undefined
  if (has(9)) return 'supervisor'
  return has(8) ? 'watchdog' : 'launcher'
}

function commandLine(pid: number): string | undefined {
  return attempt(() => readFileSync(`/proc/${pid}/cmdline`, 'utf8'))
}

function workingFolder(pid: number): string {
  return attempt(() => readlinkSync(`/proc/${pid}/cwd`)) ?? ''
}

function isZombie(pid: number): boolean {
  const stat = attempt(() => readFileSync(`/proc/${pid}/stat`, 'latin1'))
  return stat === undefined || /^[ZX]/.test(stat.slice(stat.lastIndexOf(')') + 2))
}

/** A process may end while it is looked at. */
function attempt<T>(look: () => T): T | undefined {
  try {
    return look()
  } catch {
    return undefined
  }
}

/** `kill -9`; false if it was gone already. */
export function kill(pid: number): boolean {
  return attempt(() => process.kill(pid, 'SIGKILL')) ?? false
}
