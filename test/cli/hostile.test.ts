import { execFileSync } from 'node:child_process'
import { mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { folderWith } from '../workspace/folder.ts'
import { saying } from './machine.ts'
import { program, running } from './program.ts'

vi.setConfig({ testTimeout: 60_000 })

const plan = `# Plan

### Phase 1: Types
**Files:** \`src/a.ts\`

### Phase 2: Store
**Dependencies:** Phase 1
**Files:** \`src/b.ts\`
`

type Files = Readonly<Record<string, string>>

async function checking(files: Files, ...options: readonly string[]) {
  return await saying(['check', 'plan.md', '-q', ...options], {
    folder: folderWith({ 'plan.md': plan, ...files }),
  })
}

const config = (value: unknown): Files => ({ 'plan-compile.config.json': JSON.stringify(value) })

describe('configurations of bad will', () => {
  test.each([
    ['a NUL', './a\0b'],
    ['no path that long', `./${'a'.repeat(100_000)}`],
  ])('extends holds %s: it is not found', async (_, path) => {
    const { code, messages } = await checking(config({ extends: path }))
    expect(code).toBe(2)
    expect(messages).toContain('is not found')
    expect(messages.length).toBeLessThan(2000)
  })

  test('a tower of files, each of which extends the next', async () => {
    const floors = Array.from({ length: 200 }, (_, floor) => [
      `c${floor}.json`,
      JSON.stringify({ extends: `./c${floor + 1}.json` }),
    ])
    const files = { ...Object.fromEntries(floors), 'c200.json': '{}', ...config({ extends: './c0.json' }) }
    const { code, messages } = await checking(files)
    expect(code).toBe(2)
    expect(messages).toContain('this is extended over more than 50 files')
  })

  test('what is extended many times over is read once, and its rules are no twins', async () => {
    const rule = `export default { code: 'ACME001', name: 'my-rule', severity: 'info', summary: 'S', *check() {} }`
    const floors = Array.from({ length: 30 }, (_, floor) => [
      `d${floor}.json`,
      JSON.stringify({ extends: [`./d${floor + 1}.json`, `./d${floor + 1}.json`] }),
    ])
    const last = JSON.stringify({ rules: ['./rule.mjs', { PC: 'off' }] })
    const files = { ...Object.fromEntries(floors), 'd30.json': last, 'rule.mjs': rule }
    expect(await checking({ ...files, ...config({ extends: './d0.json' }) })).toEqual({
      code: 0,
      output: '',
      messages: '',
    })
  })

  test('thousands of rules that there are not: the first hundred are told', async () => {
    const rules = Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`no-x${index}`, 'off']))
    const { code, messages } = await checking(config({ rules }))
    expect(code).toBe(2)
    expect(messages.split('unknown rule')).toHaveLength(101)
  })

  test('more than a plan may have is not read', async () => {
    const { code, messages } = await checking(config({ exclude: ['a'.repeat(1_100_000)] }))
    expect(code).toBe(2)
    expect(messages).toContain('1:1: a configuration has no more than 1048576 letters')
  })

  test('a package.json that holds one and is no JSON is told, not passed over', async () => {
    const { code, messages } = await checking({ 'package.json': '{ "planCompile": {}, ' })
    expect(code).toBe(2)
    expect(messages).toContain('package.json:1:')
    expect((await checking({ 'package.json': '{ "name": ' })).code).toBe(0)
  })
})

test.each([
  ['--since', ['--changed', '--since', '\u001b[31m']],
  ['--baseline', ['--baseline', '\u001b[31m']],
])('what a message quotes of %s is inert', async (_, options) => {
  const folder = folderWith({ 'plan.md': plan })
  execFileSync('git', ['init', '--quiet'], { cwd: folder })
  const { code, messages } = await saying(['check', 'plan.md', ...options], { folder })
  expect(code).toBe(2)
  expect(messages).toContain('\\u{1b}[31m')
  expect(messages).not.toContain('\u001b')
})

test('all but a commit is no commit', async () => {
  const folder = folderWith({ 'plan.md': plan })
  const git = (...args: readonly string[]) => execFileSync('git', args, { cwd: folder })
  git('init', '--quiet')
  git('add', '.')
  git('-c', 'user.name=a', '-c', 'user.email=a@b', 'commit', '--quiet', '--message', 'plan')
  const { code, messages } = await saying(['check', '--changed', '--since', '^HEAD'], { folder })
  expect(code).toBe(2)
  expect(messages).toContain('--since ^HEAD is no commit')
})

test('what is staged and no UTF-8 is told', async () => {
  const folder = folderWith({ 'plan.md': Buffer.from(plan.replace('Types', 'Typ\u00e9s'), 'latin1') })
  for (const args of [
    ['init', '--quiet'],
    ['add', '.'],
  ])
    execFileSync('git', args, { cwd: folder })
  const { messages } = await saying(['check', '--staged'], { folder })
  expect(messages).toContain('plan.md is passed over: The text is not UTF-8')
})

