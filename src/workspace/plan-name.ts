import { existsSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { foldersNamed } from '../parser/task-directories/layout.ts'
import { displayPath } from './disk.ts'
import { UnusablePath } from './unusable-path.ts'

/** Where upstream keeps plans that are folders. */
const home = 'documentation/plans'

/**
 * The folder of the plan that is called `27`, `027`, `027-roles` or `roles`; every other path as it is. Throws an
 * `UnusablePath` where several are called so.
 */
export function planFolder(root: string, written: string): string {
  if (!/^[\w][\w.-]*$/.test(written) || existsSync(resolve(root, written))) return written
  const [found, ...others] = foldersNamed(written, foldersIn(join(root, home)))
  if (found === undefined) return written
  if (others.length > 0) {
    const all = [found, ...others].map((name) => `${home}/${name}`).join(', ')
    throw new UnusablePath(displayPath(root, written), `names more than one plan: ${all}`)
  }
  return `${home}/${found}`
}

function foldersIn(path: string): readonly string[] {
  if (!existsSync(path)) return []
  const entries = readdirSync(path, { withFileTypes: true })
  return entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])).sort()
}
