import { expect, test } from 'vitest'
import { mutants } from './mutants.mjs'
import { runtime } from './support/plan-folder.ts'

test.each(mutants)('the script still has what this mutant removes: $name', ({ from }) => {
  expect(runtime.split(from)).toHaveLength(2)
})
