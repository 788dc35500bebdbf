import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { saying } from '../cli/machine.ts'
import { running } from '../cli/program.ts'
import { emptyFolder, folderWith } from '../workspace/folder.ts'

vi.setConfig({ testTimeout: 60_000 })

/** The fences of docs/rule-api.md, each as the file that it is; of two with one path the first. */
function folderOfThePage(): string {
  const folder = emptyFolder()
  const page = readFileSync('docs/rule-api.md', 'utf8')
  const fences = [...page.matchAll(/^(`{3,})(?:js|json|md) (\S+)\n([\s\S]*?)^\1$/gm)]
  for (const [, , path = '', text = ''] of fences.reverse()) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
  mkdirSync(join(folder, 'node_modules'))
  symlinkSync(resolve('.'), join(folder, 'node_modules/plan-compile'))
  return folder
}

describe('docs/rule-api.md', () => {
  test('the rule speaks in the program, as the page has it', () => {
    const page = readFileSync('docs/rule-api.md', 'utf8')
    const [, command = '', said] = /^```console\n\$ plan-compile (.*)\n([\s\S]*?)^```$/m.exec(page) ?? []
    const { output, messages } = running(command.split(' '), { cwd: folderOfThePage() })
    if (process.env['UPDATE'] === '1') {
      writeFileSync(
        'docs/rule-api.md',
        page.replace(`${command}\n${said}`, () => `${command}\n${output}${messages}`),
      )
    } else expect(output + messages).toBe(said)
  })

  test('its page is run by node --test, and fails where it is wrong', () => {
    const folder = folderOfThePage()
    const { NODE_OPTIONS: _, UPDATE: __, ...environment } = process.env
    const run = () =>
      spawnSync(process.execPath, ['--test', 'plan-rules/'], { cwd: folder, env: environment })
    const first = run()
    expect(String(first.stdout)).toMatch(/pass 1\b/)
    const path = join(folder, 'plan-rules/no-friday-deploys.md')
    writeFileSync(path, readFileSync(path, 'utf8').replace('deploys on a Friday', 'is fine'))
    expect(run().status).not.toBe(0)
  })
})

describe('a rule file that is none is exit code 2 with its name', () => {
  const rule = (change: string) =>
    `export default { code: 'ACME001', name: 'no-friday', severity: 'error', summary: 'A law.', *check() {}, ${change} }`
  test.each([
    ['syntax', 'export default {', 'rule.mjs cannot be used: '],
    [
      'no default',
      'export const rule = 1',
      'rule.mjs cannot be used: it has no default export that is a rule',
    ],
    ['code of ours', rule("code: 'PC999'"), 'rule.mjs cannot be used: its `code` is not letters of your own'],
    ['name', rule("name: 'Friday'"), 'rule.mjs cannot be used: its `name` is not lower case words'],
    [
      'name of ours',
      rule("name: 'task-has-owner'"),
      'the name task-has-owner, which PC401 task-has-owner has already',
    ],
    ['severity', rule("severity: 'fatal'"), 'rule.mjs cannot be used: its `severity` is not'],
    ['check', rule('check: 1'), 'rule.mjs cannot be used: its `check` is no function'],
    ['throws', rule("check() { throw new Error('ouch') }"), 'rule.mjs cannot be used: ouch'],
    ['throws nonsense', rule('check() { throw null }'), 'rule.mjs cannot be used: null'],
    ['no finding', rule("*check() { yield 'x' }"), 'rule.mjs cannot be used: it yields what is no finding'],
    ['no iterable', rule('check() { return 1 }'), 'rule.mjs cannot be used: '],
  ])('%s', async (_, text, message) => {
    const folder = folderWith({
      'plan.md': '# Plan\n\n### Phase 1: Types\n',
      'rule.mjs': text,
      'plan-compile.config.json': '{ "rules": ["./rule.mjs"] }',
    })
    const { code, output, messages } = await saying(['check', 'plan.md'], { folder })
    expect({ code, output }).toEqual({ code: 2, output: '' })
    expect(messages).toContain(message)
  })
})
