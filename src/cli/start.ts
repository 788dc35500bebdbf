import { writeSync } from 'node:fs'
import { visibleWithin } from '../reporters/visible.ts'
import { firstBytes } from '../workspace/disk.ts'
import { reasonOf, touching } from '../workspace/unusable-path.ts'
import { exitCodes } from './exit-codes.ts'
import { tellFault } from './fault.ts'
import type { Machine, Output } from './machine.ts'
import { run } from './run.ts'
import { warmUp } from './warm-up.ts'

/** Runs the command line of this process. The exit code is set, never forced: output that waits is still written. */
export async function start(importModule: Machine['importModule'] = (url) => import(url)): Promise<void> {
  warmUp()
  const guest = { isHere: false }
  const machine = thisMachine((url) => {
    guest.isHere = true
    return importModule(url)
  })
  process.once('exit', endedEarly)
  process.on('uncaughtException', (error) => tellStray(error, guest.isHere, machine))
  const code = await run(process.argv.slice(2), machine)
  process.off('exit', endedEarly)
  process.exitCode ??= code
}

/** A module of the user's own that ends the process, or never answers, has not shown that all is well. */
function endedEarly(): void {
  writeSync(2, 'plan-compile: a module of your configuration ended the run before it was done\n')
  process.exitCode = exitCodes.usage
}

/** What fails where nobody waits for it: with modules of the user's own it is theirs, else ours. */
function tellStray(error: unknown, isGuestHere: boolean, machine: Machine): void {
  process.off('exit', endedEarly)
  if (isGuestHere) {
    const message = error instanceof Error ? error.message : 'something was thrown'
    machine.messages.write(
      `plan-compile: a module of your configuration failed: ${visibleWithin(message, 500)}\n`,
    )
  } else tellFault(error, machine)
  process.exitCode = isGuestHere ? exitCodes.usage : exitCodes.fault
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
