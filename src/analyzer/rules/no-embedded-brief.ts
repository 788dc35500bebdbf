import { nameOf } from '../naming.ts'
import { recordsOf } from '../records.ts'
import type { Rule } from '../rule.ts'

export const noEmbeddedBrief: Rule = {
  code: 'PC142',
  name: 'no-embedded-brief',
  severity: 'warning',
  checklist: false,
  summary: 'A README lists tasks and does not describe those that have a file of their own.',
  *check(input) {
    for (const { task, record } of recordsOf(input)) {
      if (record.embedded === undefined) continue
      yield {
        span: record.embedded,
        message: `The README describes ${nameOf(task)} too, which has a file of its own`,
        related: [{ span: task.heading, message: 'this file counts' }],
        help: 'Leave the heading and its box, and move the rest into the file.',
      }
    }
  },
}
