import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { version } from '../../src/generated/version.js'
import { contentsOf, folderWith } from '../workspace/folder.ts'
import { badPlan, goodPlan } from './plans.ts'
import { program, running } from './program.ts'

// Each test starts processes, on machines that may be busy.
vi.setConfig({ testTimeout: 60_000 })

const clean = () => folderWith({ 'plan.md': goodPlan })
const broken = () => folderWith({ 'plan.md': badPlan })

beforeAll(() => {
  if (!existsSync(program)) throw new Error(`${program} is missing: run npm run build, or npm test`)
})

test('the version', () => {
  expect(running(['--version'], { cwd: '/' })).toEqual({ code: 0, output: `${version}\n`, messages: '' })
})

describe('exit codes are the same in every format', () => {
  const endings: readonly (readonly [string, string, number])[] = [
    ['a good plan', goodPlan, 0],
    ['a plan with an error', badPlan, 1],
    ['no plan', '# Notes\n\nNothing to do.\n', 1],
    ['no text', 'a\0b', 1],
    ['nothing', '', 1],
  ]
  test.each(endings)('%s', (_, text, code) => {
    const cwd = folderWith({ 'plan.md': text })
    for (const format of ['pretty', 'concise', 'json']) {
      const checked = running(['check', 'plan.md', '--format', format], { cwd })
      expect([format, checked.code, checked.messages]).toEqual([format, code, ''])
      expect(running(['plan.md', '--format', format, '--dry-run'], { cwd }).code).toBe(code)
    }
    expect(running(['check', 'plan.md'], { cwd, env: { PLAN_COMPILE_FORMAT: 'json' } })).toEqual(
      running(['check', 'plan.md', '--format=json'], { cwd }),
    )
  })

  test('by --fail-on, --max-warnings and --strict', () => {
    const warning = goodPlan.replace(
      '**Principal Owner:** Rust Developer\n\n**Goal:** Noise',
      '**Goal:** Noise',
    )
    const cwd = folderWith({ 'plan.md': warning, 'bad.md': badPlan })
    const codeOf = (...args: readonly string[]) => running(['check', ...args], { cwd }).code
    expect(codeOf('plan.md')).toBe(0)
    expect(codeOf('plan.md', '--max-warnings=1')).toBe(0)
    expect(codeOf('plan.md', '--max-warnings=0')).toBe(1)
    expect(codeOf('plan.md', '--fail-on=warning')).toBe(1)
    expect(codeOf('plan.md', '--strict')).toBe(1)
    expect(codeOf('bad.md')).toBe(1)
    expect(codeOf('bad.md', '--fail-on=never')).toBe(0)
  })

  test('an error keeps files from being written, whatever the level', () => {
    const cwd = broken()
    const { code, messages } = running(['plan.md', '--fail-on=never'], { cwd })
    expect({ code, messages }).toEqual({ code: 1, messages: 'plan-compile: nothing is written\n' })
    expect(Object.keys(contentsOf(cwd))).toEqual(['plan.md'])
  })
})

describe('check', () => {
  const folder = () =>
    folderWith({ 'plans/a.md': goodPlan, 'plans/b.md': badPlan, 'README.md': '# Hello\n', 'src/x.ts': '' })

  test('in a folder, looks at plans and counts the other files', () => {
    const { code, output } = running(['check'], { cwd: folder() })
    expect(code).toBe(1)
    expect(output).toMatch(/^1 error in 2 plans/m)
    expect(output).toMatch(/^1 file passed over: no plan$/m)
    expect(output).not.toContain('README.md')
  })

  test('a file that is named has to be a plan', () => {
    const { code, output } = running(['check', 'README.md', '--format=concise'], { cwd: folder() })
    expect(code).toBe(1)
    expect(output).toMatch(/^README\.md:1:1: error PC008 no-unknown-dialect: /)
  })

  test('a folder without a plan is a mistake', () => {
    expect(
      running(['check', 'src', '.'], { cwd: folderWith({ 'README.md': '# Hi\n', 'src/x.ts': '' }) }),
    ).toEqual({
      code: 2,
      output: '',
      messages: 'plan-compile: no plan found in src . (1 Markdown file looked at)\n',
    })
  })

  test('a file in a folder whose text cannot be read is told and does not fail the run', () => {
    const cwd = folderWith({ 'plan.md': goodPlan, 'odd.md': Uint8Array.of(0xff, 0xfe, 0x41) })
    const { code, messages } = running(['check', '-q'], { cwd })
    expect({ code, messages }).toEqual({
      code: 0,
      messages: 'plan-compile: odd.md is passed over: The text is UTF-16, not UTF-8\n',
    })
  })

  test('reads standard input under the name that it is given', () => {
    const args = ['check', '-', '--stdin-filename', 'plans/x.md', '--format=concise']
    const { code, output } = running(args, { cwd: clean(), input: badPlan })
    expect(code).toBe(1)
    expect(output).toMatch(/^plans\/x\.md:\d+:\d+: error /)
    expect(running(['check', '-'], { cwd: clean(), input: goodPlan }).code).toBe(0)
  })

  test('takes the dialect that it is told for a file that is named', () => {
    const cwd = folderWith({ 'notes.md': '# Notes\n' })
    const { code, output } = running(['check', 'notes.md', '--dialect=phases', '--format=concise'], { cwd })
    expect(code).toBe(1)
    expect(output).toContain('PC007 plan-has-tasks')
  })
})

