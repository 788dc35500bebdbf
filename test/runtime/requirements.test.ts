import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { type PlanFolder, planFolder } from './support/plan-folder.ts'
import { run } from './support/run-script.ts'

vi.setConfig({ testTimeout: 120_000 })

function requirements(folder: PlanFolder, ...lines: readonly string[]): void {
  const path = join(folder.root, '.plan/trial/requirements.tsv')
  writeFileSync(path, ['plan-compile-requirements 1', ...lines].map((line) => `${line}\n`).join(''))
}

test('the report says which requirements are covered, and by what', async () => {
  const plan = planFolder([
    { key: 'good', commands: ['true'] },
    { key: 'bad', behaviour: 'code=3' },
  ])
  requirements(plan, 'REQ-1\tReaders see | posts\tgood', 'REQ-2\t-\tgood,bad', 'REQ-3\tPictures\t-')
  await run(plan, ['run', '--accept-commands'])
  expect((await run(plan, ['report'])).stdout).toContain(`### Requirements Coverage

Requirements: 1/3 covered

| Requirement | Title | Evidence |
|---|---|---|
| REQ-1 | Readers see \\| posts | good: files and commands proven |
| REQ-2 |  | not covered: bad is blocked |
| REQ-3 | Pictures | not covered: no task claims it |
`)
})

test('what was not proven, or was skipped by a person, covers nothing', async () => {
  const plan = planFolder([
    { key: 'good', commands: ['true'] },
    { key: 'bad', behaviour: 'code=3' },
  ])
  requirements(plan, 'REQ-1\tOne\tgood', 'REQ-2\tTwo\tbad')
  await run(plan)
  await run(plan, ['skip', 'bad'])
  const { stdout } = await run(plan, ['report'])
  expect(stdout).toContain('Requirements: 0/2 covered')
  expect(stdout).toContain('| not covered: good is unproven |')
  expect(stdout).toContain('| not covered: bad is waived |')
})

test('requirements that are not as described are refused', async () => {
  const plan = planFolder([{ key: 'good' }])
  requirements(plan, 'REQ-1\tOne\tnobody')
  expect((await run(plan, ['report'])).code).toBe(2)
  requirements(plan, 'REQ-1')
  expect((await run(plan, ['report'])).code).toBe(2)
})

test('when all is done, that is said', async () => {
  expect((await run(planFolder([{ key: 'only' }]))).stdout).toContain('\n1 of 1 done: the plan is complete\n')
})
