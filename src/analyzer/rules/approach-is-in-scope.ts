import { listed, nameOf, ticked } from '../naming.ts'
import { filesBeyond, recordsOf } from '../records.ts'
import type { Rule } from '../rule.ts'

export const approachIsInScope: Rule = {
  code: 'PC340',
  name: 'approach-is-in-scope',
  severity: 'warning',
  checklist: false,
  summary: "An executor's plan names no file that its task does not name.",
  *check(input) {
    for (const recorded of recordsOf(input)) {
      const { task, record } = recorded
      const beyond = filesBeyond(recorded, record.approach?.files ?? [])
      const [first] = beyond
      if (first === undefined) continue
      yield {
        span: first.span,
        message: `The approach to ${nameOf(task)} goes beyond its files: ${listed(beyond.map(({ value }) => ticked(value)))}`,
        related: [{ span: task.files?.span ?? task.heading, message: 'the files of the task' }],
        help: 'Ask whether the task may grow, and add the files to it, or stay within them.',
      }
    }
  },
}
