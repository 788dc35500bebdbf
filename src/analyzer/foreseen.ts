import { patternsMeet } from '../plan/globs.ts'
import { literalSegments, type PathPattern } from '../plan/paths.ts'
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
  if (pattern.kind !== 'glob') return at(pattern.path) !== 'absent'
  return files().some((path) => patternsMeet({ path, kind: 'file' }, pattern))
}
