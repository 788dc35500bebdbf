import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it, test } from 'vitest'
import { findingsOn, judgements, rowsOf, tableOf, withTable } from '../scripts/precision.mjs'
import { rules } from '../src/analyzer/rules/index.ts'
import { signatures } from '../src/config/signatures.ts'

const page = readFileSync('docs/precision.md', 'utf8')
const judged = judgements()
/** Real plans, which are no part of this repository. */
const corpus = process.env['PLAN_CORPUS']

interface Row {
  readonly code: string
  readonly name: string
  readonly findings: number
  readonly read: number
  readonly right: number
}

const rows = page.split('\n').flatMap((line): readonly Row[] => {
  const cells = /^\| (PC\d{3}) \| \[([\w-]+)\]\(rules\/[\w-]+\.md\) \| (\d+) \| (\d+) \| (\d+) \|/.exec(line)
  const [, code = '', name = '', findings, read, right] = cells ?? []
  return cells === null
    ? []
    : [{ code, name, findings: Number(findings), read: Number(read), right: Number(right) }]
})

describe('docs/precision.md', () => {
  it('has rows of rules that exist, by code', () => {
    expect(rows.length).toBeGreaterThan(40)
    expect(rows.map(({ code }) => code)).toEqual([...new Set(rows.map(({ code }) => code))].sort())
    const names = new Map(signatures.map(({ code, name }) => [code, name]))
    for (const { code, name } of rows) expect(names.get(code)).toBe(name)
  })

  it('counts no more judgements than there are', () => {
    for (const { code, read, right } of rows) {
      const own = judged[code]?.read ?? []
      expect(read, code).toBeLessThanOrEqual(own.length)
      expect(right, code).toBeLessThanOrEqual(own.filter((one) => one.right).length)
    }
  })

  it('has fifteen findings of each rule read, or all', () => {
    const unread = rows.filter(({ findings, read }) => read < Math.min(15, findings))
    expect(unread.map(({ code }) => code)).toEqual([])
  })

  it('says what was done where a rule that is on is right less than nine times in ten', () => {
    const optional = new Set(rules.filter(({ recommended }) => recommended === false).map(({ code }) => code))
    const doubtful = rows.filter(
      ({ code, read, right }) => read > 0 && right < 0.9 * read && !optional.has(code),
    )
    for (const { code } of doubtful) expect(judged[code]?.done, code).not.toBe('')
  })
})

test('a judgement is about one place', () => {
  for (const [code, { read }] of Object.entries(judged)) {
    expect(new Set(read.map(({ at }) => at)).size, code).toBe(read.length)
    for (const { at } of read) expect(at).toMatch(/^[^/].*:\d+:\d+$/)
  }
})

// Needs the built program, and minutes.
test.skipIf(corpus === undefined || !existsSync(corpus))(
  'the table is what the corpus gives now',
  () => {
    expect(withTable(page, tableOf(rowsOf(findingsOn(corpus ?? ''), judged)))).toBe(page)
  },
  600_000,
)
