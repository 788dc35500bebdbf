import { ticked } from '../naming.ts'
import { recordsOf } from '../records.ts'
import type { Rule } from '../rule.ts'

const shelf = 'documentation/technology/research/'

export const researchIsFiled: Rule = {
  code: 'PC143',
  name: 'research-is-filed',
  severity: 'info',
  checklist: false,
  summary: 'Research that a task points at is kept with the other research.',
  *check(input) {
    for (const { record } of recordsOf(input)) {
      for (const { path, span } of record.research?.value ?? []) {
        if (path.startsWith(shelf)) continue
        yield {
          span,
          message: `${ticked(path)} does not stand below \`${shelf}\``,
          help: 'Keep it there, so that it outlives the plan, or list it under `**Patterns:**` if it is a standard.',
        }
      }
    }
  },
}
