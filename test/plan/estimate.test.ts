import { expect, test } from 'vitest'
import { estimateIn } from '../../src/plan/estimate.ts'

test.each([
  ['**Estimated Time:** 1-2 hours', 90],
  ['- **Estimated Time**: 1 hour', 60],
  ['**Effort:** 2-3 days  ', 1200],
  ['**Estimated Hours**: 0.75', 45],
  ['estimated_hours: 6', 360],
  ['duration: ~8 minutes', 8],
  ['**Estimate:** 1h 30m', 90],
  ['| **Effort** | 1.5 days |', 720],
  ['**Estimated**: 3 to 4 hours', 210],
  ['Timing: 2 weeks', 4800],
  ['# Task\n\nSome words.\n\n**Duration:** 2 min\n', 2],
])('%j takes %d minutes', (text, minutes) => {
  expect(estimateIn(text)).toBe(minutes)
})

test.each([
  'The estimate was 3 hours.',
  '**Estimated prompt size**: ~300 lines',
  '**Effort:** high',
  'transition={{ duration: 2, repeat: Infinity }}',
  '**Estimated Hours**: unknown',
])('%j does not say how long', (text) => {
  expect(estimateIn(text)).toBeUndefined()
})

test('no line takes long to read', () => {
  const begin = performance.now()
  for (const part of ['*', ' ', '- ', '1', '1-', '9.']) {
    estimateIn(`Effort: ${part.repeat(200_000)}`)
    estimateIn(`${part.repeat(200_000)}Effort`)
  }
  expect(performance.now() - begin).toBeLessThan(5000)
})
