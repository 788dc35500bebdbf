import { placeOf } from '../missing.ts'
import { listed, ticked } from '../naming.ts'
import type { Rule } from '../rule.ts'

export const planNumberIsUnique: Rule = {
  code: 'PC148',
  name: 'plan-number-is-unique',
  severity: 'warning',
  checklist: false,
  summary: "A plan's number is its own.",
  *check({ plan }) {
    const { name, twins } = plan.directory ?? {}
    if (name === undefined || twins === undefined) return
    const number = name.split('-')[0] ?? name
    yield {
      span: placeOf(plan),
      message: `The number ${number} is also that of ${listed(twins.map(ticked))}`,
      help: `\`${number}\` names neither: call this one \`${name}\`, or give one of them the next free number.`,
    }
  },
}
