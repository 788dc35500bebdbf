import type { Machine } from '../../src/cli/machine.ts'
import { run } from '../../src/cli/run.ts'

export interface Said {
  readonly code: number
  readonly output: string
  readonly messages: string
}

export interface Circumstances {
  readonly folder?: string
  readonly environment?: Readonly<Record<string, string>>
  readonly input?: string | Uint8Array
  readonly isTerminal?: boolean
}

/** Runs a command line in this process, on a machine of paper: only the disk is real. */
export async function saying(args: readonly string[], circumstances: Circumstances = {}): Promise<Said> {
  const { folder = '/', environment = {}, input = '', isTerminal = false } = circumstances
  const output: string[] = []
  const messages: string[] = []
  const machine: Machine = {
    folder,
    environment,
    output: { isTerminal, columns: undefined, write: (text) => void output.push(text) },
    messages: { isTerminal, columns: undefined, write: (text) => void messages.push(text) },
    readInput: () => Buffer.from(input),
    importModule: (url) => import(url),
  }
  const code = await run(args, machine)
  return { code, output: output.join(''), messages: messages.join('') }
}
