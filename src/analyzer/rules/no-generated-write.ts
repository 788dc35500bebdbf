import { normalisePath } from '../../plan/paths.ts'
import { filesOf } from '../../plan/walk.ts'
import { makerOf } from '../made-paths.ts'
import { nameOf, ticked } from '../naming.ts'
import type { Rule } from '../rule.ts'

export const noGeneratedWrite: Rule = {
  code: 'PC310',
  name: 'no-generated-write',
  severity: 'warning',
  checklist: false,
  summary:
    'A task does not write what a tool writes: the inside of `.git`, installed packages, build output.',
  *check({ tasks }) {
    for (const task of tasks) {
      for (const { path, span, mode } of filesOf(task)) {
        const maker = mode === 'delete' ? undefined : makerOf(normalisePath(path))
        if (maker === undefined) continue
        yield {
          span,
          message: `${nameOf(task)} writes ${ticked(path)}, which belongs to ${maker}`,
          help: 'Name the source that it is made from: what is written here is lost with the next run of the tool.',
        }
      }
    }
  },
}
