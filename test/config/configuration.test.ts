import { describe, expect, test, vi } from 'vitest'
import { saying } from '../cli/machine.ts'
import { folderWith } from '../workspace/folder.ts'

vi.setConfig({ testTimeout: 60_000 })

const plan = `# Plan

### Phase 1: Types
**Files:** \`src/a.ts\`

### Phase 2: Store
**Dependencies:** Phase 7
**Files:** \`src/b.ts\`
`

type Files = Readonly<Record<string, string>>

/** The codes of what is said of `plan.md`, in a folder with these files. */
async function codes(files: Files, line = 'check plan.md'): Promise<readonly string[]> {
  const { output, messages } = await saying([...line.split(' '), '--format', 'concise'], {
    folder: folderWith({ 'plan.md': plan, ...files }),
  })
  expect(messages).toBe('')
  return output
    .split('\n')
    .flatMap((row) => /: (error|warning|info) (\w+) /.exec(row)?.slice(1).join(' ') ?? [])
}

const config = (value: unknown): Files => ({ 'plan-compile.config.json': JSON.stringify(value) })
const usual = ['info PC102', 'info PC401', 'warning PC501', 'info PC502', 'warning PC201', 'error PC202']

describe('what a configuration says, holds', () => {
  test('none says nothing', async () => {
    expect((await codes({})).toSorted()).toEqual(usual.toSorted())
    expect((await codes(config({}))).toSorted()).toEqual(usual.toSorted())
    expect((await codes(config({ extends: 'recommended' }))).toSorted()).toEqual(usual.toSorted())
  })

  test('rules by name, code and family; the narrower goes before', async () => {
    const rules = { PC5: 'off', 'task-has-criteria': 'error', PC102: 'off', PC: 'info' }
    expect((await codes(config({ rules }))).toSorted()).toEqual(
      ['error PC501', 'info PC201', 'info PC202', 'info PC401'].toSorted(),
    )
  })

  test('a family does not switch off what has to be mended', async () => {
    const circle = plan.replace('Phase 7', 'Phase 2')
    const files = { ...config({ rules: { PC: 'off' } }), 'plan.md': circle }
    expect(await codes(files)).toEqual(['error PC203'])
  })

  test('what it extends comes first, presets, files and packages', async () => {
    const files = {
      'plan-compile.config.jsonc': `// ours
        { "extends": ["strict", "./base.json", "@acme/plans"], "rules": { "PC401": "info" }, }`,
      'base.json': '{ "rules": { "PC401": "error", "PC5": "off" } }',
      'node_modules/@acme/plans/package.json': '{ "planCompile": { "rules": { "PC201": "off" } } }',
    }
    expect((await codes(files)).toSorted()).toEqual(['error PC102', 'error PC202', 'info PC401'].toSorted())
  })

  test('overrides for some plans; the last one counts', async () => {
    const overrides = [
      { files: ['**/*.md'], rules: { PC: 'off' } },
      { files: ['plan.md'], rules: { PC202: 'warning' } },
      { files: ['other/**'], rules: { PC: 'error' } },
    ]
    expect(await codes(config({ overrides }))).toEqual(['warning PC202'])
  })

  test('globs are from its own folder, and it is found from below, up to the repository', async () => {
    const files = {
      ...config({ overrides: [{ files: ['sub/plan.md'], rules: { PC: 'off' } }] }),
      'sub/plan.md': plan,
      'inner/.git/HEAD': '',
      'inner/plan.md': plan,
    }
    const folder = folderWith(files)
    const at = (place: string) => saying(['check', 'plan.md', '-q'], { folder: `${folder}/${place}` })
    expect(await at('sub')).toEqual({ code: 0, output: '', messages: '' })
    expect((await at('inner')).code).toBe(1)
  })

  test('package.json, another file, or none', async () => {
    const off = '{ "rules": { "PC": "off" } }'
    expect(await codes({ 'package.json': `{ "name": "x", "planCompile": ${off} }` })).toEqual([])
    expect(await codes({ ...config({}), 'other.json': off }, 'check plan.md --config other.json')).toEqual([])
    expect(await codes({ 'plan-compile.config.json': off }, 'check plan.md --no-config')).toHaveLength(6)
  })

  test('options of a rule', async () => {
    const task = (id: number) => `### Task ${id} — T${id}\n\n**Files:** \`src/t${id}.ts\`\n`
    const path = 'documentation/plans/014-rate-limits/README.md'
    const files = { [path]: `# Plan 014 — Limits\n\n## Tasks\n\n${[1, 2, 3, 4, 5].map(task).join('\n')}` }
    const said = async (rules: object) =>
      (await codes({ ...files, ...config({ rules }) }, `check ${path} --select PC147`)).length
    expect(await said({})).toBe(1)
    expect(await said({ 'no-oversized-plan': ['info', { tasks: 5 }] })).toBe(0)
    expect(await said({ PC147: ['info', { files: 1 }] })).toBe(1)
  })

  test('what makes a run fail; the command line goes before', async () => {
    const quiet = plan.replace('**Dependencies:** Phase 7\n', '')
    const run = async (value: unknown, ...args: readonly string[]) =>
      (
        await saying(['check', 'plan.md', ...args], {
          folder: folderWith({ 'plan.md': quiet, ...config(value) }),
        })
      ).code
    expect(await run({})).toBe(0)
    expect(await run({ failOn: 'warning' })).toBe(1)
    expect(await run({ extends: 'ci' })).toBe(1)
    expect(await run({ failOn: 'warning' }, '--fail-on', 'never')).toBe(0)
    expect(await run({ maxWarnings: 0 })).toBe(1)
    expect(await run({ maxWarnings: 0 }, '--max-warnings', '9')).toBe(0)
  })

  test('compile follows it, too', async () => {
    const files = { 'plan.md': plan, ...config({ rules: { PC202: 'warning' } }) }
    expect((await saying(['plan.md', '--dry-run'], { folder: folderWith(files) })).code).toBe(0)
  })
})

