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
export function discover(root: string, paths: readonly string[]): Discovery {
  const candidates = new Map<string, Candidate>()
  const refused: UnusablePath[] = []
  for (const written of paths) {
    const path = planFolder(root, written)
    for (const candidate of candidatesAt(root, path, refused)) {
      const known = candidates.get(candidate.path)
      if (!known?.named) candidates.set(candidate.path, candidate)
    }
  }
  return { candidates: [...candidates.values()], refused }
}

function* candidatesAt(root: string, path: string, refused: UnusablePath[]): Generator<Candidate> {
  const shown = displayPath(root, path)
  if (!isFolder(root, path)) return yield { path: shown, named: true }
  for (const file of filesBelow(resolve(root, path), (error) => refused.push(error))) {
    if (MARKDOWN.test(file)) yield { path: displayPath(root, file), named: false }
  }
}

/** Throws an `UnusablePath` where there is nothing. */
export function isFolder(root: string, path: string): boolean {
  return touching(displayPath(root, path), () => statSync(resolve(root, path)).isDirectory())
}
