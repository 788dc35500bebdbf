import { expect, test } from 'vitest'
import { meaningAmong } from '../../src/analyzer/meant.ts'
import { builder } from '../support/build-plan.ts'

test.each([
  ['phase-3', ['1', '3'], '3'],
  ['03', ['1', '3'], '3'],
  ['1_5', ['1', '1.5'], '1.5'],
  ['7-1', ['07-01', '07-02'], '07-01'],
  ['TASK-140', ['TASK-104', 'TASK-205'], 'TASK-104'],
  ['TASK-14', ['TASK-104', 'TASK-114'], undefined],
  ['27-04', ['27-05', '27-06x'], undefined],
  ['E3-T2', ['E3-T1'], undefined],
  ['cache-typse', ['cache-types', 'cache-store'], 'cache-types'],
  ['7', ['1', '6'], undefined],
  ['', ['1'], undefined],
])('%j among %j is %j', (written, ids, meant) => {
  const { task } = builder()
  const meaning = meaningAmong(ids.map((id) => task(id)))
  expect(meaning(written)?.id).toBe(meant)
})

test('only so many ids are compared letter by letter: then no more than the same id is found', () => {
  const { task } = builder()
  const letters = (index: number) =>
    index.toString(10).replace(/\d/g, (digit) => 'abcdefghij'.charAt(Number(digit)))
  const ids = Array.from({ length: 2_000 }, (_, index) => `${letters(index)}-types`)
  const meaning = meaningAmong(ids.map((id) => task(id)))
  expect(meaning('bcde-tpyes')?.id).toBe('bcde-types')
  for (let index = 0; index < 600; index++) meaning(`entry-${letters(index)}-of-all`)
  expect(meaning('bcde-tpyes')).toBeUndefined()
  expect(meaning('BCDE_types')?.id).toBe('bcde-types')
})