describe('a wrong configuration is exit code 2, with the place', () => {
  const wrong: readonly (readonly [string, string])[] = [
    ['{ "rule": {} }', '1:3: unknown key "rule": did you mean rules?'],
    ['{ "overrides": [{ "file": [] }] }', '1:19: unknown key "file": did you mean files?'],
    ['{ "overrides": [{ "rules": {} }] }', '1:19: `overrides` has no `files`'],
    ['{ "rules": { "no-cycel": "off" } }', '1:14: unknown rule "no-cycel"'],
    [
      '{ "rules": { "no-dependency-cycel": "off" } }',
      '1:14: unknown rule "no-dependency-cycel": did you mean no-dependency-cycle?',
    ],
    ['{ "rules": { "PC9": "off" } }', '1:14: unknown rule "PC9"'],
    ['{ "rules": { "PC401": "eror" } }', '1:23: unknown level "eror": did you mean error?'],
    ['{ "rules": { "PC401": 2 } }', '1:23: `PC401` is `2`, which has no meaning here'],
    [
      '{ "rules": { "PC203": "off" } }',
      '1:23: PC203 no-dependency-cycle stays an error: what is built of such a plan would be wrong',
    ],
    ['{ "rules": { "PC401": ["error", { "a": 1 }] } }', '1:35: PC401 has no options'],
    [
      '{ "rules": { "PC147": ["error", { "task": 1 }] } }',
      '1:35: unknown option of PC147 "task": did you mean tasks?',
    ],
    ['{ "rules": { "PC147": ["error", { "tasks": "4" }] } }', '1:44: `tasks` is not a number'],
    [
      '{ "rules": { "PC147": ["error", { "tasks": 0 }] } }',
      '1:44: `tasks` is a whole number from 1, and 0 is none',
    ],
    [
      '{ "failOn": "errors" }',
      '1:13: `failOn` is `"errors"`, not one of `error`, `warning`, `info`, `never`',
    ],
    ['{ "extends": "stric" }', '1:14: unknown preset or package "stric": did you mean strict?'],
    ['{ "extends": "./none.json" }', '1:14: "./none.json" is not found'],
    [
      '{ "extends": "./plan-compile.config.json" }',
      '1:14: this extends itself: plan-compile.config.json → plan-compile.config.json',
    ],
    ['{ "strict": true, "strict": false }', '1:19: `strict` is written twice'],
    [
      '{ // ours\n}',
      "1:3: this is no JSON: Unexpected character '/' found: comments belong into a .jsonc file",
    ],
    ['[]', '1:1: a configuration is an object: { … }'],
    ['{ "__proto__": {} }', '1:3: unknown key "__proto__"'],
    ['{ "rules": { "toString": "error" } }', '1:14: unknown rule "toString"\n'],
    ['{ "rules": [{ "__proto__": "off" }] }', '1:15: unknown rule "__proto__"\n'],
    [
      '{ "overrides": [{ "files": ["*"], "rules": { "No_Parallel_Write": "off" } }] }',
      '1:46: unknown rule "No_Parallel_Write"',
    ],
  ]
  test.each(wrong)('%s', async (text, message) => {
    const folder = folderWith({ 'plan.md': plan, 'plan-compile.config.json': text })
    expect(await saying(['check', 'plan.md'], { folder })).toEqual({
      code: 2,
      output: '',
      messages: expect.stringContaining(`plan-compile: plan-compile.config.json:${message}`),
    })
  })

  test('all that is wrong is said at once', async () => {
    const text = '{\n  "rules": { "PC401": "eror" },\n  "max": 1\n}'
    const folder = folderWith({ 'plan.md': plan, 'plan-compile.config.json': text })
    const { messages } = await saying(['check', 'plan.md'], { folder })
    expect(messages.split('\n')).toHaveLength(3)
  })

  test('two of them, or one that is named and is not there', async () => {
    const folder = folderWith({ 'plan.md': plan, ...config({}), 'plan-compile.config.jsonc': '{}' })
    expect((await saying(['check'], { folder })).messages).toContain('more than one configuration')
    expect((await saying(['check', '--config', 'x.json'], { folder })).messages).toContain(
      'x.json: does not exist',
    )
  })
})

