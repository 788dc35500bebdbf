import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import {
  checkpoint,
  journal,
  notes,
  type PlanFolder,
  type PlanNode,
  planFolder,
  textOf,
  violations,
} from './support/plan-folder.ts'
import { run } from './support/run-script.ts'

vi.setConfig({ testTimeout: 120_000 })

/** One task with a team. */
function teamPlan(team: PlanNode['team'] = {}, node: Partial<PlanNode> = {}): PlanFolder {
  return planFolder([{ key: 'only', ...node, team }])
}

function noted(plan: PlanFolder, name: string): string {
  return textOf(join(plan.root, '.stand-in', name)) ?? ''
}

function startsOf(plan: PlanFolder, name: string): number {
  return notes(plan).filter((note) => note.startsWith(`start ${name} `)).length
}

function outcome({ state }: PlanFolder) {
  return JSON.parse(textOf(join(state, 'outcomes.json')) ?? '[]')[0]
}

test('executor and reviewer begin together, then review and test, then it is done', async () => {
  const plan = teamPlan()
  const { code, stdout } = await run(plan)
  expect([code, violations(plan), stdout.match(/code complete/)]).toEqual([0, '', null])
  expect(['only', 'only.take', 'only.review', 'only.test'].map((name) => startsOf(plan, name))).toEqual([
    1, 1, 1, 1,
  ])
  expect(noted(plan, 'only.awaited')).toBe('The take of only\n')
  expect(noted(plan, 'only.review.told')).toBe(
    'Read the file .plan/trial/prompts/only.review.md and carry out the task described there.\n',
  )
  const order = journal(plan).map(({ event }) => event)
  expect(order.filter((event) => event === 'member-start')).toHaveLength(3)
  expect(order.indexOf('code-complete')).toBeLessThan(order.lastIndexOf('member-start'))
})

test('one FAIL voids both verdicts, and the executor is told where the findings are', async () => {
  const once = `[ -e .stand-in/once ] || { : >.stand-in/once; verdict=FAIL words='line 3'; }`
  const plan = teamPlan({ behaviours: { review: once } })
  expect([(await run(plan)).code, violations(plan)]).toEqual([0, ''])
  expect(['only', 'only.take', 'only.review', 'only.test'].map((name) => startsOf(plan, name))).toEqual([
    2, 1, 2, 2,
  ])
  expect(noted(plan, 'only.told')).toBe(
    'Read the file .plan/trial/prompts/only.md and carry out the task described there. It has been carried out and judged: first read what is to be mended, in .plan/trial/notes/only.review.md.\n',
  )
})

test('after as many cycles as are allowed a person is asked', async () => {
  const plan = teamPlan({ cycles: 2, behaviours: { test: `verdict=FAIL reason='it does not work'` } })
  const { code } = await run(plan)
  expect([code, startsOf(plan, 'only'), checkpoint(plan, 'only')]).toEqual([1, 3, 'blocked'])
  expect(outcome(plan)).toMatchObject({
    reason: 'cycles',
    report: expect.stringContaining('it does not work'),
  })
  writeFileSync(join(plan.root, '.stand-in/only.test.sh'), '')
  expect([(await run(plan, ['resume'])).code, startsOf(plan, 'only'), startsOf(plan, 'only.take')]).toEqual([
    0, 4, 1,
  ])
})
