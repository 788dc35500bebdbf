import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { asking, outcomeOf, runWith, status, terminal, typing } from './support/people.ts'
import { events, type PlanNode, planFolder, starts, textOf } from './support/plan-folder.ts'
import { run } from './support/run-script.ts'

vi.setConfig({ testTimeout: 120_000 })

const gated: readonly PlanNode[] = [
  { key: 'work' },
  { key: 'acceptance', kind: 'gate', wave: 2, needs: ['work'], title: 'Does it look right?' },
  { key: 'after', wave: 3, needs: ['acceptance'], behaviour: 'rm -f "$notes/violations"' },
]

test('a gate that waits says how to test, to approve and to reject', async () => {
  const { code, stdout } = await run(planFolder(gated))
  expect(code).toBe(10)
  expect(stdout).toMatch(
    /; a gate waits\nnext: .*approve acceptance && .*resume\nto test first: .*report .*\nif something is wrong: .*reject acceptance 'what is wrong'\n/,
  )
})

test('a rejected gate stays shut, with the words of the person, until it is approved', async () => {
  const plan = planFolder(gated)
  await run(plan)
  expect(runWith(plan, ['reject', 'acceptance'], 'The list is empty.\n| no <b>title</b>\n').code).toBe(0)
  const { code, stdout } = await run(plan, ['run', '--yes'])
  expect([code, starts(plan, 'after')]).toEqual([1, 0])
  expect(stdout).toMatch(/acceptance +blocked .*rejected by \S+: The list is empty\. \| no <b>title<\/b>/)
  const { stdout: report } = await run(plan, ['report'])
  expect(report).toMatch(
    /^## Plan Execution Report\n[\s\S]*PARTIAL SUCCESS \(1 of 2, acceptance is blocked\)/,
  )
  expect(report).toMatch(/- acceptance: blocked: rejected by \S+: The list is empty\. \\\| no \\<b>/)
  expect(report).toContain('\n  > The list is empty.\n  > \\| no \\<b>title\\</b>\n')
  expect(report).toMatch(/Next Steps\n\n1\. `.*approve acceptance`/)
  expect(await outcomeOf(plan, 'acceptance')).toMatchObject({
    status: 'blocked',
    report: expect.stringContaining('The list is empty. | no <b>title</b>'),
    next_steps: ['.plan/trial/run.sh approve acceptance'],
  })
  expect((await run(plan, ['approve', 'acceptance'])).code).toBe(0)
  expect([(await run(plan)).code, starts(plan, 'after')]).toEqual([0, 1])
  expect((await run(plan, ['reject', 'acceptance', 'too late'])).code).toBe(1)
  expect([events(plan, 'rejected', 'acceptance'), events(plan, 'approved', 'acceptance')]).toEqual([1, 1])
})

test.skipIf(!terminal)('at a terminal a gate has three answers: good', async () => {
  const plan = planFolder(gated)
  const { code, stdout } = await typing(
    plan,
    [],
    [
      ['Start? [y/N]', 'y'],
      ['g, t or i?', 'g'],
    ],
  )
  expect(stdout).toContain('acceptance: Does it look right?')
  expect([code, starts(plan, 'after')]).toEqual([0, 1])
})

test.skipIf(!terminal)('test first: nothing is decided', async () => {
  const plan = planFolder(gated)
  const { code, stdout } = await typing(
    plan,
    [],
    [
      ['Start? [y/N]', 'y'],
      ['g, t or i?', 't'],
    ],
  )
  expect([code, starts(plan, 'after'), existsSync(join(plan.state, 'rejected'))]).toEqual([10, 0, false])
  expect(stdout).toContain('to test first: ')
})

test.skipIf(!terminal)('issues: they are asked for, and asked about again by resume', async () => {
  const plan = planFolder(gated)
  const talk = [
    ['Start? [y/N]', 'y'],
    ['g, t or i?', 'i'],
    ['What is wrong?', 'the colours'],
  ] as const
  expect((await typing(plan, [], talk)).code).toBe(1)
  expect(await status(plan)).toMatch(/acceptance +blocked .*: the colours/)
  expect((await typing(plan, ['run'], [])).code).toBe(1)
  expect((await typing(plan, ['resume'], [['g, t or i?', 'g']])).code).toBe(0)
})

test.skipIf(!terminal)('a question is answered where it is asked', async () => {
  const plan = planFolder(asking)
  const { code } = await typing(
    plan,
    [],
    [
      ['Start? [y/N]', 'y'],
      ['Your answer (Enter: later): ', 'postgres'],
    ],
  )
  expect([code, starts(plan, 'ask'), starts(plan, 'behind')]).toEqual([0, 2, 1])
})

test('a plan whose tasks are done is not complete while its last gate is shut', async () => {
  const plan = planFolder(gated.slice(0, 2))
  await run(plan)
  expect((await run(plan, ['report'])).stdout).toMatch(/PARTIAL SUCCESS \(1 of 1, acceptance is waiting\)/)
  await run(plan, ['approve', 'acceptance'])
  expect((await run(plan, ['report'])).stdout).toMatch(
    /^## Plan Execution Complete\n[\s\S]*SUCCESS \(1 of 1\)/,
  )
})

test('of people who decide on a gate at once none is half heard, and approval wins', async () => {
  const plan = planFolder(gated)
  await run(plan)
  const words = ['a', 'b', 'c'].map((letter) => `${letter.repeat(5000)}\n${letter}`)
  const rejected = await Promise.all(words.map((text) => run(plan, ['reject', 'acceptance', text])))
  expect(rejected.map(({ code }) => code)).toEqual([0, 0, 0])
  expect(words).toContain(
    textOf(join(plan.state, 'rejected/acceptance'))?.split('\n').slice(1, -1).join('\n'),
  )
  const [approved] = await Promise.all([
    run(plan, ['approve', 'acceptance']),
    run(plan, ['reject', 'acceptance', 'no']),
  ])
  expect([approved?.code, (await run(plan)).code, starts(plan, 'after')]).toEqual([0, 0, 1])
})
