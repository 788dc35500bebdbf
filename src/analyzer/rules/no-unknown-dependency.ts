import type { Fix } from '../../diagnostics/fix.ts'
import type { Reference, Unit } from '../../plan/plan.ts'
import { unitsOf } from '../../plan/walk.ts'
import { meantBy } from '../meant.ts'
import { nameOf, ticked } from '../naming.ts'
import type { Rule } from '../rule.ts'
import { headingOf } from '../seats.ts'

export const noUnknownDependency: Rule = {
  code: 'PC202',
  name: 'no-unknown-dependency',
  severity: 'error',
  checklist: false,
  summary: 'Every dependency names a task of the plan.',
  *check({ plan, graph }) {
    const units = unitsOf(plan)
    for (const { waiter, reference } of graph.unknown) {
      const message = `${nameOf(waiter)} waits for ${ticked(reference.id)}, and nothing in this plan has that id`
      const meant = meantBy(reference.id, units)
      if (meant === undefined) {
        yield {
          span: reference.span,
          message,
          help: 'Name a task of this plan, or take it out if its work is done elsewhere.',
        }
        continue
      }
      yield {
        span: reference.span,
        message,
        help: `Did you mean ${nameOf(meant)}?`,
        related: [{ span: headingOf(meant), message: 'the closest is here' }],
        ...(reference.by === 'name' && { fix: replace(reference, meant) }),
      }
    }
  },
}

function replace({ span }: Reference, { id, ...unit }: Unit): Fix {
  const text = 'word' in unit ? `${unit.word} ${id}` : id
  return { safety: 'unsafe', title: `Name ${text}`, edits: [{ span, text }] }
}
