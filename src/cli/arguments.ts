import { parseArgs } from 'node:util'
import type { Option } from './options.ts'
import { UsageError, unknown } from './usage-error.ts'

const listed = 'plan-compile help COMMAND'

/** A command line, taken apart. */
export interface Arguments {
  readonly operands: readonly string[]
  /** Whether an option is given. */
  has(option: string): boolean
  /** The last value that an option is given. */
  value(option: string): string | undefined
  /** All values that an option is given, in order. */
  values(option: string): readonly string[]
}

/** Takes a command line apart by the options of all commands; which belongs to which is looked at afterwards. */
export function parseArguments(args: readonly string[], options: readonly Option[]): Arguments {
  const { tokens } = parseArgs({
    args: [...args],
    options: Object.fromEntries(options.map((option) => [option.name, configOf(option)])),
    strict: false,
    tokens: true,
  })
  const operands: string[] = []
  const given = new Map<string, readonly string[]>()
  for (const token of tokens) {
    if (token.kind === 'positional') operands.push(token.value)
    if (token.kind !== 'option') continue
    const option = options.find(({ name }) => name === token.name)
    if (option === undefined) throw unknown('option', token.rawName, spellings(options), listed)
    const value = valueIn(option, token)
    given.set(option.name, [...(given.get(option.name) ?? []), ...(value === undefined ? [] : [value])])
  }
  return {
    operands,
    has: (option) => given.has(option),
    value: (option) => given.get(option)?.at(-1),
    values: (option) => given.get(option) ?? [],
  }
}

function configOf({ short, value, optional }: Option) {
  return { type: value === undefined || optional ? 'boolean' : 'string', ...(short && { short }) } as const
}

interface Token {
  readonly rawName: string
  readonly value?: string | undefined
  readonly inlineValue?: boolean | undefined
}

function valueIn(
  { value: called, optional }: Option,
  { rawName, value, inlineValue }: Token,
): string | undefined {
  if (optional && value === undefined) return undefined
  if (called === undefined && value !== undefined) throw new UsageError(`${rawName} takes no value`)
  const isOption = value !== undefined && !inlineValue && value.startsWith('-') && value !== '-'
  if (called !== undefined && (value === undefined || value === '' || isOption)) {
    throw new UsageError(`${rawName} needs a value: ${rawName} ${called}`)
  }
  return value
}

function spellings(options: readonly Option[]): readonly string[] {
  return [...new Set(options.flatMap(({ name, short }) => [`--${name}`, ...(short ? [`-${short}`] : [])]))]
}
