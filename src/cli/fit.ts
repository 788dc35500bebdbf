import { visibleWithin } from '../reporters/visible.ts'
import type { Arguments } from './arguments.ts'
import type { Command } from './command.ts'
import { UsageError, unknown } from './usage-error.ts'

/** Throws a `UsageError` where something is given that the command does not take, or not as it takes it. */
export function requireFit(command: Command, given: Arguments, all: readonly Command[]): void {
  requireOptions(command, given, all)
  requireChoices(command, given)
  requireOperands(command, given)
}

function requireOptions(command: Command, given: Arguments, all: readonly Command[]): void {
  for (const { name } of all.flatMap(({ options }) => options)) {
    if (!given.has(name) || takes(command, name)) continue
    const owners = all.filter((other) => takes(other, name)).map((other) => other.name)
    throw new UsageError(`${command.name} has no option --${name}: it belongs to ${owners.join(' and ')}`)
  }
}

function takes({ options }: Command, name: string): boolean {
  return options.some((option) => option.name === name)
}

function requireChoices({ name: command, options }: Command, given: Arguments): void {
  for (const { name, choices, toFile } of options) {
    for (const value of given.values(name)) {
      const choice = toFile ? value.replace(/=.*$/s, '') : value
      if (choices && !choices.includes(choice)) {
        throw unknown(`--${name}`, choice, choices, `plan-compile help ${command}`)
      }
    }
  }
}

function requireOperands(
  { name, usage, operands: { least, most, called = 'a plan' } }: Command,
  { operands }: Arguments,
): void {
  if (operands.length < least) throw new UsageError(`${name} needs ${called}: ${usage}`)
  const surplus = operands.slice(most)
  if (surplus.length > 0) {
    throw new UsageError(`${name} takes one, not also ${visibleWithin(surplus.join(' '), 200)}: ${usage}`)
  }
}
