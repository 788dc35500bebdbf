import { firstBytes } from '../workspace/disk.ts'
import { reasonOf, touching } from '../workspace/unusable-path.ts'
import { exitCodes } from './exit-codes.ts'
import type { Machine, Output } from './machine.ts'
import { run } from './run.ts'

/** Runs the command line of this process. The exit code is set, never forced: output that waits is still written. */
export async function start(): Promise<void> {
  process.stdout.on('error', endOfOutput)
  process.stderr.on('error', endOfOutput)
  process.exitCode = await run(process.argv.slice(2), thisMachine())
}

function thisMachine(): Machine {
  return {
    folder: process.cwd(),
    environment: process.env,
    output: outputTo(process.stdout),
    messages: outputTo(process.stderr),
    readInput: () => touching('standard input', () => firstBytes(0)),
  }
}

function outputTo(stream: NodeJS.WriteStream): Output {
  return {
    isTerminal: stream.isTTY === true,
    columns: stream.columns,
    write: (text) => stream.write(text),
  }
}

/** Whoever reads may stop reading (`| head`): then there is nobody to tell. Any other failure is told. */
function endOfOutput(error: Error & { code?: string }): void {
  if (error.code === 'EPIPE') return
  process.exitCode = exitCodes.usage
  process.stderr.write(`plan-compile: the output cannot be written: ${reasonOf(error) ?? error.message}\n`)
}
