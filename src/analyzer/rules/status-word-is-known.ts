import type { UnknownStatus } from '../../plan/task-directory.ts'
import { renamed } from '../fixes/rename.ts'
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
  *check(input) {
    for (const { of, word } of input.plan.directory?.unknownStatuses ?? []) {
      const meant = synonym(of, word.value)
      const edits = meant === undefined ? [] : renamed(input, word.span, word.value, meant)
      yield {
        span: word.span,
        message: `${ticked(word.value)} is no status of a ${of}`,
        help: `A ${of} has one of ${words[of]}; the stage that it is in belongs into \`stages\`.`,
        ...(edits.length > 0 && { fix: { safety: 'safe', title: `Write ${meant}`, edits } }),
      }
    }
  },
}

/** Words that mean the same and nothing else; a stage such as `reviewing` says more than that work is under way. */
function synonym(of: UnknownStatus['of'], word: string): string | undefined {
  const bare = word.toLowerCase().replace(/[\s_-]+/g, '_')
  if (/^(?:completed?|done|finished)$/.test(bare)) return 'completed'
  if (of === 'plan' && /^cancel(?:l?ed)?$/.test(bare)) return 'cancelled'
  if (of !== 'member' && bare === 'in_progress') return 'in_progress'
  if (of === 'task' && /^(?:todo|to_do|not_started)$/.test(bare)) return 'pending'
  return of !== 'plan' && bare === 'failed' ? 'failed' : undefined
}
