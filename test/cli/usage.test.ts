import { describe, expect, test, vi } from 'vitest'
import { commands } from '../../src/cli/commands.ts'
import { checkOptions } from '../../src/cli/options.ts'
import { closest } from '../../src/diagnostics/closest.ts'
import { version } from '../../src/generated/version.js'
import { formats } from '../../src/reporters/index.ts'
import { folderWith } from '../workspace/folder.ts'
import { saying } from './machine.ts'

// The first one loads the whole program, on machines that may be busy.
vi.setConfig({ testTimeout: 60_000 })

const folder = () => folderWith({ 'plan.md': '# A plan\n', 'sub/x.md': '', check: '' })

describe('a wrong command line is exit code 2 and one clear line', () => {
  const lines: readonly (readonly [string, string])[] = [
    ['chekc plan.md', 'unknown command chekc: did you mean check?'],
    ['plan.md --strit', 'unknown option --strit: did you mean --strict?'],
    ['check --fail-on=eror', 'unknown --fail-on eror: did you mean error?'],
    ['check --format xml', 'unknown --format xml: plan-compile help check lists what there is'],
    ['check --format=sarfi=x', 'unknown --format sarfi: did you mean sarif?'],
    ['check --format=json=', '--format json= needs a file: --format json=FILE'],
    [
      'check --format=json --format=pretty',
      'only one format can be printed: write --format pretty=FILE for the others',
    ],
    ['check --format=json=x --format=sarif=x', 'two formats cannot go to one file: x'],
    ['show plan.md --format pretty', 'unknown --format pretty: there is text, json, mermaid, dot'],
    ['check plan.md --dry-run', 'check has no option --dry-run: it belongs to compile'],
    ['show plan.md --strict', 'show has no option --strict: it belongs to compile and check'],
    ['check -z', 'unknown option -z: plan-compile help COMMAND lists what there is'],
    ['check --strict=yes', '--strict takes no value'],
    ['check --format', '--format needs a value: --format FORMAT[=FILE]'],
    ['check --format --strict', '--format needs a value: --format FORMAT[=FILE]'],
    ['check --max-warnings many', '--max-warnings needs a number, such as 0: "many" is none'],
    ['check --max-warnings=-1', '--max-warnings needs a number, such as 0: "-1" is none'],
    ['plan.md other.md', 'compile takes one, not also other.md: plan-compile [compile] PLAN [options]'],
    ['show', 'show needs a plan: plan-compile show PLAN [options]'],
    ['completions', 'completions needs a shell: plan-compile completions bash|zsh|fish'],
    ['help frobnicate', 'unknown command frobnicate: plan-compile help lists what there is'],
    ['missing.md', 'missing.md: does not exist'],
    ['check plan.md missing/a.md', 'missing/a.md: does not exist'],
    ['sub', 'sub is a folder: name one plan in it; plan-compile check sub finds them'],
    ['show .', '. is a folder: name one plan in it; plan-compile check . finds them'],
    ['check plan.md --dialect phasess', 'unknown --dialect phasess: did you mean phases?'],
    ['check plan.md --stdin-filename x', '--stdin-filename goes with -, which reads standard input'],
    ['explain PC9999', 'unknown rule PC9999: plan-compile explain lists what there is'],
    ['plan.md --team --no-team', '--team and --no-team contradict each other: leave one of them out'],
    ['check plan.md --team', 'check has no option --team: it belongs to compile'],
    ['help chekc', 'unknown command chekc: did you mean check?'],
    ['\u001b[31mx.md', '\\u{1b}[31mx.md: does not exist'],
  ]
  test.each(lines)('%s', async (line, message) => {
    expect(await saying(line.split(' '), { folder: folder() })).toEqual({
      code: 2,
      output: '',
      messages: `plan-compile: ${message}\n`,
    })
  })

  test('nothing at all', async () => {
    const { code, output, messages } = await saying([])
    expect({ code, output }).toEqual({ code: 2, output: '' })
    expect(messages).toContain('Usage:')
  })

  test('a format in the environment that there is not', async () => {
    expect(
      await saying(['check'], { folder: folder(), environment: { PLAN_COMPILE_FORMAT: 'jsn' } }),
    ).toMatchObject({
      code: 2,
      messages: 'plan-compile: unknown format in PLAN_COMPILE_FORMAT jsn: did you mean json?\n',
    })
  })
})

describe('help and version', () => {
  test('the version, wherever it is asked for', async () => {
    for (const line of ['--version', '-V', 'check --version']) {
      expect(await saying(line.split(' '))).toEqual({ code: 0, output: `${version}\n`, messages: '' })
    }
  })

  test('the help of the program and of each command', async () => {
    const { output } = await saying(['--help'])
    for (const { name, usage, summary, options } of commands) {
      expect(output).toContain(`  ${usage}\n`)
      expect(output).toContain(summary)
      const help = await saying([name, '-h'])
      expect(help).toEqual(await saying(['help', name]))
      expect(help.code).toBe(0)
      for (const option of options) expect(help.output).toContain(`--${option.name}`)
    }
    expect(await saying(['help'])).toEqual(await saying(['-h']))
  })

  test('no line is too wide for a terminal', async () => {
    for (const { name } of commands) {
      const { output } = await saying(['help', name])
      expect(output.split('\n').filter((line) => line.length > 100)).toEqual([])
    }
  })

  test('what an option takes is said, and there is nothing else', () => {
    for (const { choices = [], summary } of commands.flatMap(({ options }) => options)) {
      for (const choice of choices) expect(summary).toContain(choice)
    }
    const format = checkOptions.find(({ name }) => name === 'format')
    expect(format?.choices).toEqual(formats.map(({ id }) => id))
  })
})

describe('closest', () => {
  test('finds slips of the pen and does not guess', () => {
    const known = ['check', 'show', 'explain', 'compile']
    expect(closest('chekc', known)).toBe('check')
    expect(closest('CHECK', known)).toBe('check')
    expect(closest('explian', known)).toBe('explain')
    expect(closest('verify', known)).toBeUndefined()
    expect(closest('PC301', ['PC302', 'PC303'])).toBeUndefined()
    expect(closest('x'.repeat(1_000_000), known)).toBeUndefined()
  })
})
