import { patternsMeet } from '../plan/globs.ts'
import type { FileChange, Task } from '../plan/plan.ts'
import type { TaskRecord } from '../plan/task-directory.ts'
import { filesOf } from '../plan/walk.ts'
import type { Located } from '../source/span.ts'
import type { RuleInput } from './rule.ts'

/** A task of a plan that is a folder, and what its files say besides. */
export interface Recorded {
  readonly task: Task
  readonly record: TaskRecord
}

export function recordsOf({ plan, tasks }: RuleInput): readonly Recorded[] {
  const records = new Map(plan.directory?.records.map((record) => [record.id, record]))
  return tasks.flatMap((task) => {
    const record = records.get(task.id)
    return record === undefined ? [] : [{ task, record }]
  })
}

/** Files that an executor names and the task does not; none where the task leaves open which files are its own. */
export function filesBeyond(
  { task, record }: Recorded,
  named: readonly Located<string>[],
): readonly Located<string>[] {
  const scope = filesOf(task)
  if (scope.length === 0 || record.openEntry !== undefined) return []
  return named.filter((file) => !scope.some((own) => covers(own, file.value)))
}

/** A bare name or the end of a path is taken for the path that ends so. */
function covers(own: FileChange, path: string): boolean {
  if (`/${own.path}`.endsWith(`/${path}`) || `/${path}`.endsWith(`/${own.path}`)) return true
  return patternsMeet(own, {
    path,
    kind: path.endsWith('/') ? 'directory' : /[*?]/.test(path) ? 'glob' : 'file',
  })
}