describe('selection on the command line', () => {
  test.each([
    ['--select PC4,PC202', ['info PC401', 'error PC202']],
    ['--select task-has-owner', ['info PC401']],
    ['--ignore PC2,PC5,plan-is-ready', ['info PC401']],
    ['--select PC4 --select PC2 --ignore PC202', ['info PC401', 'warning PC201']],
  ])('%s', async (options, expected) => {
    expect((await codes({}, `check plan.md ${options}`)).toSorted()).toEqual(expected.toSorted())
  })

  test('what cannot be read is said whatever is selected', async () => {
    expect(await codes({ 'plan.md': 'Nothing.\n' }, 'check plan.md --select PC4 --ignore PC008')).toEqual([
      'error PC008',
    ])
  })

  test('an unknown rule', async () => {
    const { code, messages } = await saying(['check', '--select', 'PC4,no-cyle'], { folder: '/' })
    expect({ code, messages }).toEqual({
      code: 2,
      messages: 'plan-compile: unknown rule in --select no-cyle: plan-compile explain lists what there is\n',
    })
  })

  test('--exit-zero hides no wrong use', async () => {
    const folder = folderWith({ 'plan.md': plan })
    expect((await saying(['check', 'plan.md', '--exit-zero'], { folder })).code).toBe(0)
    expect((await saying(['check', 'none.md', '--exit-zero'], { folder })).code).toBe(2)
  })

  test('--statistics and --timing', async () => {
    const folder = folderWith({ 'plan.md': plan })
    const { output, messages } = await saying(['check', '--format', 'json', '--statistics', '--timing'], {
      folder,
    })
    expect(JSON.parse(output).summary.errors).toBe(1)
    expect(messages).toMatch(/^ {5}1 {2}PC102 plan-is-ready$/m)
    expect(messages).toMatch(/^ +\d+\.\d ms {2}PC202 no-unknown-dependency$/m)
    expect(messages).toMatch(/^ +\d+\.\d ms {2}reading, parsing and all else$/m)
  })
})
