import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { closest } from '../diagnostics/closest.ts'
import { version } from '../generated/version.js'
import { type Arguments, parseArguments } from './arguments.ts'
import type { Command } from './command.ts'
import { commands, compile } from './commands.ts'
import { complaintIn } from './complaint.ts'
import { type ExitCode, exitCodes } from './exit-codes.ts'
import { tellFault } from './fault.ts'
import { requireFit } from './fit.ts'
import { commandHelp, programHelp } from './help.ts'
import { type Machine, notify } from './machine.ts'
import { unknown } from './usage-error.ts'

const names = commands.map(({ name }) => name)

/** Carries out a command line; never throws. */
export async function run(args: readonly string[], machine: Machine): Promise<ExitCode> {
  try {
    return await dispatch(args, machine)
  } catch (error) {
    const complaint = complaintIn(error)
    if (complaint !== undefined) {
      notify(machine, complaint)
      return exitCodes.usage
    }
    tellFault(error, machine)
    return exitCodes.fault
  }
}

async function dispatch(args: readonly string[], machine: Machine): Promise<ExitCode> {
  const all = parseArguments(
    args,
    commands.flatMap(({ options }) => options),
  )
  const print = (text: string) => {
    machine.output.write(text)
    return exitCodes.clean
  }
  if (all.has('version')) return print(`${version}\n`)
  const [first, ...operands] = all.operands
  if (first === undefined && all.has('help')) return print(programHelp(commands))
  if (first === undefined) {
    machine.messages.write(programHelp(commands))
    return exitCodes.usage
  }
  const command = commandCalled(first, machine)
  const given = command.name === first ? { ...all, operands } : all
  if (given.has('help')) return print(commandHelp(command))
  requireFit(command, given, commands)
  if (command.load === undefined) return print(helpFor(given))
  const work = await command.load()
  return await work(given, machine)
}

/** A word that is no command is a plan to compile, unless it is a slip of the pen. */
function commandCalled(word: string, { folder }: Machine): Command {
  const command = commands.find(({ name }) => name === word)
  if (command) return command
  const isSlip = /^[a-z-]+$/i.test(word) && !existsSync(resolve(folder, word))
  if (isSlip && closest(word, names) !== undefined) throw unknown('command', word, names)
  return compile
}

function helpFor({ operands: [wanted] }: Arguments): string {
  if (wanted === undefined) return programHelp(commands)
  const command = commands.find(({ name }) => name === wanted)
  if (command === undefined) throw unknown('command', wanted, names, 'plan-compile help')
  return commandHelp(command)
}
