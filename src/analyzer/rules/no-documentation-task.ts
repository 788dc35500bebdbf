import type { Task } from '../../plan/plan.ts'
import { filesOf } from '../../plan/walk.ts'
import { nameOf } from '../naming.ts'
import { recordsOf } from '../records.ts'
import type { Rule } from '../rule.ts'

export const noDocumentationTask: Rule = {
  code: 'PC146',
  name: 'no-documentation-task',
  severity: 'info',
  checklist: false,
  summary: 'Documentation is brought up to date while planning, not by a task.',
  *check(input) {
    for (const { task } of recordsOf(input)) {
      if (!isDocumentation(task)) continue
      yield {
        span: task.heading,
        message: `${nameOf(task)} only writes documentation`,
        help: 'Write it before the plan is approved, or let the task that changes the code write it.',
      }
    }
  },
}

/** Its files decide; where it names none, its title. */
function isDocumentation(task: Task): boolean {
  const files = filesOf(task)
  if (files.length > 0) return files.every(({ path }) => /^documentation\//.test(path))
  return /^(?:update|write|refresh|document)\w*\b.*\b(?:docs?|documentation|readme|changelog)\b/i.test(
    task.title.value,
  )
}
