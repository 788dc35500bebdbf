import type { ChildProcess } from 'node:child_process'

export interface EndedChild {
  /** `undefined`: it could not be started, or a signal ended it. */
  readonly code: number | undefined
  /** The beginning of its output, and the end of its messages. */
  readonly output: string
  readonly messages: string
}

/** Waits for programs that must end, and be tidied up after, when a signal ends us. */
export interface Interruption {
  readonly signal: NodeJS.Signals | undefined
  /** When the program has ended. It is asked to where a signal has come, or comes, to us. */
  ended(child: ChildProcess): Promise<EndedChild>
  /** From now on a signal ends us as it always does. */
  stopListening(): void
}

export function listenForInterruption(): Interruption {
  let signal: NodeJS.Signals | undefined
  let current: ChildProcess | undefined
  const note = (name: NodeJS.Signals) => {
    signal = name
    current?.kill('SIGTERM')
  }
  for (const name of SIGNALS) process.on(name, note)
  return {
    get signal() {
      return signal
    },
    async ended(child) {
      current = child
      if (signal !== undefined) child.kill('SIGTERM')
      const end = await endOf(child)
      current = undefined
      return end
    },
    stopListening: () => {
      for (const name of SIGNALS) process.off(name, note)
    },
  }
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
const LIMIT = 4000

function endOf(child: ChildProcess): Promise<EndedChild> {
  let output = ''
  let messages = ''
  child.stdout?.on('data', (chunk: Buffer) => {
    if (output.length < LIMIT) output += chunk.toString('utf8')
  })
  child.stderr?.on('data', (chunk: Buffer) => {
    messages = (messages + chunk.toString('utf8')).slice(-LIMIT)
  })
  child.stdin?.end()
  return new Promise((done) => {
    child.once('error', () => done({ code: undefined, output, messages }))
    child.once('close', (code) => done({ code: code ?? undefined, output, messages }))
  })
}
