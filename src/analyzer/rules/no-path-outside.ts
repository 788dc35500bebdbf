import { leadsOutside, normalisePath } from '../../plan/paths.ts'
import { filesOf } from '../../plan/walk.ts'
import { nameOf, ticked } from '../naming.ts'
import type { Rule } from '../rule.ts'

export const noPathOutside: Rule = {
  code: 'PC303',
  name: 'no-path-outside',
  severity: 'error',
  checklist: false,
  summary: 'A task writes within the repository.',
  *check({ tasks }) {
    for (const task of tasks) {
      for (const { path, span } of filesOf(task)) {
        if (!leadsOutside(normalisePath(path))) continue
        yield {
          span,
          message: `${nameOf(task)} writes ${ticked(path)}, which lies outside the repository`,
          help: 'Give the path from the root of the repository, without a leading `/`, `~` or `..`.',
        }
      }
    }
  },
}
