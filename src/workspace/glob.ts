import { existsSync, statSync } from 'node:fs'
import { isAbsolute, relative, resolve } from 'node:path'
import picomatch from 'picomatch'
import { slashed } from './path-below.ts'
import { filesBelow } from './walk.ts'

/** The files that match, relative to `root`, or absolute as the pattern is; with `/`, sorted. */
export function glob(root: string, pattern: string): readonly string[] {
  const { base, isGlob, glob: rest } = picomatch.scan(pattern)
  const literal = unescaped(base)
  const folder = resolve(root, literal)
  if (!isGlob) return statSync(folder, { throwIfNoEntry: false })?.isFile() ? [literal] : []
  if (!existsSync(folder) || !statSync(folder).isDirectory()) return []
  const matches = picomatch(pattern, { dot: true })
  const depth = rest.includes('**') ? Number.POSITIVE_INFINITY : rest.split('/').length
  const files = [...filesBelow(folder, () => {}, { depth })]
  const shown = files.map((file) => slashed(isAbsolute(pattern) ? file : relative(root, file)))
  return shown.filter((path) => matches(path)).sort()
}

/** Whether a path, relative to wherever, is one that the globs mean. */
export function matcher(globs: readonly string[]): (path: string) => boolean {
  const matches = picomatch([...globs], { dot: true })
  return (path) => matches(path.replace(/^(?:\.{0,2}\/)+/, ''))
}

/** A folder of a real path may be called `[id]`, which a pattern has to write `\[id\]`. */
function unescaped(pattern: string): string {
  return pattern.replace(/\\([^\w\s/])/g, '$1')
}
