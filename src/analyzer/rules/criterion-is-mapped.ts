import type { Finding } from '../../diagnostics/diagnostic.ts'
import { counted } from '../../source/counted.ts'
import { nameOf, shortened } from '../naming.ts'
import { type Recorded, recordsOf } from '../records.ts'
import type { Rule } from '../rule.ts'

export const criterionIsMapped: Rule = {
  code: 'PC540',
  name: 'criterion-is-mapped',
  severity: 'warning',
  checklist: false,
  summary: "An executor's plan says for every success criterion how it is met.",
  *check(input) {
    for (const recorded of recordsOf(input)) yield* unmapped(recorded)
  },
}

function* unmapped({ task, record }: Recorded): Generator<Finding> {
  const { approach, successCriteria = 0 } = record
  if (approach === undefined || successCriteria === 0) return
  const help =
    'Write an entry for each under `## Success Criteria Mapping`, with the number of the criterion.'
  const { mapping } = approach
  if (mapping === undefined) {
    const message = `The approach to ${nameOf(task)} does not say how it meets its ${counted(successCriteria, 'criterion').replace('criterions', 'criteria')}`
    yield { span: approach.span, message, help, severity: 'info' }
    return
  }
  const numbers = new Set(mapping.value.map(({ value }) => value))
  if (numbers.has('unnumbered')) {
    if (mapping.value.length >= successCriteria) return
    const message = `The approach to ${nameOf(task)} has ${counted(mapping.value.length, 'entry').replace('entrys', 'entries')} for ${successCriteria} criteria`
    yield { span: mapping.span, message, help, severity: 'info' }
    return
  }
  for (const [index, { text, span }] of (task.criteria?.value ?? []).slice(0, successCriteria).entries()) {
    if (numbers.has(index + 1)) continue
    yield {
      span: mapping.span,
      message: `Criterion ${index + 1} of ${nameOf(task)} has no entry: ${shortened(text)}`,
      related: [{ span, message: 'the criterion' }],
      help,
    }
  }
}
