import { chmodSync, readFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { touching, UnusablePath } from './unusable-path.ts'

/** A text file that is to change. Neither text has the byte order mark, which stays. */
export interface Rewriting {
  /** As the user would write it. */
  readonly path: string
  /** What was read, and has to be there still. */
  readonly before: string
  readonly after: string
}

/**
 * Writes all or none of them, each in one step: whoever reads a file sees the old text or the new one. Its mode stays,
 * and a symbolic link to it. Throws an `UnusablePath` where a file has changed since it was read.
 */
export function rewriteAll(root: string, rewritings: readonly Rewriting[]): void {
  const staged: Staged[] = []
  try {
    for (const one of rewritings) staged.push(staging(root, one))
    for (const { path, place, temporary } of staged) touching(path, () => renameSync(temporary, place))
  } finally {
    for (const { temporary } of staged) rmSync(temporary, { force: true })
  }
}

interface Staged {
  readonly path: string
  readonly place: string
  readonly temporary: string
}

function staging(root: string, { path, before, after }: Rewriting): Staged {
  return touching(path, () => {
    const place = realpathSync(resolve(root, path))
    const bytes = readFileSync(place)
    const mark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? '\ufeff' : ''
    if (!bytes.equals(Buffer.from(mark + before))) {
      throw new UnusablePath(path, 'has changed since it was read: nothing is written')
    }
    const temporary = join(dirname(place), `.${basename(place)}.${process.pid}.plan-compile.tmp`)
    writeFileSync(temporary, mark + after, { flag: 'wx' })
    chmodSync(temporary, statSync(place).mode)
    return { path, place, temporary }
  })
}
