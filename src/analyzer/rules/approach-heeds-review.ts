import { patternsMeet } from '../../plan/globs.ts'
import { nameOf, ticked } from '../naming.ts'
import { recordsOf } from '../records.ts'
import type { Rule } from '../rule.ts'

export const approachHeedsReview: Rule = {
  code: 'PC342',
  name: 'approach-heeds-review',
  severity: 'warning',
  checklist: false,
  summary: "An executor's plan changes no file that its reviewer asks to leave alone.",
  *check(input) {
    for (const { task, record } of recordsOf(input)) {
      for (const file of record.approach?.files ?? []) {
        const refusal = (record.refused ?? []).find((one) => patternsMeet(asPattern(one), asPattern(file)))
        if (refusal === undefined) continue
        yield {
          span: file.span,
          message: `The approach to ${nameOf(task)} changes ${ticked(file.value)}, which its reviewer asks to leave alone`,
          related: [{ span: refusal.span, message: 'the reviewer says so here' }],
          help: 'Take another way, or agree with the reviewer first.',
        }
      }
    }
  },
}

function asPattern({ value: path }: { readonly value: string }) {
  const kind = path.endsWith('/') ? 'directory' : /[*?]/.test(path) ? 'glob' : 'file'
  return { path, kind } as const
}
