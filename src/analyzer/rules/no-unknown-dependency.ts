import type { Finding, Related } from '../../diagnostics/diagnostic.ts'
import type { Fix } from '../../diagnostics/fix.ts'
import type { Plan, Reference, Unit } from '../../plan/plan.ts'
import { unitsOf } from '../../plan/walk.ts'
import { renamed } from '../fixes/rename.ts'
import { isSameId, meaningAmong } from '../meant.ts'
import { nameOf, ticked } from '../naming.ts'
import type { Rule, RuleInput } from '../rule.ts'
import { headingOf } from '../seats.ts'

export const noUnknownDependency: Rule = {
  code: 'PC202',
  name: 'no-unknown-dependency',
  severity: 'error',
  checklist: false,
  summary: 'Every dependency names a task of the plan.',
  *check(input) {
    const { plan, graph } = input
    const meaning = meaningAmong(unitsOf(plan))
    for (const { waiter, reference } of graph.unknown) {
      const unit = meaning(reference.id)
      // Plan 20-01 is not phase 20.1, and nothing waits for itself.
      const isAlike = (unit?.kind === 'group') === (waiter.kind === 'group') && unit !== waiter
      const meant = isAlike ? unit : undefined
      yield {
        span: reference.span,
        message: `${nameOf(waiter)} waits for ${ticked(reference.id)}, and ${nobody(plan)} has that id`,
        ...(meant === undefined ? notFound : found(reference, meant, input)),
      }
    }
  },
}

/** What an id is looked for among: a plan of a phase names its neighbours, which are files of their own. */
function nobody({ dialect }: Plan): string {
  return dialect === 'waves' ? 'no plan of those that are read' : 'nothing in this plan'
}

const notFound = { help: 'Name a task of this plan, or take it out if that work is done elsewhere.' }

function found(
  reference: Reference,
  meant: Unit,
  input: RuleInput,
): Pick<Finding, 'help' | 'related' | 'fix'> {
  const related: readonly Related[] = [{ span: headingOf(meant), message: `${nameOf(meant)} is here` }]
  const help = `Did you mean ${nameOf(meant)}?`
  // The words of a range name its other end, too.
  return { help, related, ...(reference.by === 'name' && naming(reference, meant, input)) }
}

/** Only the id where it stands as it was read; else the words that name it. */
function naming({ id, span }: Reference, meant: Unit, input: RuleInput): { readonly fix: Fix } {
  const text = 'word' in meant ? `${meant.word} ${meant.id}` : meant.id
  const alone = renamed(input, span, id, meant.id)
  const edits = alone.length > 0 ? alone : [{ span, text }]
  return { fix: { safety: isSameId(id, meant.id) ? 'safe' : 'unsafe', title: `Name ${text}`, edits } }
}
