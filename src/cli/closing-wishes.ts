import type { ClosingWishes } from '../codegen/closing-nodes.ts'
import type { Arguments } from './arguments.ts'
import { configurationOf } from './configuration-of.ts'
import type { Machine } from './machine.ts'

/** What the user wishes to happen after the last plan of a phase; the command line goes before the configuration. */
export async function closingWishesOf(given: Arguments, machine: Machine): Promise<ClosingWishes> {
  const configuration = await configurationOf(given, machine)
  const verifier = given.has('no-verifier') ? false : configuration?.verifier
  const review = given.has('no-review') ? false : configuration?.review
  return { ...(verifier !== undefined && { verifier }), ...(review !== undefined && { review }) }
}
