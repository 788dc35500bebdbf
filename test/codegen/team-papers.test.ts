import { expect, test } from 'vitest'
import { slugsOf } from '../../src/codegen/slugs.ts'
import { papersIn } from '../../src/codegen/team-papers.ts'
import { check } from '../../src/compile.ts'
import { dialects } from '../../src/parser/dialects/index.ts'
import { noWorkspace } from '../../src/plan/workspace.ts'
import { memoryHost } from '../support/memory-host.ts'

const README = '# Plan 033: Fees\n\n## Tasks\n\n### Task 1: Table\n\n**Files:** `src/a.ts`\n'

async function papers(path: string, others: Readonly<Record<string, string>> = {}) {
  const host = memoryHost(new Map([[path, README], ...Object.entries(others)]))
  const { plan, schedule } = await check(path, host, { dialects, rules: [], workspace: noWorkspace })
  if (plan === undefined || schedule === undefined) throw new Error(`${path} is no plan`)
  return papersIn({ plan, schedule, folder: '.plan/fees', slugs: slugsOf(plan) }).get('1')
}

const notes = { approach: '.plan/fees/notes/task-1.plan.md', result: '.plan/fees/notes/task-1.impl.md' }

test('the papers of a task are in its folder', async () => {
  const folder = 'docs/plans/033-fees/tasks/task-1'
  expect(await papers('docs/plans/033-fees/README.md')).toEqual({
    approach: `${folder}/plan.md`,
    result: `${folder}/impl.md`,
  })
  expect((await papers('README.md'))?.approach).toBe('tasks/task-1/plan.md')
})

test('a task with a file of its own has them beside it', async () => {
  const brief = '# Task 1: Table\n\n**Description:** A table.\n'
  const made = await papers('p/033-fees/README.md', { 'p/033-fees/tasks/task-1/task.md': brief })
  expect(made?.approach).toBe('p/033-fees/tasks/task-1/plan.md')
})

test.each([
  'docs/my plans/033-fees/README.md',
  '../033-fees/README.md',
  '/x/033-fees/README.md',
  'p/$(id)/README.md',
])('%s: a folder that is strange, or outside, gets none of them', async (path) =>
  expect(await papers(path)).toEqual(notes),
)
