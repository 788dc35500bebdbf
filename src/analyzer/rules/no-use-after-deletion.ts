import { fileHistories, runsBefore, type Use } from '../file-history.ts'
import { nameOf, ticked } from '../naming.ts'
import type { Rule } from '../rule.ts'

export const noUseAfterDeletion: Rule = {
  code: 'PC307',
  name: 'no-use-after-deletion',
  severity: 'warning',
  checklist: false,
  summary: 'A file that a task deletes is neither changed nor read by one that runs after.',
  *check(input) {
    for (const history of fileHistories(input)) {
      let deletion: Use | undefined
      for (const use of history) {
        if (use.mode === 'delete') deletion = use
        else if (use.mode === 'create' || use.mode === 'write') deletion = undefined
        if (deletion === undefined || deletion.task === use.task || use.mode === 'delete') continue
        if (!runsBefore(deletion, use, input)) continue
        yield {
          span: use.span,
          message: `${nameOf(use.task)} ${use.mode === 'read' ? 'reads' : 'modifies'} ${ticked(use.path)}, which ${nameOf(deletion.task)} has deleted by then`,
          related: [{ span: deletion.span, message: `${nameOf(deletion.task)} deletes it here` }],
          help: 'Put the deletion last, or take the file out here.',
        }
      }
    }
  },
}
