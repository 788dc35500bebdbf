import { describe, expect, it } from 'vitest'
import { rules } from '../../src/analyzer/rules/index.ts'
import { check } from '../../src/compile.ts'
import { dialects } from '../../src/parser/dialects/index.ts'
import { tasksOf } from '../../src/plan/walk.ts'
import { noWorkspace } from '../../src/plan/workspace.ts'
import { memoryHost } from '../support/memory-host.ts'
import { readPages } from '../support/page.ts'

/** What is said about a file of these bytes, as `line:column code message`. */
async function said(contents: string | Uint8Array): Promise<readonly string[]> {
  const host = memoryHost(new Map([['plan.md', contents]]))
  const { diagnostics } = await check('plan.md', host, { dialects, rules: [], workspace: noWorkspace })
  return diagnostics.map(({ by, message }) => `${by.code} ${message}`)
}

const plan = '## Phase 1: Base\n\n**Goal:** Begin.\n'

describe('bytes that are no plan', () => {
  it('says where UTF-8 ends', async () => {
    const bytes = Uint8Array.from([...new TextEncoder().encode('# Caf'), 0xe9, 0x0a])
    expect(await said(bytes)).toEqual(['PC001 The text is not UTF-8 from here on'])
  })

  it('knows UTF-16', async () => {
    expect(await said(Uint8Array.from([0xff, 0xfe, 0x23, 0x00]))).toEqual([
      'PC001 The text is UTF-16, not UTF-8',
    ])
  })

  it('refuses a NUL byte', async () => {
    expect(await said(`${plan}\0`)).toEqual(['PC002 The text holds a NUL byte'])
  })

  it('refuses more than 1 MiB', async () => {
    const [finding] = await said(`${plan}${'x'.repeat(1024 * 1024)}`)
    expect(finding).toMatch(/^PC003 The file has \d+ bytes, more than the 1048576 that are read$/)
  })

  it('reads a byte order mark, CRLF and lone CR', async () => {
    expect(await said(`\ufeff${plan}`)).toEqual([])
    expect(await said(plan.replaceAll('\n', '\r\n'))).toEqual([])
    expect(await said(plan.replaceAll('\n', '\r'))).toEqual([])
  })

  it('says that an empty file is no plan', async () => {
    expect(await said('')).toEqual([expect.stringContaining('PC008 This is no plan')])
  })
})

describe('text made to be slow', () => {
  const cases: Readonly<Record<string, string>> = {
    'list items on one line': '- '.repeat(100_000),
    'nested list items': Array.from({ length: 1_000 }, (_, level) => `${'  '.repeat(level)}- x\n`).join(''),
    quotes: '>'.repeat(100_000),
    'list items': '- x\n'.repeat(100_000),
    brackets: '['.repeat(100_000),
    links: '[a]('.repeat(100_000),
    emphasis: '*a **b '.repeat(50_000),
    'table cells': `|a|\n|-|\n${`|${'a|'.repeat(1_000)}\n`.repeat(200)}`,
  }
  it.each(['**/\n\n', 'a\n\n', '# a\n', 'a\n=\n', '---\n', '<p>\n\n', '```\n```\n', '> a\n>\n', '- a\n\n'])(
    'refuses a file full of %j at once',
    async (block) => {
      const text = block.repeat((1024 * 1024 - 100) / block.length)
      const start = performance.now()
      expect(await said(`${plan}\n${text}`)).toEqual([
        expect.stringMatching(/^PC015 .* more than 50000 paragraphs/),
      ])
      expect(performance.now() - start).toBeLessThan(2000)
    },
  )

  for (const [name, text] of Object.entries(cases)) {
    it(`refuses a hundred thousand ${name}`, async () => {
      expect(await said(`${plan}\n${text}x\n`)).toEqual([expect.stringMatching(/^PC0(?:04|15) /)])
    })
  }

  it('reads what is merely long', async () => {
    const blanks = ' '.repeat(100_000)
    expect(
      await said(`## Phase 1: A${blanks}B\n\n**Dependencies:** None${blanks}(${'('.repeat(10_000)}\n`),
    ).toEqual([])
  })

  it('does not expand ranges without end', async () => {
    const phases = Array.from(
      { length: 500 },
      (_, n) => `## Phase ${n}: x\n\n**Dependencies:** Phases 0-${n}\n`,
    )
    const findings = await said(phases.join('\n'))
    expect(findings.some((finding) => finding.includes('more than 100,000 dependencies'))).toBe(true)
  })
})

describe('lines that end with a lone CR', () => {
  const cases = ['docs/rules', 'docs/dialects', 'test/cases'].flatMap((folder) =>
    readPages(folder).flatMap(({ name, cases }) =>
      cases.map(({ title, files, options }) => ({ name: `${name}: ${title}`, files, options })),
    ),
  )

  /** All that is said, and what of it is a plan. */
  async function told(files: ReadonlyMap<string, string>, entry: string) {
    const checker = { dialects, rules, workspace: noWorkspace }
    const { diagnostics, plan } = await check(entry, memoryHost(files), checker)
    const lines = diagnostics.map(
      ({ by, span, message, help }) => `${span.path}:${span.start}-${span.end} ${by.code} ${message} ${help}`,
    )
    return { lines, tasks: plan && tasksOf(plan).length, status: plan?.status }
  }

  it.each(cases)('say the same: $name', async ({ files, options }) => {
    const entry = options.entry ?? [...files.keys()][0] ?? ''
    const changed = new Map([...files].map(([path, text]) => [path, text.replaceAll('\n', '\r')]))
    expect(await told(changed, entry)).toEqual(await told(files, entry))
  })
})
