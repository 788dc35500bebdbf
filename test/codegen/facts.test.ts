import { expect, it } from 'vitest'
import { factsOf, furtherFacts } from '../../src/codegen/facts.ts'

const span = { path: 'plan.md', start: 0, end: 1 }

it('prints what is said, one fact a line, and leaves places out', () => {
  const part = {
    phase: { value: '03', span },
    minimumLines: 40,
    autonomous: { value: false, span },
    unsaid: undefined,
    where: span,
    exports: [{ value: 'run', span }, 'stop'],
    others: [],
    known: new Set(['R1', 'R2']),
    links: [{ from: { value: 'a\nb', span } }, { from: { value: 'c', span } }],
  }
  expect(factsOf('contract', part)).toEqual([
    'contract',
    '  phase 03',
    '  minimum lines 40',
    '  autonomous false',
    '  exports run, stop',
    '  others none',
    '  known R1, R2',
    '  links',
    '    from a b',
    '  links',
    '    from c',
  ])
})

it('says nothing of what is not there', () => {
  expect(factsOf('contract', undefined)).toEqual([])
})

it('leaves out what somebody else prints', () => {
  expect(furtherFacts({ kind: 'task', id: '1', round: 2 }, 'kind id')).toEqual(['round 2'])
})
