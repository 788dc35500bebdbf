import { worksOf } from '../../plan/walk.ts'
import { missing } from '../missing.ts'
import type { Rule } from '../rule.ts'

export const taskHasCriteria: Rule = {
  code: 'PC501',
  name: 'task-has-criteria',
  severity: 'warning',
  checklist: true,
  summary: 'Every task says how one can see that it is done.',
  check: (input) =>
    missing(input, {
      isMissing: (task) =>
        worksOf(task).every(({ criteria }) => (criteria?.value ?? []).length === 0) &&
        (task.contract?.truths?.value ?? []).length === 0,
      field: 'criteria',
      lacks: 'has no acceptance criteria',
      has: 'has acceptance criteria',
      have: 'have acceptance criteria',
      help: () =>
        'List what is to be seen when it is done, best as commands, such as `npm test -- cache` passes.',
    }),
}
