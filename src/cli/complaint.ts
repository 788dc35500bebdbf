import { Misconfigured } from '../config/misconfigured.ts'
import { visibleWithin } from '../reporters/visible.ts'
import { UnusablePath } from '../workspace/unusable-path.ts'
import { UsageError } from './usage-error.ts'

/** What the user is told who asked for what cannot be done; `undefined`: the error is of another kind. */
export function complaintIn(error: unknown): string | undefined {
  if (error instanceof Misconfigured)
    return error.faults.map(({ message }) => visibleWithin(message, 500)).join('\n')
  if (error instanceof UnusablePath)
    return `${visibleWithin(error.path, 200)}: ${visibleWithin(error.reason, 300)}`
  return error instanceof UsageError ? inert(error.message) : undefined
}

/** A message quotes what the user, or a file, has written: it may be of any length, and ask a terminal for anything. */
function inert(message: string): string {
  return message
    .split('\n')
    .map((line) => visibleWithin(line, MOST_LETTERS))
    .join('\n')
}

const MOST_LETTERS = 1000
