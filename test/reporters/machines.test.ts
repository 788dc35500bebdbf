import { describe, expect, test } from 'vitest'
import { pages } from '../../src/generated/pages.js'
import { agent } from '../../src/reporters/agent.ts'
import { checkstyle } from '../../src/reporters/checkstyle.ts'
import { github } from '../../src/reporters/github.ts'
import { gitlab } from '../../src/reporters/gitlab.ts'
import { jsonl } from '../../src/reporters/jsonl.ts'
import { junit } from '../../src/reporters/junit.ts'
import { pretty } from '../../src/reporters/pretty.ts'
import { rdjson } from '../../src/reporters/rdjson.ts'
import { sarif } from '../../src/reporters/sarif.ts'
import { accountOf, bare, plain } from './account.ts'
import { rich } from './rich.ts'

const nowhere = { ...rich, tool: { name: 'plan-compile', version: '1.2.3' } }

describe('sarif', () => {
  const [run] = JSON.parse(sarif.report(rich, plain)).runs
  const [first, second, third, fourth] = run.results

  test('names the rules that something is said by, with their pages', () => {
    expect(run.tool.driver).toEqual({
      name: 'plan-compile',
      semanticVersion: '1.2.3',
      informationUri: 'https://plans.example',
      rules: [
        {
          id: 'PC302',
          name: 'no-parallel-write',
          shortDescription: { text: 'A law.' },
          fullDescription: { text: 'A law.' },
          help: {
            text: 'A law. plan-compile explain PC302 tells more.',
            markdown: pages['no-parallel-write'],
          },
          helpUri: 'https://plans.example/docs/rules/no-parallel-write.md',
          defaultConfiguration: { level: 'error' },
        },
      ],
    })
    expect(sarif.report(nowhere, plain)).not.toMatch(/helpUri|informationUri/)
  })

  test('tells ranges in UTF-16 units, below the folder of the run', () => {
    expect(run.columnKind).toBe('utf16CodeUnits')
    expect(first).toMatchObject({ ruleId: 'PC302', ruleIndex: 0, level: 'error' })
    expect(first.message.text).toBe('it waits for itself. Take it out.')
    expect(first.locations).toEqual([
      {
        physicalLocation: {
          artifactLocation: { uri: 'plans/a%20b.md', uriBaseId: '%SRCROOT%' },
          region: { startLine: 3, startColumn: 16, endLine: 3, endColumn: 22 },
        },
      },
    ])
    expect([second.level, third.level]).toEqual(['warning', 'note'])
  })

  test('shows other places, and a cycle as a flow', () => {
    expect(first.relatedLocations).toMatchObject([{ id: 1, message: { text: 'and here' } }])
    const steps = first.codeFlows[0].threadFlows[0].locations
    expect(
      steps.map((step: { location: { message: { text: string } } }) => step.location.message.text),
    ).toEqual(['A waits for B', 'B waits for A'])
    expect(second).not.toHaveProperty('codeFlows')
  })

  test('has fixes that a machine can apply', () => {
    expect(first.fixes).toMatchObject([
      {
        description: { text: 'Take it out' },
        artifactChanges: [
          { replacements: [{ deletedRegion: { startColumn: 16 }, insertedContent: { text: '' } }] },
        ],
      },
    ])
    expect(third.fixes[0].artifactChanges).toHaveLength(2)
    expect(fourth).not.toHaveProperty('fixes')
  })

  test('knows files elsewhere by their address, and takes nothing for a link', () => {
    const account = accountOf({}, [{ at: '', path: '/a b/c.md', message: '[x](https://evil.example)' }])
    const [result] = JSON.parse(sarif.report(account, plain)).runs[0].results
    expect(result.locations[0].physicalLocation.artifactLocation).toEqual({ uri: 'file:///a%20b/c.md' })
    expect(result.message.text).toBe('[x] (https://evil.example)')
    const windows = accountOf({}, [{ at: '', path: 'C:/a b/c.md' }])
    expect(sarif.report(windows, plain)).toContain('"file:///C:/a%20b/c.md"')
  })
})

describe('fingerprints', () => {
  const fingerprints = (text: string): readonly string[] => {
    const account = accountOf({ 'plan.md': text }, [
      { at: 'one', message: 'x' },
      { at: 'two', message: 'x' },
      { at: 'two', message: 'line 7 is y' },
    ])
    const all = JSON.parse(gitlab.report(account, plain)).map(
      (issue: { fingerprint: string }) => issue.fingerprint,
    )
    const [run] = JSON.parse(sarif.report(account, plain)).runs
    const others = run.results.map(
      (result: { partialFingerprints: Record<string, string> }) =>
        result.partialFingerprints['planCompile/v1'],
    )
    expect(others).toEqual(all)
    return all
  }

  test('are each finding’s own, and stay when lines move', () => {
    const before = fingerprints('one two')
    expect(new Set(before).size).toBe(3)
    expect(fingerprints('\n\n\none\n\n  two')).toEqual(before)
  })
})

