import { familyOf } from '../../plan/policy.ts'
import type { Located } from '../../source/span.ts'
import { ticked } from '../naming.ts'
import type { Rule } from '../rule.ts'

export const agentHasDeputy: Rule = {
  code: 'PC431',
  name: 'agent-has-deputy',
  severity: 'info',
  checklist: false,
  summary: 'An agent of a family has a second one in it that can take over.',
  *check({ plan: { agents }, tasks }) {
    if (agents === undefined) return
    const names = agents.map(({ name }) => name.value)
    const seen = new Set<string>()
    for (const { agent, owner } of tasks) {
      const assigned: Located<string> | undefined = agent ?? owner
      const family = assigned && familyOf(assigned.value)
      if (assigned === undefined || family === undefined || seen.has(assigned.value)) continue
      seen.add(assigned.value)
      if (!names.includes(assigned.value)) continue
      if (names.some((name) => name !== assigned.value && familyOf(name) === family)) continue
      yield {
        span: assigned.span,
        message: `Nobody in \`${family}-*\` can take over from ${ticked(assigned.value)}`,
        help: 'Define a second one of the family; until then `default` takes over when it fails.',
      }
    }
  },
}
