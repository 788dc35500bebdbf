import { expect, test } from 'vitest'
import { listed, nameOf, shortened, shortNameOf, ticked } from '../../src/analyzer/naming.ts'
import { builder } from '../support/build-plan.ts'

test.each([
  ['2', 'Build', '“Task 2: Build”'],
  ['2#2', 'Build', '“Task 2: Build”'],
  ['TASK-13', 'Build', '“TASK-13: Build”'],
  ['2', '', '“Task 2”'],
  ['2', ' Two\n\tlines\u0007\u202e and   blanks ', '“Task 2: Two lines and blanks”'],
  ['2', 'x'.repeat(100_000), `“Task 2: ${'x'.repeat(59)}…”`],
  ['2', '😀'.repeat(100), `“Task 2: ${'😀'.repeat(59)}…”`],
])('a task %j called %j', (id, title, name) => {
  expect(nameOf(builder().task(id, { title }))).toBe(name)
})

test('a task that was named before, and a gate', () => {
  const { task, gate } = builder()
  expect(shortNameOf(task('2', { title: 'Build' }))).toBe('Task 2')
  expect(shortNameOf(gate('approval', []))).toBe('“Gapproval”')
})

test('code of the plan cannot leave its ticks', () => {
  expect(ticked('a`b\u001b[31m')).toBe("`a'b [31m`")
  expect(shortened('')).toBe('')
})

test.each([
  [['a'], 'a'],
  [['a', 'b'], 'a and b'],
  [['a', 'b', 'c', 'd'], 'a, b, c and d'],
  [['a', 'b', 'c', 'd', 'e'], 'a, b, c and 2 more'],
])('%j', (names, text) => {
  expect(listed(names)).toBe(text)
})
