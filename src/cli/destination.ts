import { existsSync, realpathSync } from 'node:fs'
import { basename, dirname, relative, resolve } from 'node:path'
import { isPlainPath } from '../codegen/escape.ts'
import { leavesRoot } from '../workspace/disk.ts'
import { slashed } from '../workspace/path-below.ts'
import { UsageError } from './usage-error.ts'

/** Where a compiled plan goes. */
export interface Place {
  /** The repository: what paths in the files are relative to. */
  readonly root: string
  /** The plan's own folder below it. */
  readonly folder: string
  /** Whether `root` is the folder that the user is in, so that slash commands belong there too. */
  readonly isHere: boolean
}

/**
 * `.plan/<name>` below the current folder, which counts as the repository, or the folder that the user names. One that
 * lies elsewhere stands alone: only the plan's own files go there.
 */
export function placeFor(here: string, output: string | undefined, name: string): Place {
  if (output === undefined) return { root: here, folder: `.plan/${name}`, isHere: true }
  const wanted = realPath(resolve(here, output))
  const inside = relative(here, wanted)
  const isHere = inside !== '' && !leavesRoot(inside)
  const root = isHere ? here : dirname(wanted)
  const folder = isHere ? slashed(inside) : basename(wanted)
  if (isPlainPath(folder)) return { root, folder, isHere }
  throw new UsageError(
    `agents are told the path of the output: only letters, digits and . _ - / may stand in it, not ${JSON.stringify(folder)}`,
  )
}

/** Without the symbolic links on the way, as far as the path exists. */
function realPath(path: string): string {
  if (existsSync(path)) return realpathSync(path)
  const parent = dirname(path)
  return parent === path ? path : resolve(realPath(parent), basename(path))
}
