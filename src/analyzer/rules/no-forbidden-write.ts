import { patternsMeet } from '../../plan/globs.ts'
import type { FileChange, Task } from '../../plan/plan.ts'
import { filesOf } from '../../plan/walk.ts'
import { nameOf, ticked } from '../naming.ts'
import type { Rule } from '../rule.ts'

export const noForbiddenWrite: Rule = {
  code: 'PC331',
  name: 'no-forbidden-write',
  severity: 'error',
  checklist: false,
  summary: 'A task does not write what it is forbidden to write.',
  *check({ tasks, workspace }) {
    for (const task of tasks) {
      for (const [file, forbidden] of overlaps(task, workspace.caseInsensitive)) {
        yield {
          span: file.span,
          message: `${nameOf(task)} writes ${ticked(file.path)}, which it is forbidden to write`,
          related: [{ span: forbidden.span, message: `${ticked(forbidden.path)} is forbidden here` }],
          help: 'Take it from one of the two lists.',
        }
      }
    }
  },
}

function overlaps(task: Task, caseInsensitive: boolean): readonly (readonly [FileChange, FileChange])[] {
  const walls = task.forbidden?.value ?? []
  return filesOf(task).flatMap((file) => {
    const wall = walls.find((one) => patternsMeet(file, one, { caseInsensitive }))
    return wall === undefined ? [] : [[file, wall] as const]
  })
}
