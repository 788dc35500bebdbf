import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { meaningOf } from '../plan/meaning.ts'
import type { Plan } from '../plan/plan.ts'
import { sha256 } from '../source/sha256.ts'
import { UsageError } from './usage-error.ts'

/** What was run is what was compiled: a plan that asks for something else now cannot be told what came of it. */
export function requireSameMeaning(plan: Plan, folder: string): void {
  const file = join(folder, 'meaning.hash')
  if (!existsSync(file))
    throw new UsageError('the plan was compiled by an older version: compile it again first')
  if (readFileSync(file, 'utf8').trim() === `sha256:${sha256(meaningOf(plan))}`) return
  throw new UsageError(
    'the plan asks for something else than when it was compiled, so what was run cannot be recorded in it: compile it again, and resume',
  )
}