test('rdjson counts columns in bytes, and suggests what is one edit in the same file', () => {
  const [first, , third, fourth] = JSON.parse(rdjson.report(rich, plain)).diagnostics
  expect(first).toMatchObject({
    message: 'no-parallel-write: it waits for itself\nhelp: Take it out.',
    code: { value: 'PC302', url: 'https://plans.example/docs/rules/no-parallel-write.md' },
    location: { range: { start: { line: 3, column: 20 }, end: { line: 3, column: 26 } } },
    suggestions: [{ range: { start: { line: 3, column: 20 }, end: { line: 3, column: 26 } }, text: '' }],
  })
  for (const one of [third, fourth]) expect(one).not.toHaveProperty('suggestions')
})

test('gitlab has a description that says the rule', () => {
  expect(JSON.parse(gitlab.report(rich, plain))[1]).toMatchObject({
    description: 'PC302 no-parallel-write: it waits for itself',
    check_name: 'PC302',
    severity: 'minor',
    location: { path: 'plans/a b.md', lines: { begin: 3, end: 3 } },
  })
  expect(gitlab.report(accountOf({}), plain)).toBe('[]\n')
})

test('github shows the worst first, and columns only within a line', () => {
  const lines = github.report(rich, plain).trimEnd().split('\n')
  expect(lines.map((line) => /^::(\w+) /.exec(line)?.[1])).toEqual(['error', 'error', 'warning', 'notice'])
  expect(lines[0]).toContain('line=3,endLine=3,col=16,endColumn=22,title=PC302 no-parallel-write::')
  expect(lines[3]).toContain('line=1,endLine=3,title=')
  expect(lines[3]).not.toContain('col=')
})

test('junit has a test of its own for each finding, and one for a clean file', () => {
  const report = junit.report(rich, plain)
  const names = [...report.matchAll(/<testcase name="([^"]*)"/g)].map(([, name]) => name)
  expect(names).toEqual([
    'PC302 no-parallel-write (3:16)',
    'PC302 no-parallel-write (3:16) #2',
    'PC302 no-parallel-write (1:1)',
    'PC302 no-parallel-write (2:1)',
  ])
  expect(report).toContain('<testsuites name="plan-compile" tests="4" failures="3" errors="0">')
  expect(junit.report(accountOf({ 'plan.md': '' }), plain)).toContain(
    '<testcase name="plan-compile" classname="plan.md"/>',
  )
})

test('checkstyle names clean files too', () => {
  expect(checkstyle.report(accountOf({ 'plan.md': '' }), plain)).toContain('<file name="plan.md">')
  expect(checkstyle.report(rich, plain)).toContain(
    '<error line="3" column="16" severity="error" message="it waits for itself. Take it out." source="plan-compile.PC302.no-parallel-write"/>',
  )
})

test('jsonl has a whole finding in each line', () => {
  const lines = jsonl.report(rich, plain).trimEnd().split('\n')
  expect(lines.map((line) => JSON.parse(line).fix?.safety)).toEqual([
    'safe',
    undefined,
    'unsafe',
    'placeholder',
  ])
  expect(jsonl.report(accountOf({}), plain)).toBe('')
})

test('agent says the next move in the same line, and where a compilation went', () => {
  const output = { folder: '.plan/x', dryRun: false, written: ['a', 'b'], removed: [], unchanged: ['c'] }
  expect(agent.report({ ...rich, output }, plain).split('\n')).toEqual([
    'plans/a b.md:3:16: error PC302 no-parallel-write: it waits for itself help: Take it out.',
    'plans/a b.md:3:16: warning PC302 no-parallel-write: it waits for itself',
    'plans/a b.md:1:1: info PC302 no-parallel-write: over lines',
    'tasks/two.md:2:1: error PC302 no-parallel-write: fill in',
    '.plan/x: 2 files written, 0 removed, 1 unchanged',
    '',
  ])
  expect(agent.report(accountOf({}), plain)).toBe('')
})

test('the code of a rule is a link where a terminal opens it and there is a page', () => {
  const link =
    '\u001b]8;;https://plans.example/docs/rules/no-parallel-write.md\u001b\\PC302\u001b]8;;\u001b\\'
  expect(pretty.report(rich, { ...bare, links: true })).toContain(`error[${link}]`)
  expect(pretty.report(rich, bare)).not.toContain('\u001b')
  expect(pretty.report(nowhere, { ...bare, links: true })).not.toContain('\u001b')
})
