import { closest } from '../diagnostics/closest.ts'
import { visibleWithin } from '../reporters/visible.ts'

/** The user asked for something that cannot be done as asked; the message is one clear line, or a short list. */
export class UsageError extends Error {}

const MOST_NAMED = 8

/**
 * `unknown option --strit: did you mean --strict?`; where nothing is close, what there is, or who lists it where that is
 * a lot.
 */
export function unknown(
  what: string,
  written: string,
  known: readonly string[],
  listedBy?: string,
): UsageError {
  const meant = closest(written, known)
  const listed = listedBy === undefined ? '' : `: ${listedBy} lists what there is`
  const rest = known.length > MOST_NAMED ? listed : `: there is ${known.join(', ')}`
  return new UsageError(
    `unknown ${what} ${visibleWithin(written, 80)}${meant === undefined ? rest : `: did you mean ${meant}?`}`,
  )
}
