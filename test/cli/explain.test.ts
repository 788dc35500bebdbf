import { expect, test } from 'vitest'
import { signatures } from '../../src/config/signatures.ts'
import { saying } from './machine.ts'

test('tells programs of one rule, a family or all of them', async () => {
  const [one] = await rulesBy('explain', 'pc105', '--format', 'json')
  expect(one).toMatchObject({
    code: 'PC105',
    name: 'no-oversized-prompt',
    family: 'what a plan and its tasks say',
    severity: 'info',
    onByDefault: true,
    checklist: false,
    suppressible: true,
    options: [{ name: 'tokens', default: 8000 }],
    page: expect.stringContaining('## When to switch it off'),
  })
  const family = await rulesBy('explain', 'PC4', '--format', 'json')
  expect(family.map(({ code }) => code)).toEqual(codes.filter((code) => code.startsWith('PC4')))
  expect((await rulesBy('explain', '--format', 'json')).map(({ code }) => code)).toEqual(codes)
})

test('a fix is told where the page of the rule shows one', async () => {
  const all = await rulesBy('explain', '--format', 'json')
  const fixable = all.filter(({ fixable }) => fixable).map(({ name }) => name)
  expect(fixable).toContain('no-unknown-dependency')
  expect(fixable).not.toContain('no-dependency-cycle')
})

test('without a rule there is a line for each, with those that are off', async () => {
  const { output } = await saying(['explain'])
  expect(output.match(/^PC\d{3} {2}/gm)).toHaveLength(codes.length)
  expect(output).toMatch(/^PC405 {2}off {6}tool-is-installed /m)
  expect(output).toContain('\nPC2: what waits for what\nPC201  warning  ')
})

test('--all prints pages, also of a family', async () => {
  const { output } = await saying(['explain', 'PC5', '--all'])
  expect(output.match(/^[\w-]+ \(PC5\d\d\) {2}/gm)).toHaveLength(
    codes.filter((code) => code.startsWith('PC5')).length,
  )
})

const codes = signatures.map(({ code }) => code)

interface Told {
  readonly code: string
  readonly name: string
  readonly fixable: boolean
}

async function rulesBy(...args: readonly string[]): Promise<readonly Told[]> {
  const { code, output } = await saying(args)
  expect(code).toBe(0)
  return JSON.parse(output).rules
}