describe('compile', () => {
  test('writes the files of a plan, then only what changed', () => {
    const cwd = clean()
    const first = running(['plan.md', '--format=json'], { cwd })
    expect(first.code).toBe(0)
    const { output } = JSON.parse(first.output)
    const { 'plan.md': _, '.plan/plan/.plan-compile.json': __, ...written } = contentsOf(cwd)
    expect(output).toEqual({
      folder: '.plan/plan',
      dryRun: false,
      written: Object.keys(written),
      removed: [],
      unchanged: [],
    })
    expect(output.written).toContain('.plan/plan/run.sh')
    expect(output.written).toContain('.claude/commands/plan/run.md')

    writeFileSync(join(cwd, 'plan.md'), goodPlan.replace('Colours work', 'Colours glow'))
    const again = JSON.parse(running(['plan.md', '--format=json'], { cwd }).output).output
    expect(again.written).toContain('.plan/plan/prompts/phase-3.md')
    expect(again.written).not.toContain('.plan/plan/prompts/phase-2.md')
  })

  test('the same plan gives the same bytes', () => {
    const [one, two] = [clean(), clean()]
    for (const cwd of [one, two]) running(['plan.md'], { cwd })
    expect(contentsOf(one)).toEqual(contentsOf(two))
  })

  test('a file that was edited by hand is not replaced, and nothing else is written', () => {
    const cwd = clean()
    running(['plan.md'], { cwd })
    writeFileSync(join(cwd, '.plan/plan/justfile'), 'mine')
    writeFileSync(join(cwd, 'plan.md'), goodPlan.replace('Colours work', 'Colours glow'))
    const before = contentsOf(cwd)
    expect(running(['plan.md', '-q'], { cwd })).toEqual({
      code: 2,
      output: '',
      messages: `plan-compile: nothing is written:
  .plan/plan/justfile was edited by hand
  --force replaces or removes them all the same
`,
    })
    expect(contentsOf(cwd)).toEqual(before)
    expect(running(['plan.md', '-q', '--force'], { cwd }).code).toBe(0)
    expect(readFileSync(join(cwd, '.plan/plan/justfile'), 'utf8')).not.toBe('mine')
  })

  test('a dry run lists every file and writes none', () => {
    const cwd = clean()
    const { code, output } = running(['plan.md', '--dry-run'], { cwd })
    expect(code).toBe(0)
    expect(output).toContain('\n  .plan/plan/prompts/phase-1.md\n')
    expect(Object.keys(contentsOf(cwd))).toEqual(['plan.md'])
  })

  test('hands on how the plan is to be run, as data', () => {
    const cwd = clean()
    const options = [
      '--budget',
      '2.50',
      '--jobs',
      '3',
      '--time-limit',
      '2h',
      '--agent-command',
      'my agent',
      '--commit',
      '--branch',
      'work/one',
    ]
    expect(running(['plan.md', ...options], { cwd }).code).toBe(0)
    expect(contentsOf(cwd)['.plan/plan/settings.tsv']).toMatch(
      /^plan-compile-settings 1\nagent-command\tmy agent\njobs\t3\ntime-limit\t2h\nbudget\t2\.50\nbranch\twork\/one\ncommit\tyes\n/,
    )
    for (const [option = '', value = ''] of [
      ['--jobs', '0'],
      ['--time-limit', 'soon'],
      ['--budget', '1,5'],
      ['--branch', 'a..b'],
    ]) {
      const { code, messages } = running(['plan.md', option, value], { cwd: clean() })
      expect([code, messages]).toEqual([2, expect.stringContaining(`${option} needs a `)])
    }
  })

  test('the configuration says what is committed, and where; the command line goes before it', () => {
    const cwd = clean()
    const run = { commit: true, branch: 'work/one' }
    writeFileSync(join(cwd, 'plan-compile.config.json'), JSON.stringify({ run }))
    const settingsWith = (...options: readonly string[]) => {
      expect(running(['plan.md', ...options], { cwd }).code).toBe(0)
      return contentsOf(cwd)['.plan/plan/settings.tsv']
    }
    expect(settingsWith()).toContain('\nbranch\twork/one\ncommit\tyes\n')
    expect(settingsWith('--branch', 'two')).toContain('\nbranch\ttwo\ncommit\tyes\n')
    expect(settingsWith('--no-commit')).not.toContain('commit\t')
    expect(running(['plan.md', '--commit', '--no-commit'], { cwd })).toMatchObject({
      code: 2,
      messages: expect.stringContaining('--commit and --no-commit contradict each other'),
    })
    const { output } = running(['check', '--print-config', 'plan.md'], { cwd })
    expect(JSON.parse(output)).toMatchObject({ run })
    writeFileSync(join(cwd, 'plan-compile.config.json'), '{ "run": { "commit": "yes", "branch": "a..b" } }')
    const { code, messages } = running(['plan.md'], { cwd })
    expect([code, messages]).toEqual([
      2,
      expect.stringMatching(/config\.json:1:22: `commit` is .*\n.*:1:39: `branch` is /),
    ])
  })

  test('goes to the folder that it is told; slash commands only where they are found', () => {
    const cwd = clean()
    running(['plan.md', '-o', 'build/ship'], { cwd })
    const files = Object.keys(contentsOf(cwd))
    expect(files).toContain('build/ship/run.sh')
    expect(files).toContain('.claude/commands/plan/run.md')
    expect(files.filter((path) => path.startsWith('.plan/'))).toEqual([])

    const elsewhere = folderWith({})
    running([join(cwd, 'plan.md'), '--output', join(elsewhere, 'out')], { cwd: clean() })
    expect(Object.keys(contentsOf(elsewhere))).toContain('out/run.sh')
    expect(Object.keys(contentsOf(elsewhere)).filter((path) => !path.startsWith('out/'))).toEqual([])

    const { code, messages } = running(['plan.md', '-o', 'my plan'], { cwd })
    expect(code).toBe(2)
    expect(messages).toContain('only letters, digits and . _ - / may stand in it, not "my plan"')
  })
})

