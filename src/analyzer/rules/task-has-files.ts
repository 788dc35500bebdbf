import { worksOf } from '../../plan/walk.ts'
import { missing } from '../missing.ts'
import type { Rule } from '../rule.ts'

export const taskHasFiles: Rule = {
  code: 'PC301',
  name: 'task-has-files',
  severity: 'warning',
  checklist: true,
  summary: 'Every task names the files that it creates or modifies.',
  check: (input) =>
    missing(input, {
      isMissing: (task) => worksOf(task).every(({ files }) => files === undefined),
      field: 'files',
      lacks: 'does not name the files that it writes',
      has: 'names the files that it writes',
      have: 'name the files that they write',
      help: () => 'List them below `**Files to create/modify:**`, or write `None` there.',
      severity: (task) => (task?.purpose === 'design' ? 'info' : undefined),
    }),
}
