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

  test('a plan is safe before anything is mended', async () => {
    const unfixed = goodPlan.replace(
      '### Phase 1',
      '<!-- plan-disable-next-line PC302 -- a reason -->\n\n### Phase 1',
    )
    const mended = folderWith({ 'plan.txt': unfixed })
    await check('plan.txt --fix', mended)
    expect(contentsOf(mended)).not.toEqual({ 'plan.txt': unfixed })
    const here = folderWith({ 'plan.txt': unfixed })
    for (const line of ['--fix', '--baseline-write']) {
      const { code, output } = await check(`plan.txt ${line} --format=json=plan.txt`, here)
      expect([code, output]).toEqual([2, ''])
      expect(contentsOf(here)).toEqual({ 'plan.txt': unfixed })
    }
  })

  test.each([
    ['good.md', 'Markdown that is no earlier report'],
    ['link.txt', 'Markdown that is no earlier report'],
    ['notes.Markdown', 'Markdown that is no earlier report'],
    ['plan-compile.config.json', 'a configuration or a baseline'],
    ['plan-baseline.json', 'a configuration or a baseline'],
    ['package.json', 'a configuration or a baseline'],
    ['ours.json', 'a configuration or a baseline'],
    ['known.json', 'a configuration or a baseline'],
  ])('%s, which the user wrote, is never replaced', async (path, what) => {
    const baseline = '{ "version": 1, "findings": [] }\n'
    const files = {
      'plan.md': badPlan,
      'good.md': goodPlan,
      'notes.Markdown': '# Notes\n',
      'package.json': '{}',
      'plan-baseline.json': baseline,
      'known.json': baseline,
      ...(path === 'plan-compile.config.json' ? { [path]: '{}' } : { 'ours.json': '{}' }),
    }
    const here = folderWith(files)
    symlinkSync('good.md', join(here, 'link.txt'))
    const config = path === 'ours.json' ? '--config=ours.json' : ''
    const line = `plan.md ${config} --baseline=known.json --format=json=${path}`
    const { code, messages } = await check(line, here)
    expect([code, messages]).toEqual([2, `plan-compile: ${path} is not written: it is ${what}\n`])
    expect(contentsOf(here)).toEqual(files)
  })

  test('an earlier report in Markdown is replaced, also an empty one', async () => {
    const here = folder()
    for (const line of ['plan.md', 'plan.md -q', 'good.md -q', 'plan.md']) {
      expect((await check(`${line} --fail-on=never --format=markdown=report.md`, here)).code).toBe(0)
    }
    expect(readFileSync(join(here, 'report.md'), 'utf8')).toMatch(/^### plan-compile: /)
  })

  test('compile writes nothing where a report would replace a plan', async () => {
    const here = folder()
    const { code } = await saying(['good.md', '--format=json=plan.md'], { folder: here })
    expect(code).toBe(2)
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
