import type { Unit } from '../../plan/plan.ts'
import { unitsOf } from '../../plan/walk.ts'
import { renumbered } from '../fixes/renumber.ts'
import { nameOf, ticked } from '../naming.ts'
import type { Rule } from '../rule.ts'
import { headingOf } from '../seats.ts'

/** Each fix looks through the plan, and a plan with more is no slip. */
const mostFixes = 50

export const noDuplicateId: Rule = {
  code: 'PC101',
  name: 'no-duplicate-id',
  severity: 'error',
  suppressible: false,
  checklist: false,
  summary: 'No two tasks of a plan have one id.',
  *check(input) {
    const byId = new Map(unitsOf(input.plan).map((unit) => [unit.id.toLowerCase(), unit]))
    let fixes = 0
    for (const unit of byId.values()) {
      const id = unit.id.replace(/#\d+$/, '')
      const first = byId.get(id.toLowerCase())
      if (id === unit.id || first === undefined) continue
      const isTwin = wordOf(unit) === wordOf(first)
      const fix = isTwin && fixes++ < mostFixes ? renumbered(input, unit, id) : undefined
      yield {
        span: headingOf(unit),
        message: `${nameOf(unit)} has the id of ${nameOf(first)}`,
        related: [
          { span: headingOf(first), message: `${ticked(id)} means this one wherever a task names it` },
        ],
        help: 'Give it an id of its own, and look through the dependencies for the one that was meant.',
        // `Phase 1` and `Epic 1` are two things to their author.
        ...(!isTwin && { severity: 'warning' }),
        ...(fix && { fix }),
      }
    }
  },
}

function wordOf(unit: Unit): string {
  return 'word' in unit ? unit.word.toLowerCase() : ''
}