test('a .gitignore that is no file is left alone', { timeout: 20_000 }, async () => {
  const folder = folderWith({ 'plan.md': plan })
  mkdirSync(join(folder, '.git'))
  symlinkSync('/dev/zero', join(folder, '.gitignore'))
  expect((await saying(['check', '.', '-q', '--fail-on', 'never'], { folder })).code).toBe(0)
})

describe('formats', () => {
  test('one file under two names is one file', async () => {
    const { code, messages } = await checking({}, '--format', 'json=a', '--format', 'sarif=./a')
    expect(code).toBe(2)
    expect(messages).toContain('two formats cannot go to one file: ./a')
  })

  test.runIf(process.platform === 'linux')('/dev/stdout may be a pipe', () => {
    const line = '"$0" "$1" check plan.md --output-file /dev/stdout --format json | cat'
    const cwd = folderWith({ 'plan.md': plan })
    const output = execFileSync('sh', ['-c', line, process.execPath, program], { cwd, encoding: 'utf8' })
    expect(JSON.parse(output)).toHaveProperty('diagnostics')
  })
})

describe('rules of bad will', () => {
  const ruled = (body: string): Files => ({ ...config({ rules: ['./rule.mjs'] }), 'rule.mjs': body })
  const checks = (body: string) =>
    ruled(
      `export default { code: 'ACME001', name: 'my-rule', severity: 'info', summary: 'S', *check({ tasks }) { const { span } = tasks[0].title; ${body} } }`,
    )

  test.each([
    ['throws what has no words', ruled('throw { toString() { throw 1 } }'), 'it throws what has no words'],
    ['has a getter that throws', ruled('export default { get code() { throw new Error("no") } }'), ': no'],
    ['weighs as nothing does', checks('yield { span, message: "m", severity: "fatal" }'), 'no finding'],
    ['has half a fix', checks('yield { span, message: "m", fix: { title: "t", edits: [] } }'), 'no finding'],
    ['never ends', checks('for (;;) yield { span, message: "m" }'), 'more than 100000 findings'],
  ])('one that %s cannot be used', async (_, files, said) => {
    const { code, messages } = await checking(files)
    expect(code).toBe(2)
    expect(messages).toContain('rule.mjs cannot be used')
    expect(messages).toContain(said)
  })

  test.each([
    ['ends the process well', 'process.exit(0)', 'ended the run before it was done'],
    ['ends the process with a code of its own', 'process.exit(7)', 'ended the run before it was done'],
    ['never answers', 'await new Promise(() => {})', 'ended the run before it was done'],
    ['fails later', 'setTimeout(() => { throw new Error("late") }, 0)', 'configuration failed: late'],
    ['breaks a promise', 'Promise.reject(new Error("late"))', 'configuration failed: late'],
  ])('one that %s is not taken for a good end', (_, first, said) => {
    const rule = checks('')['rule.mjs']
    const files = { 'plan.md': plan, ...checks(''), 'rule.mjs': `${first}\n${rule}` }
    const { code, messages } = running(['check', 'plan.md', '-q'], { cwd: folderWith(files) })
    expect(code).toBe(2)
    expect(messages).toContain(said)
    expect(messages).not.toMatch(/\n\s+at /)
  })
})

test('thousands of comments that silence take no minutes', async () => {
  const comments = '<!-- plan-disable-next-line PC202 -- why -->\n\n'.repeat(15_000)
  const files = { 'plan.md': plan.replace('**Dependencies:**', `${comments}**Dependencies:**`) }
  const { code, output } = await checking(files, '--format', 'concise')
  expect(code).toBe(0)
  expect(output.split('PC021 no-unused-suppression')).toHaveLength(15_001)
})

describe('code of bad will', () => {
  const blast = async (files: Files) => {
    const folder = folderWith({
      'plan.md': plan,
      'package.json': '{ "devDependencies": { "vitest": "4" } }',
      'test/b.test.ts': "import '../src/b'",
      ...files,
    })
    execFileSync('git', ['init', '--quiet'], { cwd: folder })
    return await saying(['blast-radius', 'plan.md'], { folder })
  }

  test('nested deeper than it can be read', async () => {
    const { code, output } = await blast({ 'src/a.ts': '['.repeat(100_000), 'src/b.ts': '' })
    expect(code).toBe(0)
    expect(output).toContain('test/b.test.ts')
  })

  test.runIf(process.platform !== 'win32')(
    'a test whose name moves the cursor is shown inertly',
    async () => {
      const files = { 'src/b.ts': '', 'test/\u001b[31m.test.ts': "import '../src/b'" }
      const { code, output } = await blast(files)
      expect(code).toBe(0)
      expect(output).not.toContain('\u001b')
      expect(output).toMatch(/^# npx vitest run .*\\u\{1b\}/m)
    },
  )
})
