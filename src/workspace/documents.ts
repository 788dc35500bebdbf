import { lstatSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { leadsOutside } from '../plan/paths.ts'
import { entryAt } from './entry.ts'
import { type Staged, stage, sweep } from './staging.ts'
import { touching, UnusablePath } from './unusable-path.ts'

/** A document of the repository that is to change, or to be made. */
export interface DocumentChange {
  /** Relative to the root, with `/`. */
  readonly path: string
  /** What was read, and has to be there still; `undefined`: nothing was there. */
  readonly before: Uint8Array | undefined
  /** With the byte order mark that it is to have. */
  readonly after: string
}

/**
 * Writes all of them beside their places and then puts each in place in one step: a kill leaves old and new documents,
 * none in between. Throws an `UnusablePath`, and writes nothing, where a path leads out of the root, is a link, or is
 * not as it was read.
 */
export function writeDocuments(root: string, changes: readonly DocumentChange[]): void {
  for (const change of changes) requireUnchanged(root, change)
  const staged: Staged[] = []
  try {
    for (const folder of new Set(changes.map(({ path }) => dirname(path)))) sweep(join(root, folder))
    for (const [index, { path, before, after }] of changes.entries()) {
      const mode = before === undefined ? undefined : lstatSync(join(root, path)).mode
      staged.push(stage(root, { path, contents: after }, index, mode))
    }
    for (const change of changes) requireUnchanged(root, change)
    for (const one of staged) one.putInPlace()
  } finally {
    for (const one of staged) one.discard()
  }
}

function requireUnchanged(root: string, { path, before }: DocumentChange): void {
  if (leadsOutside(path)) throw new UnusablePath(path, 'lies outside of the repository: nothing is written')
  const entry = entryAt(root, path)
  switch (entry.kind) {
    case 'blocked':
      throw new UnusablePath(path, entry.reason)
    case 'link':
      throw new UnusablePath(path, 'is a symbolic link: nothing is written')
    case 'absent':
      if (before !== undefined) throw new UnusablePath(path, CHANGED)
      return
    case 'file':
      if (before === undefined || !touching(path, () => readFileSync(join(root, path))).equals(before))
        throw new UnusablePath(path, CHANGED)
  }
}

const CHANGED = 'has changed since it was read: nothing is written'
