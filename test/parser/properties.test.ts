import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Checked, check } from '../../src/compile.ts'
import { dialects } from '../../src/parser/dialects/index.ts'
import { noWorkspace } from '../../src/plan/workspace.ts'
import { memoryHost } from '../support/memory-host.ts'
import { spansIn } from '../support/spans.ts'

const read = (contents: string | Uint8Array, path = 'plan.md'): Promise<Checked> =>
  check(path, memoryHost(new Map([[path, contents]])), { dialects, rules: [], workspace: noWorkspace })

async function expectSound(contents: string | Uint8Array): Promise<void> {
  const first = await read(contents)
  const second = await read(contents)
  expect(second).toEqual(first)
  for (const { start, end, path } of spansIn([first.plan, first.diagnostics])) {
    const length = first.sources.get(path)?.text.length ?? 0
    expect(start).toBeGreaterThanOrEqual(0)
    expect(end).toBeGreaterThanOrEqual(start)
    expect(end).toBeLessThanOrEqual(length)
  }
}

const pages = readdirSync('docs/dialects').map((name) => readFileSync(`docs/dialects/${name}`, 'utf8'))
const plans = pages.flatMap((page) =>
  [...page.matchAll(/^````plan.*\n([\s\S]*?)^````$/gm)].map((match) => match[1] ?? ''),
)

const scrap = fc.constantFrom(
  ...[
    '\n',
    '\r\n',
    '\r',
    '### Phase 2: x\n',
    '**Deps:** ',
    'Phase 1-9',
    '`',
    '```',
    '---\n',
    '| a | b |\n|-|-|\n',
    '- [ ] ',
    '> ',
    '\u202e',
    '\u200b',
  ],
  ...[
    'é',
    '日本語',
    '👩‍👩‍👧',
    '\ud800',
    '&amp;',
    '\\',
    '<!-- x -->',
    '**',
    '(',
    ')',
    'None (',
    '\t',
    '    ',
    '~~',
    '[x](y)',
    '{{',
    '$(x)',
    '\ufeff',
  ],
)

describe('reading never fails', { timeout: 120_000 }, () => {
  it('takes arbitrary bytes', () =>
    fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), expectSound), { numRuns: 100 }))

  it('takes arbitrary text', () =>
    fc.assert(fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 400 }), expectSound), { numRuns: 100 }))

  it('takes scraps of plans in any order', () =>
    fc.assert(
      fc.asyncProperty(fc.array(scrap, { maxLength: 60 }), (parts) => expectSound(parts.join(''))),
      { numRuns: 200 },
    ))

  it('takes plans with a piece cut out, doubled or put in', () =>
    fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...plans),
        fc.nat(),
        fc.nat({ max: 80 }),
        scrap,
        (plan, at, length, piece) => {
          const start = at % (plan.length + 1)
          const cut = plan.slice(start, start + length)
          return expectSound(`${plan.slice(0, start)}${piece}${cut}${cut}${plan.slice(start + length * 2)}`)
        },
      ),
      { numRuns: 200 },
    ))

  it('reads a plan with CRLF as with LF', async () => {
    for (const plan of plans) {
      const { plan: unix } = await read(plan)
      const { plan: windows } = await read(plan.replaceAll('\n', '\r\n'))
      const ids = (one: typeof unix) => JSON.stringify(one?.body.map(({ id, title }) => [id, title.value]))
      expect(ids(windows)).toBe(ids(unix))
    }
  })
})
