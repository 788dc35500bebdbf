import { closest } from '../../diagnostics/closest.ts'
import { meantInstead, renamed } from '../fixes/rename.ts'
import { listed, ticked } from '../naming.ts'
import type { Rule } from '../rule.ts'

const idLike = /^[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)*-\d+[a-z]?$/

export const requirementIsClaimed: Rule = {
  code: 'PC123',
  name: 'requirement-is-claimed',
  severity: 'warning',
  checklist: false,
  summary: 'Every requirement of a phase is met by one of its plans, and every one that a plan names exists.',
  *check(input) {
    const { plan, tasks } = input
    const { requirements } = plan
    const claims = tasks.flatMap(({ contract }) => contract?.requirements?.value ?? [])
    if (requirements === undefined || claims.length === 0) return
    const claimed = new Set(claims.map(({ value }) => value))
    const [first, ...others] = requirements.wanted.filter(({ value }) => !claimed.has(value))
    if (first !== undefined) {
      const ids = listed([first, ...others].map(({ value }) => ticked(value)))
      yield {
        span: first.span,
        message: `No plan of the phase says that it meets ${ids}`,
        related: others
          .slice(0, 20)
          .map(({ value, span }) => ({ span, message: `${ticked(value)} is wanted here` })),
        help: 'Add each to the `requirements` of the plan that meets it.',
      }
    }
    for (const { value, span } of claims) {
      if (requirements.known.size === 0 || !idLike.test(value) || requirements.known.has(value)) continue
      const meant = closest(value, [...requirements.known])
      yield {
        span,
        message: `${ticked(value)} is not a requirement that the roadmap or the requirements know`,
        help: meant === undefined ? 'Add it there, or take it out here.' : `Did you mean ${ticked(meant)}?`,
        ...meantInstead(renamed(input, span, value, meant ?? value), meant),
      }
    }
  },
}
