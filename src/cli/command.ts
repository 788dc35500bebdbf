import type { Arguments } from './arguments.ts'
import type { ExitCode, exitCodes } from './exit-codes.ts'
import type { Machine } from './machine.ts'
import type { Option } from './options.ts'

export type Run = (given: Arguments, machine: Machine) => Promise<ExitCode>

/** A command: what the help says of it, and where it is. */
export interface Command {
  readonly name: string
  readonly usage: string
  readonly summary: string
  readonly options: readonly Option[]
  /** How many words besides options it takes, and what one of them is; `undefined`: a plan. */
  readonly operands: { readonly least: number; readonly most: number; readonly called?: string }
  /** What its exit codes mean, where that is not what they mean elsewhere. */
  readonly exitCodes?: Partial<Readonly<Record<keyof typeof exitCodes, string>>>
  /** Loads what the command needs and nothing else; `undefined`: the help, which needs nothing. */
  readonly load: (() => Promise<Run>) | undefined
}
