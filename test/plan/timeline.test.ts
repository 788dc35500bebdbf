import { expect, test } from 'vitest'
import { timelineOf } from '../../src/plan/timeline.ts'

const minutes = (key: string) => ({ long: 5, short: 2 })[key] ?? 1

test('what starts after an end begins when that was', () => {
  const stretches = timelineOf(
    [
      { kind: 'start', key: 'long' },
      { kind: 'start', key: 'short' },
      { kind: 'end', key: 'short' },
      { kind: 'pass', key: 'gate' },
      { kind: 'start', key: 'next' },
      { kind: 'end', key: 'next' },
      { kind: 'end', key: 'long' },
      { kind: 'start', key: 'last' },
    ],
    minutes,
  )
  expect([...stretches]).toEqual([
    ['short', { start: 0, end: 2 }],
    ['gate', { start: 2, end: 2 }],
    ['next', { start: 2, end: 3 }],
    ['long', { start: 0, end: 5 }],
  ])
})

test('a second attempt belongs to the first', () => {
  const [first, second] = [
    { kind: 'start', key: 'long' },
    { kind: 'end', key: 'long' },
  ] as const
  expect([...timelineOf([first, first, second], minutes)]).toEqual([['long', { start: 0, end: 5 }]])
})
