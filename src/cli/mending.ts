import type { Fix } from '../diagnostics/fix.ts'
import { type Mender, menderOf } from '../mend.ts'
import { visible } from '../reporters/visible.ts'
import { counted } from '../source/counted.ts'
import type { Arguments } from './arguments.ts'
import { stdin } from './inspect.ts'
import { type Machine, notify } from './machine.ts'
import { UsageError } from './usage-error.ts'

/** How findings are to be mended. */
export interface Mending {
  readonly mender: Mender
  /** Only shown. */
  readonly isDiff: boolean
}

/** `undefined`: not at all. */
export function mendingOf(given: Arguments): Mending | undefined {
  const isDiff = given.has('diff')
  if (!isDiff && !given.has('fix')) {
    for (const name of ['unsafe-fixes', 'placeholders'])
      if (given.has(name)) throw new UsageError(`--${name} goes with --fix or --diff`)
    return undefined
  }
  if (!isDiff && given.operands.includes(stdin))
    throw new UsageError('--fix needs a file to write into: with - use --diff')
  const allowed = new Set<Fix['safety']>(['safe'])
  if (given.has('unsafe-fixes')) allowed.add('unsafe')
  if (given.has('placeholders')) allowed.add('placeholder')
  return { mender: menderOf(allowed), isDiff }
}

/** Writes what was mended, and says so. */
export async function carryOut({ mender }: Mending, machine: Machine): Promise<void> {
  const changes = mender.changes()
  if (changes.length === 0) return
  const { rewriteAll } = await import('../workspace/rewrite.ts')
  const bare = new TextDecoder() // without a byte order mark
  rewriteAll(
    machine.folder,
    changes.map(({ path, before, after }) => ({
      path,
      before: bare.decode(before),
      after: bare.decode(after),
    })),
  )
  const paths = changes.map(({ path }) => visible(path)).join(', ')
  notify(machine, `${counted(mender.mended().length, 'finding')} mended in ${paths}`)
}

/**
 * What would be mended, as `git apply` takes it; empty where that is nothing. On a terminal what would move its cursor
 * or colour it is shown and not done.
 */
export async function differenceOf({ mender }: Mending, { output }: Machine): Promise<string> {
  const changes = mender.changes()
  if (changes.length === 0) return ''
  const { patchesOf } = await import('./patch.ts')
  return patchesOf(
    changes.map(({ path, before, after }) => ({ path, before: textOf(before), after: textOf(after) })),
    output,
  )
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
}
