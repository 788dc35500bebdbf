import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import ignore, { type Ignore } from 'ignore'
import { pathBelow } from './path-below.ts'

/**
 * Tells what git is told to ignore, by the `.gitignore` of each folder from the root of the repository down, and
 * `.git/info/exclude`. Outside a repository nothing is. Paths are absolute.
 */
export function ignoredBelow(folder: string): (path: string, isFolder: boolean) => boolean {
  const root = rootAbove(folder)
  if (root === undefined) return () => false
  const known = new Map<string, Ignore | undefined>()
  const orders = (at: string) => {
    if (!known.has(at)) known.set(at, ordersIn(at, at === root))
    return known.get(at)
  }
  const isIgnored = (path: string, isFolder: boolean): boolean => {
    if (path === root || !path.startsWith(root)) return false
    // What lies in an ignored folder is ignored, whatever is said of it.
    if (isIgnored(dirname(path), true)) return true
    let verdict = false
    for (const at of foldersDown(root, dirname(path))) {
      const inside = pathBelow(at, path)
      const { ignored, unignored } = orders(at)?.test(isFolder ? `${inside}/` : inside) ?? nothing
      verdict = ignored || (verdict && !unignored)
    }
    return verdict
  }
  return isIgnored
}

const nothing = { ignored: false, unignored: false }

function ordersIn(folder: string, isRoot: boolean): Ignore | undefined {
  const files = [
    ...(isRoot ? [join(folder, '.git', 'info', 'exclude')] : []),
    join(folder, '.gitignore'),
  ].filter(isFile)
  if (files.length === 0) return undefined
  return ignore({ allowRelativePaths: true }).add(files.map((file) => readFileSync(file, 'utf8')).join('\n'))
}

/** A pipe would make us wait, and `/dev/zero` for ever. */
function isFile(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isFile() === true
  } catch {
    return false
  }
}

function rootAbove(folder: string): string | undefined {
  if (existsSync(join(folder, '.git'))) return folder
  return dirname(folder) === folder ? undefined : rootAbove(dirname(folder))
}

/** From the root to the folder, both included. */
function foldersDown(root: string, folder: string): readonly string[] {
  return folder === root ? [root] : [...foldersDown(root, dirname(folder)), folder]
}
