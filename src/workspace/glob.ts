import { existsSync, statSync } from 'node:fs'
import { isAbsolute, relative, resolve, sep } from 'node:path'
import picomatch from 'picomatch'
import { filesBelow } from './walk.ts'

/** The files that match, relative to `root`, or absolute as the pattern is; with `/`, sorted. */
export function glob(root: string, pattern: string): readonly string[] {
  const { base } = picomatch.scan(pattern)
  const folder = resolve(root, base)
  if (!existsSync(folder) || !statSync(folder).isDirectory()) return []
  const matches = picomatch(pattern, { dot: true })
  const files = [...filesBelow(folder, () => {})]
  const shown = files.map((file) => (isAbsolute(pattern) ? file : relative(root, file)).split(sep).join('/'))
  return shown.filter((path) => matches(path)).sort()
}
