import { patternsMeet } from '../plan/globs.ts'
import { isWild, literalSegments, type PathPattern } from '../plan/paths.ts'
import type { FileChange, Task } from '../plan/plan.ts'
import { filesOf } from '../plan/walk.ts'
import type { Repository } from '../plan/workspace.ts'

/** A task, and something that it writes. */
export interface Writer {
  readonly task: Task
  readonly file: FileChange
}

/** What a plan will bring, whatever its order: only what is deleted is no gain. */
export function writersOf(tasks: readonly Task[]): readonly Writer[] {
  return tasks.flatMap((task) =>
    filesOf(task)
      .filter(({ mode }) => mode !== 'delete')
      .map((file) => ({ task, file })),
  )
}

/**
 * Whether the repository is the one that the plan speaks of, rather than one in which it merely lies: `yes` where a
 * folder or file at the top of what its tasks touch is there, `unknown` where they touch nothing.
 */
export function isAbout({ at }: Repository, tasks: readonly Task[]): 'yes' | 'no' | 'unknown' {
  const tops = tasks.flatMap(filesOf).flatMap((file) => literalSegments(file).slice(0, 1))
  if (tops.length === 0) return 'unknown'
  return tops.some((top) => ['file', 'folder'].includes(at(top))) ? 'yes' : 'no'
}

/** Whether something is there that a pattern means. */
export function isThere(pattern: PathPattern, { at, files }: Repository): boolean {
  if (!isWild(pattern)) return at(pattern.path) !== 'absent'
  const start = literalStart(pattern)
  return files().some((path) => path.startsWith(start) && patternsMeet({ path, kind: 'file' }, pattern))
}

/** What every path that a pattern means begins with: most others are quickly told by it. */
function literalStart({ path }: PathPattern): string {
  return /^[^*?[\]{}()!+@\\]*/.exec(path)?.[0] ?? ''
}

/** What a plan brings, for many questions. */
export interface Foreseen {
  /** Whether a task writes something that the pattern means. */
  has(pattern: PathPattern): boolean
  readonly paths: readonly string[]
}

export function foreseen(tasks: readonly Task[]): Foreseen {
  const files = writersOf(tasks).map(({ file }) => file)
  const paths = new Set(files.map(({ path }) => path))
  const wide = files.filter((file) => !isLiteralFile(file))
  const literal = files.filter(isLiteralFile)
  return {
    has: (pattern) => {
      if (paths.has(pattern.path) || wide.some((file) => patternsMeet(file, pattern))) return true
      const start = literalStart(pattern)
      return (
        !isLiteralFile(pattern) &&
        literal.some((file) => file.path.startsWith(start) && patternsMeet(file, pattern))
      )
    },
    paths: [...paths],
  }
}

function isLiteralFile(pattern: PathPattern): boolean {
  return pattern.kind === 'file' && !isWild(pattern)
}
