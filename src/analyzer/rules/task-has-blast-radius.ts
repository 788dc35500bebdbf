import { worksOf } from '../../plan/walk.ts'
import { missing } from '../missing.ts'
import type { Rule } from '../rule.ts'

/** Three of four real plans know no blast radius at all: that is worth a remark, a gap in one that does a warning. */
export const taskHasBlastRadius: Rule = {
  code: 'PC502',
  name: 'task-has-blast-radius',
  severity: 'info',
  checklist: true,
  summary: 'Every task says which tests have to stay green.',
  check: (input) =>
    missing(input, {
      // A tester of its own tries out each task of a task directory, and everything is tried in the end.
      isMissing: (task) =>
        input.plan.directory === undefined &&
        worksOf(task).every(({ blastRadius, verification }) => (blastRadius ?? verification) === undefined),
      field: 'blastRadius',
      lacks: 'has no blast radius',
      has: 'has a blast radius',
      have: 'have a blast radius',
      help: () =>
        'Give the tests that it may break, such as `npm test -- cache`, or write `None` with the reason.',
      severity: (task) => (task === undefined || task.purpose === 'design' ? undefined : 'warning'),
    }),
}
