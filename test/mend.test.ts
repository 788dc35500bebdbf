import { describe, expect, test } from 'vitest'
import type { Rule } from '../src/analyzer/rule.ts'
import { rules } from '../src/analyzer/rules/index.ts'
import type { Checker } from '../src/compile.ts'
import type { Fix } from '../src/diagnostics/fix.ts'
import { menderOf } from '../src/mend.ts'
import { dialects } from '../src/parser/dialects/index.ts'
import { noWorkspace } from '../src/plan/workspace.ts'
import type { Host } from '../src/source/host.ts'
import { memoryHost } from './support/memory-host.ts'
import { readPages } from './support/page.ts'

const every = new Set<Fix['safety']>(['safe', 'unsafe', 'placeholder'])

function checkerOf(chosen: readonly Rule[]): Checker {
  return { dialects, rules: chosen, workspace: noWorkspace }
}

async function mend(entry: string, host: Host, checker: Checker, allowed: ReadonlySet<Fix['safety']>) {
  const mender = menderOf(allowed)
  const checked = await mender.mend(entry, host, checker)
  return { checked, changes: mender.changes(), mended: mender.mended() }
}

const plan = `\ufeff# Plan

### Phase 1: First ✓

**Dependencies:** None

### Phase 2: Second

**Dependencies:** Phase 3

### Phase 12: Third

**Dependencies:** Phase 13
`.replaceAll('\n', '\r\n')

const noUnknown = rules.filter(({ name }) => name === 'no-unknown-dependency')

describe('mending', () => {
  test('changes the bytes of the range and no others, mark and line endings included', async () => {
    const host = memoryHost(new Map([['plan.md', plan.replace('Phase 3', 'Fase 1')]]))
    const { changes } = await mend('plan.md', host, checkerOf(rules), every)
    for (const { before, after } of changes) {
      expect([...after.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
      expect(new TextDecoder().decode(after)).not.toMatch(/[^\r]\n/)
      expect(before).not.toEqual(after)
    }
  })

  test('leaves alone what is not of an allowed kind', async () => {
    const host = memoryHost(new Map([['plan.md', plan]]))
    const { changes, mended, checked } = await mend('plan.md', host, checkerOf(noUnknown), new Set())
    expect([changes, mended]).toEqual([[], []])
    expect(checked.diagnostics.length).toBeGreaterThan(0)
  })

  test('ends, also where each fix makes a new finding', async () => {
    const endless: Rule = {
      code: 'PC999',
      name: 'no-end',
      severity: 'error',
      checklist: false,
      summary: 'There is always more.',
      *check({ plan: { path } }) {
        const span = { path, start: 0, end: 1 }
        yield { span, message: 'More', fix: { safety: 'safe', title: 'More', edits: [{ span, text: '##' }] } }
      },
    }
    const host = memoryHost(new Map([['plan.md', '# Plan\n\n### Phase 1: One\n']]))
    const { mended } = await mend('plan.md', host, checkerOf([endless]), every)
    expect(mended).toHaveLength(50)
  })
})

const cases = readPages('docs/rules').flatMap(({ name, cases: all }) =>
  all.map((one) => ({ name: `${name}: ${one.title}`, files: one.files, entry: one.options.entry })),
)

describe('the plans of the pages', () => {
  test.each(cases)(
    '$name: what is mended stays mended',
    async ({ files, entry = [...files.keys()][0] ?? '' }) => {
      const first = await mend(entry, memoryHost(files), checkerOf(rules), every)
      const after = new Map<string, string | Uint8Array>(files)
      for (const change of first.changes) after.set(change.path, change.after)
      const second = await mend(entry, memoryHost(after), checkerOf(rules), every)
      expect(second.changes).toEqual([])
      expect(second.mended).toEqual([])
    },
  )
})
