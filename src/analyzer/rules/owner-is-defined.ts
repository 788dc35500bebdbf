import { closest } from '../../diagnostics/closest.ts'
import type { Finding } from '../../diagnostics/diagnostic.ts'
import type { AgentDefinition } from '../../plan/workspace.ts'
import { counted } from '../../source/counted.ts'
import { meantInstead, renamedSlug } from '../fixes/rename.ts'
import { listed, nameOf, ticked } from '../naming.ts'
import { type Assignment, agentsIn, assignmentsOf, needsNoDefinition, slugOf } from '../owners.ts'
import type { Rule } from '../rule.ts'

export const ownerIsDefined: Rule = {
  code: 'PC402',
  name: 'owner-is-defined',
  severity: 'warning',
  checklist: false,
  summary: 'Every owner is an agent that the repository defines, or a person.',
  *check(input) {
    const { plan, tasks, workspace } = input
    const agents = workspace.repository?.agents ?? []
    if (agents.length === 0) return
    const known = new Set(agents.flatMap(({ names }) => names.map(slugOf)))
    const unknown = new Map<string, Assignment[]>()
    for (const assignment of assignmentsOf(plan, tasks)) {
      for (const slug of unknownIn(assignment.owner.value, known)) {
        unknown.set(slug, [...(unknown.get(slug) ?? []), assignment])
      }
    }
    for (const [slug, assignments] of unknown) {
      const { meant, ...finding } = undefinedOwner(slug, assignments, agents)
      const edits = assignments.flatMap(({ owner }) => renamedSlug(input, owner.span, slug, meant ?? slug))
      yield { ...finding, ...meantInstead(edits, meant) }
    }
  },
}

/** Where a name has two spellings, one that is known is enough. A plugin's agents are defined elsewhere. */
function unknownIn(owner: string, known: ReadonlySet<string>): readonly string[] {
  const isKnown = (slug: string) => known.has(slug) || needsNoDefinition(slug)
  if (isKnown(slugOf(owner)) || owner.includes(':')) return []
  return agentsIn(owner).flatMap((spellings) => (spellings.some(isKnown) ? [] : spellings.slice(-1)))
}

function undefinedOwner(
  slug: string,
  [first, ...others]: readonly Assignment[],
  agents: readonly AgentDefinition[],
): Finding & { readonly meant: string | undefined } {
  if (first === undefined) throw new Error('no task of this owner')
  const names = [...new Set(agents.flatMap(({ names }) => names.slice(0, 1)))].sort()
  const meant = closest(slug, names)
  const who = others.length > 0 ? `${counted(others.length + 1, 'task')} are` : `${nameOf(first.work)} is`
  return {
    span: first.owner.span,
    meant,
    subject: slug,
    message: `${who} owned by ${ticked(slug)}, and no agent of the repository is called so`,
    help:
      meant === undefined
        ? `The agents are ${listed(names.map(ticked))}. Name one of them, write \`Human\`, or define it.`
        : `Did you mean ${ticked(meant)}?`,
    related: others
      .slice(0, 20)
      .map(({ owner, work }) => ({ span: owner.span, message: `so is ${nameOf(work)}` })),
  }
}
