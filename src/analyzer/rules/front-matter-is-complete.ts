import { listed, nameOf } from '../naming.ts'
import type { Rule } from '../rule.ts'

/** Rules of their own speak of these. */
const elsewhere = new Set(['depends_on', 'files_modified'])

export const frontMatterIsComplete: Rule = {
  code: 'PC120',
  name: 'front-matter-is-complete',
  severity: 'info',
  checklist: false,
  summary: 'The front matter of a plan has every key that tools read.',
  *check({ tasks }) {
    for (const task of tasks) {
      const missing = task.contract?.missing.filter((key) => !elsewhere.has(key)) ?? []
      if (missing.length === 0) continue
      yield {
        span: task.heading,
        message: `The front matter of ${nameOf(task)} does not say ${listed(missing.map((key) => `\`${key}\``))}`,
        help: 'Add them: other tools take defaults for some, and refuse the plan for others.',
      }
    }
  },
}
