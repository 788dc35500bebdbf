import { chmodSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { agentVariables } from '../../src/cli/agent.ts'
import { formats } from '../../src/reporters/index.ts'
import { contentsOf, folderWith, isRoot } from '../workspace/folder.ts'
import { saying } from './machine.ts'
import { badPlan, goodPlan } from './plans.ts'

vi.setConfig({ testTimeout: 60_000 })

const folder = () => folderWith({ 'plan.md': badPlan, 'good.md': goodPlan })
const check = (line: string, at: string, environment: Readonly<Record<string, string>> = {}) =>
  saying(['check', ...line.split(' ').filter(Boolean)], { folder: at, environment })

test.each(formats)('the exit code is the same in $id', async ({ id }) => {
  const here = folder()
  for (const [options, code] of [
    ['good.md', 0],
    ['plan.md', 1],
    ['plan.md --fail-on=never', 0],
    ['missing.md', 2],
  ] as const) {
    expect([options, (await check(`${options} --format=${id}`, here)).code]).toEqual([options, code])
    const file = `--format=${id}=reports/out`
    expect([options, (await check(`${options} ${file}`, here)).code]).toEqual([options, code])
  }
})

describe('where nobody says which format', () => {
  test('an agent gets one line each', async () => {
    const here = folder()
    for (const name of agentVariables) {
      const { output } = await check('plan.md', here, { [name]: '1' })
      expect(output).toMatch(/^plan\.md:\d+:\d+: error PC\d{3} [a-z-]+: .* help: .*\n$/)
    }
    expect((await check('plan.md', here, { CLAUDECODE: '' })).output).toMatch(/^error\[/)
  })

  test('--format wins over PLAN_COMPILE_FORMAT, which wins over an agent', async () => {
    const here = folder()
    const environment = { CLAUDECODE: '1', PLAN_COMPILE_FORMAT: 'concise' }
    expect((await check('plan.md', here, environment)).output).not.toContain(' help: ')
    expect((await check('plan.md --format=pretty', here, environment)).output).toMatch(/^error\[/)
    expect(JSON.parse((await check('plan.md --format=json', here, environment)).output).version).toBe(1)
  })
})

describe('formats in files', () => {
  test('several at once, beside what is printed; folders are made', async () => {
    const here = folder()
    const { output } = await check('plan.md --format=sarif=ci/out.sarif --format junit=ci/junit.xml', here)
    expect(output).toMatch(/^error\[PC\d{3}\]/)
    const files = contentsOf(here)
    expect(Object.keys(files)).toEqual(['ci/junit.xml', 'ci/out.sarif', 'good.md', 'plan.md'])
    expect(files['ci/out.sarif']).toBe((await check('plan.md --format=sarif', here)).output)
    expect(files['ci/junit.xml']).toBe((await check('plan.md --format=junit', here)).output)
  })

  test('--output-file takes what would be printed, without colours', async () => {
    const here = folder()
    const { output, messages } = await check('plan.md --output-file=out.txt --color', here)
    expect([output, messages]).toEqual(['', ''])
    expect(readFileSync(join(here, 'out.txt'), 'utf8')).toBe((await check('plan.md', here)).output)
  })

  test('an earlier report is replaced, also behind a link, and nothing is left over', async () => {
    const here = folderWith({ 'plan.md': badPlan, 'real/out.json': 'old' })
    symlinkSync('real/out.json', join(here, 'out.json'))
    await check('plan.md --format=json=out.json', here)
    expect(Object.keys(contentsOf(here))).toEqual(['plan.md', 'real/out.json'])
    expect(JSON.parse(readFileSync(join(here, 'out.json'), 'utf8')).version).toBe(1)
  })

  test('a plan is never replaced, whatever it is called', async () => {
    const here = folder()
    symlinkSync('plan.md', join(here, 'alias'))
    for (const path of ['plan.md', './plan.md', 'alias', join(here, 'plan.md')]) {
      const { code, messages } = await check(`plan.md --format=json=ok.json --output-file=${path}`, here)
      expect([code, messages]).toEqual([
        2,
        `plan-compile: ${path} is not written: it is a plan that was read\n`,
      ])
    }
    expect(contentsOf(here)).toEqual({ 'plan.md': badPlan, 'good.md': goodPlan })
  })

  test('where one cannot be written, none is', async () => {
    const here = folder()
    mkdirSync(join(here, 'taken'))
    const { code, messages } = await check('plan.md --format=json=ok.json --format=sarif=taken', here)
    expect([code, messages]).toEqual([2, 'plan-compile: taken: is a folder\n'])
    expect((await check('plan.md --format=json=ok.json --format=sarif=good.md/x', here)).code).toBe(2)
    expect(Object.keys(contentsOf(here))).toEqual(['good.md', 'plan.md'])
  })

  test.skipIf(isRoot)('a folder that is closed is told by the name that the user gave', async () => {
    const here = folder()
    mkdirSync(join(here, 'closed'))
    chmodSync(join(here, 'closed'), 0o500)
    const { code, messages } = await check('plan.md --output-file=closed/x.txt', here)
    expect([code, messages]).toEqual([2, 'plan-compile: closed/x.txt: permission denied\n'])
  })
})
