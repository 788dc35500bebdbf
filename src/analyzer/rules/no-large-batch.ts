import { declaredGroups, groupName } from '../groups.ts'
import { capitalised } from '../naming.ts'
import type { Rule } from '../rule.ts'

/** `MAX_THREADS_PER_BATCH` of the `work` tool, which refuses more only when it starts them. */
const mostThreads = {
  name: 'threads',
  summary: 'How many threads a batch holds at most.',
  default: 8,
  minimum: 1,
}

export const noLargeBatch: Rule = {
  code: 'PC232',
  name: 'no-large-batch',
  severity: 'warning',
  checklist: false,
  summary: 'A batch holds at most eight threads.',
  options: [mostThreads],
  *check({ plan, option }) {
    const most = option(mostThreads)
    for (const group of declaredGroups(plan)) {
      if (group.source !== 'nesting' || group.members.length <= most) continue
      yield {
        span: group.span,
        message: `${capitalised(groupName(group))} holds ${group.members.length} threads, and \`work\` starts at most ${most} at once`,
        subject: groupName(group),
        help: 'Part it into two batches.',
      }
    }
  },
}