describe('show', () => {
  test('prints each format, and JSON that is JSON', () => {
    const cwd = clean()
    expect(running(['show', 'plan.md'], { cwd }).output).toMatch(/^phases “Height map”\n/)
    expect(running(['show', 'plan.md', '--format=mermaid'], { cwd }).output).toMatch(/^flowchart /)
    expect(running(['show', 'plan.md', '--format=dot'], { cwd }).output).toMatch(/^digraph /)
    const { units } = JSON.parse(running(['show', 'plan.md', '--format=json'], { cwd }).output)
    expect(units.map(({ id, needs }: { id: string; needs: string[] }) => [id, needs])).toEqual([
      ['1', []],
      ['2', ['1']],
      ['3', ['1']],
    ])
  })

  test('shows a plan with errors, and says that it has them', () => {
    const { code, output, messages } = running(['show', 'plan.md'], { cwd: broken() })
    expect(code).toBe(0)
    expect(output).toMatch(/^phases /)
    expect(messages).toBe(
      'plan-compile: 1 error and 0 warnings in this plan; see plan-compile check plan.md\n',
    )
  })

  test('what is no plan cannot be shown', () => {
    const { code, output, messages } = running(['show', 'x.md'], { cwd: folderWith({ 'x.md': '# Hi\n' }) })
    expect([code, output]).toEqual([1, ''])
    expect(messages).toContain('error[PC008]')
  })

  test('prints nothing that a terminal obeys', () => {
    const hostile = goodPlan.replaceAll('Noise', 'N\u001b[31m\u202e\u009b2J')
    const cwd = folderWith({ 'plan.md': hostile })
    for (const format of ['text', 'json', 'mermaid', 'dot']) {
      const { output } = running(['show', 'plan.md', `--format=${format}`], { cwd })
      expect(output).not.toMatch(/(?![\n\t])[\p{Cc}\p{Bidi_Control}]/u)
    }
    const shown = JSON.parse(running(['show', 'plan.md', '--format=json'], { cwd }).output)
    expect(shown.units[1].title).toContain('\u202e')
  })
})

