import { placeOf } from '../missing.ts'
import { ticked } from '../naming.ts'
import type { Rule } from '../rule.ts'

export const planNameIsDated: Rule = {
  code: 'PC106',
  name: 'plan-name-is-dated',
  severity: 'info',
  recommended: false,
  checklist: false,
  summary: 'A plan of phases lies in a folder of plans, and its name begins with its date.',
  *check({ plan }) {
    if (plan.dialect !== 'phases') return
    const segments = plan.path.split('/')
    const name = segments.at(-1) ?? ''
    const dated = /^\d{4}-\d{2}-\d{2}[.-]\S+\.md$/.test(name)
    const filed = segments.slice(0, -1).includes('plans')
    if (dated && filed) return
    const wrong = [
      ...(dated ? [] : ['its name does not begin with its date']),
      ...(filed ? [] : ['it is in no folder `plans`']),
    ]
    yield {
      span: placeOf(plan),
      message: `This is ${ticked(name)}: ${wrong.join(', and ')}`,
      subject: 'name',
      help: 'Call it `.ai/plans/YYYY-MM-DD.name.md`: plans are listed in the order in which they were made.',
    }
  },
}
