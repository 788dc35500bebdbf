import type { Finding, Related } from '../../diagnostics/diagnostic.ts'
import type { Reference, Unit } from '../../plan/plan.ts'
import { unitsOf } from '../../plan/walk.ts'
import { isSameId, meaningAmong } from '../meant.ts'
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
    const meaning = meaningAmong(unitsOf(plan))
    for (const { waiter, reference } of graph.unknown) {
      const meant = meaning(reference.id)
      yield {
        span: reference.span,
        message: `${nameOf(waiter)} waits for ${ticked(reference.id)}, and nothing in this plan has that id`,
        ...(meant === undefined ? notFound : found(reference, meant)),
      }
    }
  },
}

const notFound = { help: 'Name a task of this plan, or take it out if that work is done elsewhere.' }

function found({ id, span, by }: Reference, meant: Unit): Pick<Finding, 'help' | 'related' | 'fix'> {
  const text = 'word' in meant ? `${meant.word} ${meant.id}` : meant.id
  const related: readonly Related[] = [{ span: headingOf(meant), message: `${nameOf(meant)} is here` }]
  const help = `Did you mean ${nameOf(meant)}?`
  // The words of a range name its other end, too.
  if (by !== 'name') return { help, related }
  const safety = isSameId(id, meant.id) ? 'safe' : 'unsafe'
  return { help, related, fix: { safety, title: `Name ${text}`, edits: [{ span, text }] } }
}
