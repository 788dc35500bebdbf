import { expect, test } from 'vitest'
import { meantBy } from '../../src/analyzer/meant.ts'
import { builder } from '../support/build-plan.ts'

test.each([
  ['phase-3', ['1', '3'], '3'],
  ['03', ['1', '3'], '3'],
  ['1_5', ['1', '1.5'], '1.5'],
  ['7-1', ['07-01', '07-02'], '07-01'],
  ['TASK-140', ['TASK-104', 'TASK-205'], 'TASK-104'],
  ['TASK-14', ['TASK-104', 'TASK-114'], undefined],
  ['cache-typse', ['cache-types', 'cache-store'], 'cache-types'],
  ['7', ['1', '6'], undefined],
  ['', ['1'], undefined],
])('%j among %j is %j', (written, ids, meant) => {
  const { task } = builder()
  expect(
    meantBy(
      written,
      ids.map((id) => task(id)),
    )?.id,
  ).toBe(meant)
})
