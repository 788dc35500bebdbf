import { version } from '../generated/version.js'
import { visibleWithin } from '../reporters/visible.ts'
import type { Machine } from './machine.ts'

/** Says that we are wrong, not the plan and not the user: the facts, and the stack where it is asked for. */
export function tellFault(error: unknown, { messages, environment }: Machine): void {
  const debug = environment['PLAN_COMPILE_DEBUG'] === '1'
  const lines = [
    'plan-compile: this is a bug of plan-compile, not of your plan',
    `  ${error instanceof Error ? `${error.name}: ${visibleWithin(error.message, 500)}` : visibleWithin(String(error), 500)}`,
    `  plan-compile ${version}, node ${process.version}, ${process.platform} ${process.arch}`,
    debug
      ? stackOf(error)
      : '  Please report it, with the plan; PLAN_COMPILE_DEBUG=1 shows where it happened.',
  ]
  messages.write(lines.map((line) => `${line}\n`).join(''))
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? '') : ''
}
