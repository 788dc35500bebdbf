import { nodesOf } from '../../plan/walk.ts'
import { counted } from '../../source/counted.ts'
import { placeOf, wordOf } from '../missing.ts'
import type { Rule } from '../rule.ts'

export const planHasGroups: Rule = {
  code: 'PC204',
  name: 'plan-has-groups',
  severity: 'info',
  checklist: true,
  summary: 'A plan of several tasks says which of them may run in parallel.',
  *check({ plan, tasks }) {
    const says =
      // Task directories know no groups: whatever need not wait runs.
      plan.directory !== undefined ||
      plan.claims.length > 0 ||
      nodesOf(plan).some(({ kind }) => kind === 'group') ||
      tasks.some(({ parallel, wave }) => parallel !== undefined || wave !== undefined)
    if (says || tasks.length < 3) return
    yield {
      span: placeOf(plan),
      message: `The plan does not say which of its ${counted(tasks.length, wordOf(tasks))} may run in parallel`,
      help: 'Add a table with the columns `Parallel Group` and `Phases`; until then the dependencies alone decide.',
    }
  },
}
