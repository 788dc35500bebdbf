import type { Task } from '../../plan/plan.ts'
import { filesOf, worksOf } from '../../plan/walk.ts'
import type { SourceSpan } from '../../source/span.ts'
import { nameOf } from '../naming.ts'
import type { Options } from '../option.ts'
import type { Rule } from '../rule.ts'

/** Of a hundred tasks in real plans one or two are larger. */
const mostFiles = { name: 'files', summary: 'How many files a task writes at most.', default: 15, minimum: 1 }
const mostCriteria = {
  name: 'criteria',
  summary: 'How many criteria a task has at most.',
  default: 15,
  minimum: 1,
}
const mostSteps = { name: 'steps', summary: 'How many steps a task has at most.', default: 12, minimum: 1 }

export const noOversizedTask: Rule = {
  code: 'PC104',
  name: 'no-oversized-task',
  severity: 'info',
  checklist: false,
  summary: 'A task is small enough for one agent: 15 files, 15 criteria and 12 steps at most.',
  options: [mostFiles, mostCriteria, mostSteps],
  *check({ tasks, option }) {
    for (const task of tasks) {
      const sizes = sizesOf(task, option).filter(({ count, most }) => count > most)
      const [first] = sizes
      if (first === undefined) continue
      yield {
        span: first.span,
        message: `${nameOf(task)} has ${sizes.map(({ count, what }) => `${count} ${what}`).join(' and ')}`,
        subject: sizes.map(({ what }) => what).join(' and '),
        help: 'Split it where the parts can be tested each for itself.',
      }
    }
  },
}

interface Size {
  readonly what: string
  readonly count: number
  readonly most: number
  readonly span: SourceSpan
}

function sizesOf(task: Task, option: Options): readonly Size[] {
  const { heading, files, criteria, steps } = task
  const listed = worksOf(task).reduce((sum, work) => sum + (work.criteria?.value.length ?? 0), 0)
  return [
    { what: 'files', count: filesOf(task).length, most: option(mostFiles), span: files?.span ?? heading },
    { what: 'criteria', count: listed, most: option(mostCriteria), span: criteria?.span ?? heading },
    { what: 'steps', count: steps.length, most: option(mostSteps), span: heading },
  ]
}
