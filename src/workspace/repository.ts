import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readdirSync,
  realpathSync,
  statSync,
} from 'node:fs'
import { relative, resolve, sep } from 'node:path'
import { leadsOutside } from '../plan/paths.ts'
import type { Evidence, Standing } from '../proof/evidence.ts'
import { firstBytes, leavesRoot } from './disk.ts'
import { pathBelow } from './path-below.ts'

export interface Contents extends Pick<Evidence, 'at' | 'text'> {
  /** The path without the links on its way; `undefined`: it is not there. */
  real(path: string): string | undefined
}

/** What stands at paths of a repository, and what they hold; no link out of it is followed, nothing is written. */
export function repositoryAt(root: string): Contents {
  const real = realpathSync(root)
  return {
    at: (path) => standingAt(real, path),
    text: (path) => textAt(real, path),
    real: (path) => {
      const place = placeAt(real, path)
      return 'file' in place ? pathBelow(real, place.file) : undefined
    },
  }
}

/** The file that a path of the repository means in the end. */
type Place = { readonly file: string } | { readonly standing: Standing }

function placeAt(root: string, path: string): Place {
  if (leadsOutside(path) || path.includes('\0')) return { standing: 'outside' }
  const wanted = resolve(root, path)
  try {
    const file = realpathSync(wanted)
    return leavesRoot(relative(root, file)) ? { standing: 'outside' } : { file }
  } catch (error) {
    return { standing: standingOf(error, root, wanted) }
  }
}

/** A link that hangs, or goes round, is not there; one that hangs and leads out says nothing about the outside. */
function standingOf(error: unknown, root: string, wanted: string): Standing {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'EACCES' || code === 'EPERM') return 'unreadable'
  for (let at = wanted; at !== root && at.startsWith(root + sep); at = resolve(at, '..')) {
    if (isLink(at)) return 'outside'
  }
  return 'absent'
}

function isLink(path: string): boolean {
  try {
    return lstatSync(path).isSymbolicLink()
  } catch {
    return false
  }
}

function standingAt(root: string, path: string): Standing {
  const place = placeAt(root, path)
  if ('standing' in place) return place.standing
  try {
    const found = statSync(place.file)
    if (found.isFile()) return found.size > 0 ? 'file' : 'empty'
    if (found.isDirectory()) return readdirSync(place.file).length > 0 ? 'folder' : 'empty'
    return 'special'
  } catch {
    return 'unreadable'
  }
}

/** Opened without following a link, so that what was looked at is what is read; a pipe would make us wait. */
function textAt(root: string, path: string): string | undefined {
  const place = placeAt(root, path)
  if ('standing' in place) return undefined
  try {
    const handle = openSync(place.file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
    try {
      return fstatSync(handle).isFile() ? decoded(firstBytes(handle)) : undefined
    } finally {
      closeSync(handle)
    }
  } catch {
    return undefined
  }
}

function decoded(bytes: Uint8Array): string | undefined {
  const text = Buffer.from(bytes).toString('utf8')
  return text.includes('\0') ? undefined : text
}
