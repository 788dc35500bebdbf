import { stripVTControlCharacters } from 'node:util'
import { describe, expect, test } from 'vitest'
import { pretty } from '../../src/reporters/pretty.ts'
import { accountOf, bare, plain, spanOf } from './account.ts'

const text = `# Ship it

## Phase 1: Parser

- src/lib.rs (modify)

## Phase 2: Printer

- src/lib.rs (modify)
`

/** The report without the trailing line feed, as a template literal shows it best. */
function shown(account: Parameters<typeof pretty.report>[0], appearance = bare) {
  return `\n${pretty.report(account, appearance)}`
}

describe('a frame', () => {
  test('labels the fault and every place that belongs to it', () => {
    const { sources } = accountOf({ 'plan.md': text })
    const account = accountOf({ 'plan.md': text }, [
      {
        at: 'src/lib.rs (modify)\n\n## Phase 2',
        message: '`src/lib.rs` is also written by “Printer”',
        help: 'Let “Printer” depend on “Parser”.',
        related: [{ span: spanOf(sources, 'plan.md', 'Printer'), message: '“Printer” begins here' }],
      },
    ])
    expect(shown(account)).toBe(`
error[PC302] no-parallel-write: \`src/lib.rs\` is also written by “Printer”
 --> plan.md:5:3
  |
5 | - src/lib.rs (modify)
  |   ^^^^^^^^^^^^^^^^^^^ to line 7
6 |
7 | ## Phase 2: Printer
  |             ------- “Printer” begins here
  = help: Let “Printer” depend on “Parser”.
`)
  })

  test('leaves out what lies between far places, and goes on in other files', () => {
    const texts = { 'plan.md': text, 'tasks/two.md': 'x\n\n\n\n\n\n\n\n\n\nsrc/lib.rs\n' }
    const { sources } = accountOf(texts)
    const account = accountOf(texts, [
      {
        at: '# Ship it',
        related: [
          { span: spanOf(sources, 'plan.md', 'Printer'), message: 'here' },
          { span: spanOf(sources, 'tasks/two.md', 'src/lib.rs'), message: 'and there' },
        ],
      },
    ])
    expect(shown(account)).toBe(`
error[PC302] no-parallel-write: something is so
  --> plan.md:1:1
   |
 1 | # Ship it
   | ^^^^^^^^^
...
 7 | ## Phase 2: Printer
   |             ------- here
  ::: tasks/two.md:11:1
   |
11 | src/lib.rs
   | ---------- and there
`)
  })

  test('says how many more places there are', () => {
    const { sources } = accountOf({ 'plan.md': text })
    const related = Array.from({ length: 60 }, () => ({
      span: spanOf(sources, 'plan.md', 'Ship'),
      message: 'too',
    }))
    const report = shown(accountOf({ 'plan.md': text }, [{ at: 'Parser', related }]))
    expect(report.match(/too/g)).toHaveLength(6)
    expect(report).toContain('  = note: and 54 more places\n')
  })

  test('underlines what the eye sees: tabs, wide characters, joined emoji, combining marks', () => {
    const line = '\t計画 👩‍👩‍👧 ✅ e\u0301 ⚠️ here'
    expect(shown(accountOf({ 'plan.md': line }, [{ at: 'here' }]))).toBe(`
error[PC302] no-parallel-write: something is so
 --> plan.md:1:${line.indexOf('here') + 1}
  |
1 |     計画 👩‍👩‍👧 ✅ e\u0301 ⚠️ here
  | ${' '.repeat(20)}^^^^
`)
    expect(shown(accountOf({ 'plan.md': line }, [{ at: '計画' }]))).toContain('  |     ^^^^\n')
  })

  test('points at an empty place, at the end of a line and of the text', () => {
    const account = accountOf({ 'plan.md': 'one\r\ntwo' }, [{ at: '' }, { at: '\r\n' }, { at: 'two' }])
    const [first, second, third] = account.diagnostics
    if (!first || !second || !third) throw new Error('too few')
    const end = { ...first, span: { path: 'plan.md', start: 8, end: 8 } }
    const report = shown({ ...account, diagnostics: [first, second, third, end] })
    expect(report).toContain('1 | one\n  | ^\n')
    expect(report).toContain('1 | one\n  |    ^\n')
    expect(report).toContain('2 | two\n  | ^^^\n')
    expect(report).toContain('2 | two\n  |    ^\n')
  })

  test('names a file whose text could not be read', () => {
    const account = accountOf({}, [{ at: '', path: 'binary.md', message: 'is not UTF-8' }])
    expect(shown(account)).toBe(`
error[PC302] no-parallel-write: is not UTF-8
 --> binary.md
`)
  })
})

describe('a long line', () => {
  const long = `${'a '.repeat(50_000)}here${' b'.repeat(50_000)}`

  test('is clipped around the place', () => {
    const [, , , code, mark] = shown(accountOf({ 'plan.md': long }, [{ at: 'here' }]))
      .split('\n')
      .slice(1)
    expect(code).toMatch(/^1 \| …(a | a)+.*here( b)+ ?…$/)
    expect(code?.length).toBeLessThanOrEqual(100)
    expect(mark?.indexOf('^')).toBe(code?.indexOf('here'))
  })

  test('is shown once for each place where they are far apart', () => {
    const { sources } = accountOf({ 'plan.md': `first ${long}` })
    const related = [{ span: spanOf(sources, 'plan.md', 'first'), message: 'the other' }]
    const report = shown(accountOf({ 'plan.md': `first ${long}` }, [{ at: 'here', related }]))
    expect(report).toMatch(/1 \| first a a .*…\n {2}\| ----- the other\n1 \| ….*here.*…\n {2}\| +\^\^\^\^\n/)
  })

  test('does not cut a character in two', () => {
    const emoji = '😀'.repeat(10_000)
    for (const offset of [9_998, 9_999, 10_000]) {
      const account = accountOf({ 'plan.md': emoji }, [{ at: '' }])
      const [diagnostic] = account.diagnostics
      if (!diagnostic) throw new Error('no diagnostic')
      const span = { path: 'plan.md', start: offset, end: offset + 2 }
      expect(shown({ ...account, diagnostics: [{ ...diagnostic, span }] })).not.toContain('\\u{d')
    }
  })
})

