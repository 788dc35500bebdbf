import { ticked } from '../naming.ts'
import type { Rule } from '../rule.ts'

const words = {
  plan: '`stub`, `planning`, `approved`, `in_progress`, `completed` and `cancelled`',
  task: '`pending`, `in_progress`, `completed` and `failed`',
  member: '`active`, `completed` and `failed`',
} as const

export const statusWordIsKnown: Rule = {
  code: 'PC144',
  name: 'status-word-is-known',
  severity: 'warning',
  checklist: false,
  summary: 'A state file uses the status words of its format.',
  *check({ plan }) {
    for (const { of, word } of plan.directory?.unknownStatuses ?? []) {
      yield {
        span: word.span,
        message: `${ticked(word.value)} is no status of a ${of}`,
        help: `A ${of} has one of ${words[of]}; the stage that it is in belongs into \`stages\`.`,
      }
    }
  },
}
