import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { FileTree } from '../codegen/artifact.ts'
import { assets } from '../generated/assets.js'

export interface Play {
  /** The files of the compiled plan. */
  readonly tree: FileTree
  /** The plan's folder, relative to the root. */
  readonly folder: string
  /** Keys of the tasks whose agent is to fail. */
  readonly fails: readonly string[]
  readonly jobs: number | undefined
  /** Where programs are found. */
  readonly path: string
}

/** What the execution script did; tasks are called by their keys. */
export interface Course {
  /** What it ended with. */
  readonly code: number | undefined
  /** Starts of agents and ends of tasks, in the order in which they happened. */
  readonly events: readonly { readonly kind: 'start' | 'end'; readonly key: string }[]
  /** `completed`, `blocked`, `skipped`, … as `outcomes.schema.json` says. */
  readonly status: ReadonlyMap<string, string>
  /** What it said, where it ended before any task. */
  readonly trouble: string
}

/**
 * Runs the execution script in an empty folder that is gone afterwards, with a stand-in for the agent. No command of
 * the plan runs, nothing but programs is taken over from the environment.
 */
export async function rehearse({ tree, folder, fails, jobs, path }: Play): Promise<Course> {
  const root = mkdtempSync(join(tmpdir(), 'plan-rehearsal-'))
  const tidy = () => rmSync(root, { recursive: true, force: true, maxRetries: 5 })
  process.once('exit', tidy)
  try {
    for (const { path: file, contents, executable } of tree.values()) {
      write(join(root, file), contents, executable)
    }
    write(join(root, STAND_IN), assets['rehearsal/stand-in.sh'] ?? '')
    const script = [join(root, folder, 'run.sh'), 'run', '--root', root, '--yes', '--quiet']
    const options = [
      '--agent-command',
      `bash ${STAND_IN}`,
      ...(jobs === undefined ? [] : ['--jobs', String(jobs)]),
    ]
    const environment = { PATH: path, HOME: root, LC_ALL: 'C', REHEARSAL_FAILS: fails.join(',') }
    const { code, said } = await ended(
      spawn('bash', [...script, ...options], { cwd: root, env: environment }),
    )
    return { code, trouble: said, ...courseIn(join(root, folder, 'state')) }
  } finally {
    process.off('exit', tidy)
    tidy()
  }
}

const STAND_IN = '.rehearsal/stand-in.sh'

function write(file: string, contents: string | Uint8Array, executable = false): void {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, contents, { mode: executable ? 0o755 : 0o644 })
}

/** The script ends on the signals that end us; it is asked to, where the signal came to us alone. */
function ended(child: ReturnType<typeof spawn>): Promise<{ code: number | undefined; said: string }> {
  const stop = () => void child.kill('SIGTERM')
  for (const signal of SIGNALS) process.once(signal, stop)
  let said = ''
  child.stdout?.resume()
  child.stderr?.on('data', (chunk: Buffer) => {
    said = (said + chunk.toString('utf8')).slice(-2000)
  })
  child.stdin?.end()
  return new Promise((done) => {
    const end = (code: number | undefined) => {
      for (const signal of SIGNALS) process.off(signal, stop)
      done({ code, said })
    }
    child.once('error', () => end(undefined))
    child.once('close', (code) => end(code ?? undefined))
  })
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

function courseIn(state: string): Pick<Course, 'events' | 'status'> {
  const journal = linesOf(join(state, 'journal.jsonl')).map((line): unknown => JSON.parse(line))
  const outcomes: unknown = JSON.parse(textAt(join(state, 'outcomes.json')) || '[]')
  const status = [outcomes].flat().map((one) => [textIn(one, 'thread_id'), textIn(one, 'status')] as const)
  return {
    events: journal.flatMap((entry) => {
      const kind = KINDS[textIn(entry, 'event')]
      return kind === undefined ? [] : [{ kind, key: textIn(entry, 'task') }]
    }),
    status: new Map(status),
  }
}

const KINDS: Readonly<Record<string, 'start' | 'end'>> = {
  start: 'start',
  done: 'end',
  blocked: 'end',
  timeout: 'end',
}

function linesOf(file: string): readonly string[] {
  return textAt(file)
    .split('\n')
    .filter((line) => line !== '')
}

function textAt(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

function textIn(value: unknown, key: string): string {
  const found = typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined
  return typeof found === 'string' ? found : ''
}
