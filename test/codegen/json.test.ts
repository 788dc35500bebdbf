import { describe, expect, it } from 'vitest'
import { emit } from '../../src/codegen/emit.ts'
import { planSlug, slugsOf } from '../../src/codegen/slugs.ts'
import { json } from '../../src/codegen/targets/json.ts'
import { createRender } from '../../src/codegen/templates.ts'
import { check } from '../../src/compile.ts'
import { validatePlan } from '../../src/generated/schemas.js'
import { dialects } from '../../src/parser/dialects/index.ts'
import { noWorkspace } from '../../src/plan/workspace.ts'
import { memoryHost } from '../support/memory-host.ts'
import { type Case, readPages } from '../support/page.ts'

const render = createRender()

/** Whatever a dialect learns to read, its pages show; here it meets the contract of the JSON. */
describe.each([...readPages('docs/dialects'), ...readPages('docs/targets')])('$name', ({ cases }) => {
  it.each(cases)('$title', async (one) => {
    for (const plan of await plansOf(one))
      expect([validatePlan(plan), validatePlan.errors]).toEqual([true, null])
  })
})

it('refuses what the contract does not name', async () => {
  const files = new Map([['plan.md', '# P\n\n## Phase 1: A\n\n**Dependencies:** None\n']])
  const [plan = {}] = await plansOf({ files, options: {} })
  expect(validatePlan({ ...plan, more: 1 })).toBe(false)
  expect(validatePlan({ ...plan, version: 2 })).toBe(false)
})

async function plansOf({ files, options }: Pick<Case, 'files' | 'options'>): Promise<readonly object[]> {
  const entry = options.entry ?? [...files.keys()][0] ?? 'plan.md'
  const checker = { dialects, rules: [], workspace: noWorkspace }
  const { plan, schedule, sources } = await check(entry, memoryHost(files), checker)
  if (plan === undefined || schedule === undefined) return []
  const name = planSlug(plan.path)
  const made = { slugs: slugsOf(plan), name, folder: `.plan/${name}`, agentCommand: 'claude', render }
  return [...emit({ plan, schedule, sources, ...made }, [json]).values()].map(({ contents }) =>
    JSON.parse(contents),
  )
}
