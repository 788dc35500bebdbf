import { lstatSync, readFileSync, realpathSync, type Stats } from 'node:fs'
import { join, relative } from 'node:path'
import { leavesRoot } from './disk.ts'
import { hashOf } from './manifest.ts'
import { codeOf, touching } from './unusable-path.ts'

/** What stands where a file is to be. */
export type Entry =
  | { readonly kind: 'absent' }
  | { readonly kind: 'file'; readonly hash: string; readonly executable: boolean }
  /** Something that a rename replaces without following it. */
  | { readonly kind: 'link' }
  /** No file can be put here; the reason completes a sentence that begins with the path. */
  | { readonly kind: 'blocked'; readonly reason: string }

/** Looks at `path` below `root` and at every folder on the way; follows no link out of `root`. */
export function entryAt(root: string, path: string): Entry {
  const segments = path.split('/')
  for (let depth = 1; depth < segments.length; depth++) {
    const folder = segments.slice(0, depth).join('/')
    const found = statusOf(join(root, folder))
    if (found === undefined) return { kind: 'absent' }
    if (found.isSymbolicLink() && leadsOut(root, folder)) {
      return blocked(`\`${folder}\` is a symbolic link that leads out of the output folder`)
    }
    if (!found.isSymbolicLink() && !found.isDirectory()) {
      return blocked(`\`${folder}\` is no folder`)
    }
  }
  return leafAt(root, path)
}

function blocked(why: string): Entry {
  return { kind: 'blocked', reason: `cannot be written: ${why}` }
}

function leafAt(root: string, path: string): Entry {
  const file = join(root, path)
  const found = statusOf(file)
  if (found === undefined) return { kind: 'absent' }
  if (found.isSymbolicLink()) return { kind: 'link' }
  if (found.isDirectory()) return { kind: 'blocked', reason: 'is a folder' }
  if (!found.isFile()) return { kind: 'blocked', reason: 'is a device, pipe or socket' }
  const hash = touching(path, () => hashOf(readFileSync(file)))
  return { kind: 'file', hash, executable: (found.mode & 0o111) !== 0 }
}

function statusOf(file: string): Stats | undefined {
  try {
    return lstatSync(file)
  } catch (error) {
    const code = codeOf(error)
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined
    throw error
  }
}

function leadsOut(root: string, folder: string): boolean {
  try {
    return leavesRoot(relative(realpathSync(root), realpathSync(join(root, folder))))
  } catch {
    return true
  }
}
