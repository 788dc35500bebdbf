import { leadsOutside, normalisePath } from '../../plan/paths.ts'
import { filesOf } from '../../plan/walk.ts'
import { nameOf, ticked } from '../naming.ts'
import type { Rule } from '../rule.ts'

export const fileIsExact: Rule = {
  code: 'PC304',
  name: 'file-is-exact',
  severity: 'info',
  checklist: false,
  summary: 'A list of files names files, not folders or patterns.',
  *check({ tasks }) {
    for (const task of tasks) {
      const [first, ...more] = filesOf(task).filter(({ path, kind, inferred }) => {
        return kind !== 'file' && !inferred && !leadsOutside(normalisePath(path))
      })
      if (first === undefined) continue
      const others = more.length === 0 ? '' : ` and ${more.length} more like it`
      yield {
        span: first.span,
        message: `${nameOf(task)} lists ${ticked(first.path)}${others}, not the files themselves`,
        help: 'Name each file: nobody can see beforehand what such an entry covers, nor afterwards whether it was done.',
      }
    }
  },
}
