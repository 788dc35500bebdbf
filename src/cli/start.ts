import { firstBytes } from '../workspace/disk.ts'
import { reasonOf, touching } from '../workspace/unusable-path.ts'
import { exitCodes } from './exit-codes.ts'
import type { Machine, Output } from './machine.ts'
import { run } from './run.ts'
import { warmUp } from './warm-up.ts'

/** Runs the command line of this process. The exit code is set, never forced: output that waits is still written. */
export async function start(importModule: Machine['importModule'] = (url) => import(url)): Promise<void> {
  warmUp()
  const code = await run(process.argv.slice(2), thisMachine(importModule))
  process.exitCode ??= code
}

function thisMachine(importModule: Machine['importModule']): Machine {
  return {
    folder: process.cwd(),
    environment: process.env,
    output: outputTo(() => process.stdout),
    messages: outputTo(() => process.stderr),
    importModule,
    readInput: () => touching('standard input', () => firstBytes(0)),
  }
}

/** Node sets up a stream when it is first asked for, which takes a while. */
function outputTo(stream: () => NodeJS.WriteStream): Output {
  let isWatched = false
  return {
    get isTerminal() {
      return stream().isTTY === true
    },
    get columns() {
      return stream().columns
    },
    write(text) {
      if (text === '') return
      if (!isWatched) stream().on('error', endOfOutput)
      isWatched = true
      stream().write(text)
    },
  }
}

/** Whoever reads may stop reading (`| head`): then there is nobody to tell. Any other failure is told. */
function endOfOutput(error: Error & { code?: string }): void {
  if (error.code === 'EPIPE') return
  process.exitCode = exitCodes.usage
  process.stderr.write(`plan-compile: the output cannot be written: ${reasonOf(error) ?? error.message}\n`)
}
