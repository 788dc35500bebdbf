import { statSync } from 'node:fs'
import { resolve } from 'node:path'
import { displayPath } from './disk.ts'
import { planFolder } from './plan-name.ts'
import { touching, type UnusablePath } from './unusable-path.ts'
import { filesBelow } from './walk.ts'

/** A file that may be a plan. */
export interface Candidate {
  /** As the user would write it. */
  readonly path: string
  /** Named by the user, not found in a folder: it has to be a plan. */
  readonly named: boolean
}

export interface Discovery {
  readonly candidates: readonly Candidate[]
  /** Folders below the given ones that could not be looked into. */
  readonly refused: readonly UnusablePath[]
}

const MARKDOWN = /\.(md|markdown)$/i

/**
 * The files that `paths` name, or the plans that are called so, and the Markdown files in the folders that they name, each once, in the order given.
 * Throws an `UnusablePath` where a path itself cannot be used.
 */
export function discover(root: string, paths: readonly string[], isShut: Shut = open): Discovery {
  const candidates = new Map<string, Candidate>()
  const refused: UnusablePath[] = []
  for (const written of paths) {
    const path = planFolder(root, written)
    for (const candidate of candidatesAt(root, path, { refused, isShut })) {
      const known = candidates.get(candidate.path)
      if (!known?.named) candidates.set(candidate.path, candidate)
    }
  }
  return { candidates: [...candidates.values()], refused }
}

/** Whether a file or folder is to be left out of what is found in folders. Paths are absolute. */
export type Shut = (path: string, isFolder: boolean) => boolean

const open: Shut = () => false

interface Finding {
  readonly refused: UnusablePath[]
  readonly isShut: Shut
}

function* candidatesAt(root: string, path: string, { refused, isShut }: Finding): Generator<Candidate> {
  const shown = displayPath(root, path)
  if (!isFolder(root, path)) return yield { path: shown, named: true }
  const folder = resolve(root, path)
  // Who names a folder that is shut wants to see what is in it.
  const walk = isShut(folder, true) ? {} : { isShut }
  for (const file of filesBelow(folder, (error) => refused.push(error), walk)) {
    if (MARKDOWN.test(file)) yield { path: displayPath(root, file), named: false }
  }
}

/** Throws an `UnusablePath` where there is nothing. */
export function isFolder(root: string, path: string): boolean {
  return touching(displayPath(root, path), () => statSync(resolve(root, path)).isDirectory())
}
