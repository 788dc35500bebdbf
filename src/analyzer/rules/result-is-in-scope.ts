import { listed, nameOf, ticked } from '../naming.ts'
import { filesBeyond, recordsOf } from '../records.ts'
import type { Rule } from '../rule.ts'

export const resultIsInScope: Rule = {
  code: 'PC341',
  name: 'result-is-in-scope',
  severity: 'warning',
  checklist: false,
  summary: 'An implementation changes no file that its task does not name.',
  *check(input) {
    for (const recorded of recordsOf(input)) {
      const { task, record } = recorded
      const beyond = filesBeyond(recorded, record.result?.files ?? [])
      const [first] = beyond
      if (first === undefined) continue
      yield {
        span: first.span,
        message: `The implementation of ${nameOf(task)} went beyond its files: ${listed(beyond.map(({ value }) => ticked(value)))}`,
        related: [{ span: task.files?.span ?? task.heading, message: 'the files of the task' }],
        help: 'Look at these changes: nobody agreed to them. Another task may count on the files being its own.',
      }
    }
  },
}
