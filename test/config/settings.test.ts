import { expect, test } from 'vitest'
import { type Layer, verdictOn } from '../../src/config/settings.ts'

const awake = {
  code: 'PC301',
  name: 'a-rule',
  severity: 'warning',
  summary: 'A law.',
  checklist: true,
} as const
const asleep = { ...awake, code: 'PC302', name: 'b-rule', recommended: false, checklist: false } as const
const firm = { ...awake, code: 'PC303', name: 'c-rule', severity: 'error', suppressible: false } as const

const levelOf = (rule: typeof awake | typeof asleep | typeof firm, ...layers: readonly Layer[]) =>
  verdictOn(rule, layers).level

test('what is off by itself is woken by its name, its code or a selection, not by the weight of its family', () => {
  expect(levelOf(asleep)).toBe('off')
  expect(levelOf(asleep, { rules: { PC3: 'error' } })).toBe('off')
  expect(levelOf(asleep, { strict: true })).toBe('off')
  expect(levelOf(asleep, { rules: { 'b-rule': 'error' } })).toBe('error')
  expect(levelOf(asleep, { rules: { PC302: 'info' } }, { rules: { PC3: 'error' } })).toBe('error')
  expect(levelOf(asleep, { only: ['PC3'] })).toBeUndefined()
})

test('a later layer goes before, even with a wider selector; in one layer the narrowest does', () => {
  expect(levelOf(awake, { rules: { 'a-rule': 'off' } }, { rules: { PC: 'error' } })).toBe('error')
  expect(levelOf(awake, { rules: { PC: 'off', PC30: 'error', PC3: 'info' } })).toBe('error')
  expect(levelOf(awake, { rules: { 'a-rule': 'info' } }, { strict: true })).toBe('strict')
  expect(levelOf(awake, { strict: true }, { strict: false })).toBeUndefined()
  expect(levelOf(awake, { strict: true }, { rules: { PC301: 'info' } })).toBe('info')
})

test('what has to be mended stays an error, but a command line may look elsewhere', () => {
  expect(levelOf(firm, { rules: { PC3: 'off' } })).toBeUndefined()
  expect(levelOf(firm, { without: ['PC303'] })).toBe('off')
  expect(levelOf({ ...firm, code: 'PC001' as 'PC303' }, { only: ['PC3'] })).toBeUndefined()
})

test('options of several layers are put together', () => {
  const layers: readonly Layer[] = [
    { rules: { PC301: ['warning', { tasks: 4, files: 9 }] } },
    { rules: { PC301: ['error', { tasks: 6 }] } },
  ]
  expect(verdictOn(awake, layers)).toEqual({ level: 'error', options: { tasks: 6, files: 9 } })
})
