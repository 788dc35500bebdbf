import { type Dirent, existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { touching, UnusablePath } from './unusable-path.ts'

/** What tools keep for themselves: nobody writes plans there. */
const CLOSED: ReadonlySet<string> = new Set([
  ...['.git', '.hg', '.svn', '.jj'],
  ...['node_modules', 'bower_components', '.venv', 'venv', '.yarn', '.pnpm-store'],
  ...['.cache', '.gradle', '.next', '.nuxt', '.parcel-cache', '.svelte-kit', '.terraform', '.tox', '.turbo'],
  ...['__pycache__', '.mypy_cache', '.pytest_cache', '.ruff_cache'],
])

/** Files that mark their folder as made by a tool: the standard for caches, and our own manifest. */
const MARKS = ['CACHEDIR.TAG', '.plan-compile.json']

/** How far to walk. */
export interface Walk {
  readonly depth?: number
  readonly isShut?: (path: string, isFolder: boolean) => boolean
}

/**
 * Every file below `folder`, by name, each folder's own files before those of its folders. Folders of tools are not
 * entered, symbolic links not followed; a folder that may not be listed is passed to `refuse`, or throws. `depth` 1 is
 * the folder's own files; what `isShut` is left out, too.
 */
export function* filesBelow(
  folder: string,
  refuse: (error: UnusablePath) => void,
  { depth = Number.POSITIVE_INFINITY, isShut = () => false }: Walk = {},
): Generator<string> {
  const entries = entriesOf(folder, refuse)
  for (const entry of entries) {
    const path = join(folder, entry.name)
    if (entry.isFile() && !isShut(path, false)) yield path
  }
  if (depth <= 1) return
  for (const entry of entries) {
    const path = join(folder, entry.name)
    if (entry.isDirectory() && !CLOSED.has(entry.name) && !isMarked(path) && !isShut(path, true))
      yield* filesBelow(path, refuse, { depth: depth - 1, isShut })
  }
}

function entriesOf(folder: string, refuse: (error: UnusablePath) => void): readonly Dirent[] {
  try {
    return touching(folder, () => readdirSync(folder, { withFileTypes: true })).sort(byName)
  } catch (error) {
    if (!(error instanceof UnusablePath)) throw error
    refuse(error)
    return []
  }
}

function isMarked(folder: string): boolean {
  return MARKS.some((mark) => existsSync(join(folder, mark)))
}

function byName(a: Dirent, b: Dirent): number {
  return a.name < b.name ? -1 : 1
}