describe('a hostile plan', () => {
  const hostile =
    '## Phase 1: \x1b[2J\x1b]0;owned\x07 \u009b31m \u202Egnp.exe\u2066 \u200b\u{e0041} \ud800 \x00 end'

  test('cannot drive the terminal, neither by its text nor by a message or a path', () => {
    const account = accountOf({ 'evil\x1b[31m.md': hostile }, [
      { path: 'evil\x1b[31m.md', at: 'end', message: `“${hostile}” is odd\nerror: forged`, help: hostile },
    ])
    const report = pretty.report(account, { ...plain, color: true })
    expect(stripVTControlCharacters(report)).not.toMatch(
      /(?!\n)[\p{Cc}\p{Cs}\p{Bidi_Control}\u200b\u{e0041}]/u,
    )
    expect(stripVTControlCharacters(report)).toContain('\\u{1b}[2J\\u{1b}]0;owned\\u{7}')
    expect(report).not.toContain('\nerror: forged')
  })

  test('is still underlined in the right place', () => {
    const lines = shown(accountOf({ 'plan.md': hostile }, [{ at: 'end' }])).split('\n')
    expect(lines[5]?.indexOf('^^^')).toBe(lines[4]?.indexOf('end'))
  })
})

test('a fix is named with the options that make it', () => {
  const { sources } = accountOf({ 'plan.md': text })
  const edits = [{ span: spanOf(sources, 'plan.md', 'Ship'), text: 'x' }]
  const account = accountOf({ 'plan.md': text }, [
    { at: 'Ship', fix: { safety: 'safe', title: 'Rename it', edits } },
    { at: 'Ship', fix: { safety: 'unsafe', title: 'Drop it', edits } },
    { at: 'Ship', fix: { safety: 'placeholder', title: 'Name it', edits } },
  ])
  const lines = pretty.report(account, plain).split('\n')
  expect(lines.filter((line) => line.includes('= fix:'))).toEqual([
    '  = fix: Rename it (--fix)',
    '  = fix: Drop it (--fix --unsafe-fixes)',
    '  = fix: Name it (--fix --placeholders)',
  ])
  expect(lines).toContain('1 finding can be mended by plan-compile check --fix')
})

describe('the closing lines', () => {
  test('count findings, tasks and what was understood', () => {
    const account = accountOf({ 'plan.md': text }, [
      { at: 'Parser' },
      { at: 'Parser', severity: 'warning' },
      { at: 'Ship', severity: 'warning' },
      { at: 'Ship', severity: 'info' },
    ])
    expect(pretty.report(account, plain)).toMatch(
      /\n\n1 error, 2 warnings, 1 remark in 1 plan: 2 tasks in 1 wave\n2 of 2 task-like blocks understood\nplan-compile explain PC302 tells more about a finding\n$/,
    )
  })

  test('are all there is where nothing was found', () => {
    const account = { ...accountOf({ 'a.md': text, 'b.md': text }), passedOver: 3 }
    expect(pretty.report(account, plain)).toBe(
      'No findings in 2 plans: 4 tasks in 2 waves\n4 of 4 task-like blocks understood\n3 files passed over: no plan\n',
    )
    expect(pretty.report(account, bare)).toBe('')
  })

  test('list what was written', () => {
    const output = {
      folder: '.plan/x',
      dryRun: false,
      written: ['.plan/x/run.sh'],
      removed: ['.plan/x/prompts/old.md'],
      unchanged: ['a', 'b'],
    }
    const account = { ...accountOf({ 'a.md': text }), output }
    expect(pretty.report(account, plain)).toContain(
      'Wrote 1 file:\n  .plan/x/run.sh\nRemoved 1 stale file:\n  .plan/x/prompts/old.md\n2 files unchanged\n',
    )
    expect(pretty.report({ ...account, output: { ...output, dryRun: true } }, plain)).toContain(
      'Would write 1 file:\n  .plan/x/run.sh\nWould remove 1 stale file:\n',
    )
  })
})

test('colour changes nothing but colour', () => {
  const account = accountOf({ 'plan.md': text }, [{ at: 'Parser', help: 'Do it.' }])
  const colored = pretty.report(account, { ...plain, color: true })
  expect(colored).toContain('\x1b[1;31merror[PC302]\x1b[0m')
  expect(stripVTControlCharacters(colored)).toBe(pretty.report(account, plain))
})

test('thousands of findings on one line of 100,000 characters take linear time', () => {
  const line = `“${'x'.repeat(50_000)} ${'計'.repeat(25_000)} ${'\x1b'.repeat(25_000)}”`
  const account = accountOf({ 'plan.md': line }, [{ at: '', message: line, help: line }])
  const [one] = account.diagnostics
  if (!one) throw new Error('no diagnostic')
  const cost = (count: number) => {
    const diagnostics = Array.from({ length: count }, (_, index) => {
      const start = (index * 100_000) / count
      return { ...one, span: { path: 'plan.md', start, end: start + 50_000 } }
    })
    const before = process.cpuUsage()
    expect(pretty.report({ ...account, diagnostics }, plain).length).toBeLessThan(count * 15_000)
    return process.cpuUsage(before).user
  }
  cost(100)
  expect(cost(4_000)).toBeLessThan(cost(400) * 30)
}, 60_000)
