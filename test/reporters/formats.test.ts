import { readFileSync } from 'node:fs'
import Ajv from 'ajv/dist/2020.js'
import { describe, expect, test } from 'vitest'
import { REPORTERS } from '../../.dependency-cruiser.mjs'
import { concise } from '../../src/reporters/concise.ts'
import { formats } from '../../src/reporters/index.ts'
import { json } from '../../src/reporters/json.ts'
import { accountOf, plain, spanOf } from './account.ts'

const text = '\ufeff# Ship it\r\n\r\n## Phase 1: 計画 Parser\r\n'
const schema = JSON.parse(readFileSync('schemas/report.schema.json', 'utf8'))
const validate = new Ajv.default({ allErrors: true, strict: true }).compile(schema)

const full = (() => {
  const { sources } = accountOf({ 'plan.md': text })
  const span = spanOf(sources, 'plan.md', 'Ship')
  const account = accountOf({ 'plan.md': text }, [
    {
      at: 'Parser',
      help: 'Rename it.',
      related: [{ span, message: 'see here' }],
      fix: { safety: 'unsafe', title: 'Rename', edits: [{ span, text: 'x' }] },
    },
    { at: 'Ship', severity: 'warning', message: 'an \x1b[31m \u009b \u202e \n “title”' },
  ])
  const output = { folder: '.plan/x', dryRun: true, written: ['.plan/x/run.sh'], removed: [], unchanged: [] }
  return { ...account, output, passedOver: 4 }
})()

test('the registry: ids are unique, and each is that of its reporter', async () => {
  const ids = await Promise.all(formats.map(async ({ load }) => (await load()).id))
  expect(ids).toEqual(formats.map(({ id }) => id))
  expect(new Set(ids).size).toBe(ids.length)
})

test('the import law knows each reporter', () => {
  for (const { id } of formats) expect(`src/reporters/${id}.ts`).toMatch(new RegExp(REPORTERS))
})

test.each(formats)(
  '$id is the same for the same account, and gives every finding in order',
  async (format) => {
    const { report } = await format.load()
    const text = report(full, plain)
    expect(report(full, plain)).toBe(text)
    expect(text).toMatch(/\n$/)
    expect(text.match(/something is so/g)?.length).toBeGreaterThan(0)
    expect(text.indexOf('something is so')).toBeLessThan(text.indexOf('“title”'))
  },
)

describe('concise', () => {
  test('is one line each, whatever a message holds', () => {
    expect(concise.report(full, plain)).toBe(
      'plan.md:3:16: error PC302 no-parallel-write: something is so\n' +
        'plan.md:1:3: warning PC302 no-parallel-write: an \\u{1b}[31m \\u{9b} \\u{202e} \\n “title”\n',
    )
  })

  test('is empty where there is nothing to say', () => {
    expect(concise.report(accountOf({ 'plan.md': text }), plain)).toBe('')
  })
})

describe('json', () => {
  test('follows its schema', () => {
    for (const account of [full, accountOf({}), accountOf({ 'plan.md': text })]) {
      expect(validate(JSON.parse(json.report(account, plain))), JSON.stringify(validate.errors)).toBe(true)
    }
    const unread = accountOf({}, [{ at: '', path: 'binary.md' }])
    const plans = [{ path: 'binary.md', dialect: undefined, tasks: 0, waves: 0, coverage: undefined }]
    expect(validate(JSON.parse(json.report({ ...unread, plans }, plain)))).toBe(true)
  })

  test('counts lines and columns from 1, offsets from 0, without the byte order mark', () => {
    const [first] = JSON.parse(json.report(full, plain)).diagnostics
    expect(first).toEqual({
      code: 'PC302',
      name: 'no-parallel-write',
      severity: 'error',
      message: 'something is so',
      help: 'Rename it.',
      path: 'plan.md',
      range: { start: { line: 3, column: 16, offset: 28 }, end: { line: 3, column: 22, offset: 34 } },
      fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
      related: [
        {
          path: 'plan.md',
          range: { start: { line: 1, column: 3, offset: 2 }, end: { line: 1, column: 7, offset: 6 } },
          message: 'see here',
        },
      ],
      fix: {
        safety: 'unsafe',
        title: 'Rename',
        edits: [
          {
            path: 'plan.md',
            range: { start: { line: 1, column: 3, offset: 2 }, end: { line: 1, column: 7, offset: 6 } },
            text: 'x',
          },
        ],
      },
    })
  })

  test('holds nothing that a terminal obeys, and still says the same', () => {
    const report = json.report(full, plain)
    expect(report).not.toMatch(/(?!\n)[\p{Cc}\p{Cs}\p{Bidi_Control}]/u)
    expect(JSON.parse(report).diagnostics[1].message).toBe(full.diagnostics[1]?.message)
  })
})
