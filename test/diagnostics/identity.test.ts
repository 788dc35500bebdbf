import { expect, test } from 'vitest'
import { rules } from '../../src/analyzer/rules/index.ts'
import { check } from '../../src/compile.ts'
import { fingerprintOf, identitiesOf } from '../../src/diagnostics/identity.ts'
import { dialects } from '../../src/parser/dialects/index.ts'
import { noWorkspace } from '../../src/plan/workspace.ts'
import { memoryHost } from '../support/memory-host.ts'

const plan = `# Plan

### Phase 1: Types
**Files:** \`src/a.ts\`

### Phase 2: Store
**Dependencies:** Phase 7, Phase 7
**Files:** \`src/b.ts\`
`

async function fingerprints(text: string): Promise<readonly string[]> {
  const host = memoryHost(new Map([['plan.md', text]]))
  const { diagnostics } = await check('plan.md', host, { dialects, rules, workspace: noWorkspace })
  return identitiesOf(diagnostics).map(fingerprintOf)
}

test('a finding is the same one after lines were added above it', async () => {
  const before = await fingerprints(plan)
  expect(before.length).toBeGreaterThan(3)
  expect(await fingerprints(plan.replace('# Plan', '# Plan\n\nSome words.\n'))).toEqual(before)
})

test('findings that are alike are told apart, and no two are the same', async () => {
  const all = await fingerprints(plan)
  expect(new Set(all).size).toBe(all.length)
})

test('the unit that a finding lies in is part of it', async () => {
  const host = memoryHost(new Map([['plan.md', plan]]))
  const { diagnostics } = await check('plan.md', host, { dialects, rules, workspace: noWorkspace })
  const unknown = identitiesOf(diagnostics).filter(({ code }) => code === 'PC202')
  expect(unknown.map(({ unit, occurrence }) => [unit, occurrence])).toContainEqual(['2', 1])
})