describe('explain', () => {
  test('lists every rule by code', () => {
    const { code, output } = running(['explain'], { cwd: '/' })
    expect(code).toBe(0)
    const codes = output.split('\n').flatMap((line) => /^PC\d{3}/.exec(line) ?? [])
    expect(codes).toContain('PC008')
    expect(codes).toEqual([...codes].sort())
  })

  test('finds a rule by its code or name, and says what was meant', () => {
    const byCode = running(['explain', 'pc008'], { cwd: '/' })
    expect(byCode.code).toBe(0)
    expect(byCode.output).toMatch(/^no-unknown-dialect \(PC008\) {2}error, no comment silences it\n/)
    expect(running(['explain', 'no-unknown-dialect'], { cwd: '/' })).toEqual(byCode)
    expect(running(['explain', 'no-unknown-dialct'], { cwd: '/' })).toEqual({
      code: 2,
      output: '',
      messages: 'plan-compile: unknown rule no-unknown-dialct: did you mean no-unknown-dialect?\n',
    })
  })
})

describe('colour', () => {
  const colored = '\u001b['
  const outputWith = (environment: Readonly<Record<string, string>>, ...args: readonly string[]) =>
    running(['check', 'plan.md', ...args], { cwd: clean(), env: environment }).output

  test('is for terminals, and for whoever asks', () => {
    expect(outputWith({})).not.toContain(colored)
    expect(outputWith({}, '--color')).toContain(colored)
    expect(outputWith({ FORCE_COLOR: '1' })).toContain(colored)
    expect(outputWith({ FORCE_COLOR: '0' })).not.toContain(colored)
    expect(outputWith({ FORCE_COLOR: '1', NO_COLOR: '1' })).not.toContain(colored)
    expect(outputWith({ NO_COLOR: '' }, '--color')).toContain(colored)
    expect(outputWith({ FORCE_COLOR: '1' }, '--no-color')).not.toContain(colored)
  })
})

describe('pipes', () => {
  const phases = Array.from(
    { length: 2_000 },
    (_, index) => `## Phase ${index}: Title\n\n**Dependencies:** Phase 9999\n`,
  )
  const many = `# Plan\n\n${phases.join('\n')}`

  test('the end of a long output is not lost', async () => {
    const cwd = folderWith({ 'plan.md': many })
    const child = spawn(process.execPath, [program, 'check', 'plan.md'], { cwd })
    const chunks: Buffer[] = []
    await new Promise((resolve) => setTimeout(resolve, 1_500))
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
    await new Promise((resolve) => child.on('close', resolve))
    const output = Buffer.concat(chunks).toString()
    expect(output.length).toBeGreaterThan(200_000)
    expect(output).toMatch(/task-like blocks understood\n.* tells more about a finding\n$/)
  })

  test('a reader that stops is no failure of ours', () => {
    const cwd = folderWith({ 'plan.md': many })
    const line = `"${process.execPath}" "${program}" check plan.md | head -1; echo "\${PIPESTATUS[0]}"`
    const { stdout, stderr } = spawnSync('bash', ['-c', line], { cwd, encoding: 'utf8' })
    expect(stderr).toBe('')
    expect(stdout.trim().split('\n')).toHaveLength(2)
    expect(stdout).toMatch(/\n[01]\n$/)
  })

  test.skipIf(!existsSync('/dev/full'))('an output that cannot be written is told', () => {
    const line = `"${process.execPath}" "${program}" check plan.md > /dev/full`
    const { status, stderr } = spawnSync('bash', ['-c', line], { cwd: clean(), encoding: 'utf8' })
    expect(status).toBe(2)
    expect(stderr).toBe('plan-compile: the output cannot be written: no space left on the device\n')
  })
})

describe('a bug of ours', () => {
  test('is exit code 3, with the facts, and the stack where it is asked for', () => {
    const cwd = clean()
    const preload = join(cwd, 'bug.cjs')
    writeFileSync(
      preload,
      'Array.prototype.toSorted = undefined; Intl.Segmenter = undefined; TextDecoder = undefined\n',
    )
    const run = (debug: string) =>
      running(['check', 'plan.md'], {
        cwd,
        env: { NODE_OPTIONS: `--require=${preload}`, PLAN_COMPILE_DEBUG: debug },
      })
    const { code, output, messages } = run('')
    expect([code, output]).toEqual([3, ''])
    expect(messages).toMatch(
      /^plan-compile: this is a bug of plan-compile, not of your plan\n {2}TypeError: /,
    )
    expect(messages).toContain(`plan-compile ${version}, node ${process.version}`)
    expect(messages).not.toContain('    at ')
    expect(run('1').messages).toContain('    at ')
  })
})
