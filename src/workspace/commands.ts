import { type ChildProcess, spawn } from 'node:child_process'

export interface Circumstances {
  readonly folder: string
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly timeoutSeconds: number
}

export interface End {
  /** `undefined`: no code, because it was killed or did not start. */
  readonly code: number | undefined
  readonly timedOut: boolean
  /** The last of what it printed. */
  readonly tail: string
}

const TAIL = 4000

/**
 * Runs one command line, exactly as it stands, in a process group of its own, of which nothing is left afterwards: not
 * after its end, not after its time, and not after ours.
 */
export async function runCommand(command: string, circumstances: Circumstances): Promise<End> {
  const { folder, environment, timeoutSeconds } = circumstances
  const child = spawn('bash', ['-c', '--', command], {
    cwd: folder,
    env: { ...environment },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let tail = ''
  const keep = (chunk: Buffer) => {
    tail = (tail + chunk.toString('utf8')).slice(-TAIL)
  }
  child.stdout.on('data', keep)
  child.stderr.on('data', keep)
  const kill = () => killGroup(child)
  const interrupted = (signal: NodeJS.Signals) => {
    kill()
    process.kill(process.pid, signal)
  }
  process.once('exit', kill)
  for (const signal of SIGNALS) process.once(signal, interrupted)
  let timedOut = false
  const timer = setTimeout(() => {
    timedOut = true
    kill()
  }, timeoutSeconds * 1000)
  try {
    const code = await endOf(child)
    kill()
    return { code: timedOut ? undefined : code, timedOut, tail }
  } finally {
    clearTimeout(timer)
    process.off('exit', kill)
    for (const signal of SIGNALS) process.off(signal, interrupted)
    child.stdout.destroy()
    child.stderr.destroy()
  }
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** What it started may hold its output open for ever: the end of the process counts, and what has arrived by then. */
function endOf(child: ChildProcess): Promise<number | undefined> {
  return new Promise((done) => {
    child.once('error', () => done(undefined))
    child.once('exit', (code) => setImmediate(() => done(code ?? undefined)))
  })
}

function killGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // The group is gone.
  }
}
