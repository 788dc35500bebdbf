import type { TaskRecord } from '../../plan/task-directory.ts'
import { listed, nameOf } from '../naming.ts'
import { recordsOf } from '../records.ts'
import type { Rule } from '../rule.ts'

export const briefIsComplete: Rule = {
  code: 'PC141',
  name: 'brief-is-complete',
  severity: 'info',
  checklist: false,
  summary: "A task's own file has every field of the template.",
  *check(input) {
    for (const { task, record } of recordsOf(input)) {
      const missing = record.place === 'brief' ? fieldsMissing(record) : []
      if (missing.length === 0) continue
      yield {
        span: task.heading,
        message: `The file of ${nameOf(task)} has no ${listed(missing).replace(/ and (?!.* and )/, ' and no ')}`,
        help: 'Where there is nothing to say, say so: `**Patterns:** None identified`, `**Research:** None applicable`.',
      }
    }
  },
}

/** Files, criteria and dependencies are asked for by rules of their own, as in every plan. */
function fieldsMissing({ description, productContext, patterns, research }: TaskRecord): readonly string[] {
  return [
    ...(description === undefined ? ['description'] : []),
    ...(productContext === undefined ? ['product context'] : []),
    ...(patterns === undefined ? ['patterns'] : []),
    ...(research === undefined ? ['research'] : []),
  ]
}
