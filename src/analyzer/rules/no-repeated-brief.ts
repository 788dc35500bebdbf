import { nameOf } from '../naming.ts'
import { recordsOf } from '../records.ts'
import type { Rule } from '../rule.ts'

/** Two sentences that are the same are chance, or a quotation. */
const fewest = 3

export const noRepeatedBrief: Rule = {
  code: 'PC343',
  name: 'no-repeated-brief',
  severity: 'info',
  checklist: false,
  summary: "An executor's plan does not say again what its task says.",
  *check(input) {
    for (const { task, record } of recordsOf(input)) {
      const { spans = [], of = 0 } = record.repeats ?? {}
      const [first] = spans
      if (first === undefined || spans.length < fewest || spans.length * 3 < of) continue
      yield {
        span: first,
        message: `The approach to ${nameOf(task)} repeats ${spans.length} of the ${of} sentences of its task word for word`,
        related: spans.slice(1, 10).map((span) => ({ span, message: 'and here' })),
        help: 'Say only how the task is done: everybody reads the task itself.',
      }
    }
  },
}
