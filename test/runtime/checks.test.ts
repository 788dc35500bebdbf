import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { checkpoint, events, type PlanNode, planFolder, starts, textOf } from './support/plan-folder.ts'
import { run } from './support/run-script.ts'

vi.setConfig({ testTimeout: 120_000 })

/** The tests run before the first task and after the last one; they fail while the file `broken` is there. */
function tested(command: string): readonly [PlanNode, PlanNode, PlanNode] {
  return [
    { key: 'baseline', kind: 'check', attempts: 1, commands: [`echo before >>ran; ${command}`] },
    { key: 'first', needs: ['baseline'] },
    { key: 'final-check', kind: 'check', attempts: 1, needs: ['first'], commands: ['echo after >>ran'] },
  ]
}

const accepting = ['run', '--accept-commands']

test('a check runs its commands once, in its turn, and starts no agent', async () => {
  const plan = planFolder(tested('true'))
  expect((await run(plan, accepting)).code).toBe(0)
  expect((await run(plan, accepting)).code).toBe(0)
  expect(textOf(join(plan.root, 'ran'))).toBe('before\nafter\n')
  expect([starts(plan, 'baseline'), starts(plan, 'first'), events(plan, 'check')]).toEqual([0, 1, 2])
})

test('when it fails, nothing behind it starts, and the report says how to go on', async () => {
  const plan = planFolder(tested('test ! -e .stand-in/first.needs'))
  const { code, stdout } = await run(plan, accepting)
  expect([code, checkpoint(plan, 'baseline'), starts(plan, 'first')]).toEqual([1, 'blocked', 0])
  expect(stdout).toContain('ended with 1: echo before >>ran; test ! -e .stand-in/first.needs')
  expect(stdout).toMatch(/to go on although baseline failed: \S*.*run\.sh approve baseline/)
})

test('a person may let the plan go on all the same', async () => {
  const plan = planFolder(tested('false'))
  await run(plan, accepting)
  expect((await run(plan, ['approve', 'baseline'])).stdout).toBe('baseline is approved\n')
  const { code, stdout } = await run(plan, ['resume'])
  expect([code, starts(plan, 'first')]).toEqual([0, 1])
  expect(stdout).toMatch(/baseline +done .*approved although it failed/)
})

test('without acceptance its commands do not run, and that is said', async () => {
  const plan = planFolder(tested('false'))
  const { code, stdout } = await run(plan)
  expect([code, textOf(join(plan.root, 'ran'))]).toEqual([0, undefined])
  expect(stdout).toMatch(/baseline +done .*unproven: its commands were skipped/)
})

test('one task alone is asked for with the check before it', async () => {
  const plan = planFolder(tested('true'))
  expect((await run(plan, ['task', 'first', '--accept-commands'])).code).toBe(0)
  expect(textOf(join(plan.root, 'ran'))).toBe('before\n')
})

test('the report quotes what the tests counted before and after', async () => {
  const [before, task, after] = tested(
    "printf 'Test Files  2 passed\\n\\033[32m Tests\\033[0m  12 passed | 1 skipped *\\n'",
  )
  const counting = ["printf '# tests 15\\n# pass 15\\n# fail 0\\n'", 'true']
  const plan = planFolder([before, task, { ...after, commands: counting }])
  expect((await run(plan, accepting)).code).toBe(0)
  const { stdout } = await run(plan, ['report'])
  expect(stdout).toContain(': “Test Files  2 passed; Tests  12 passed \\| 1 skipped \\*”\n')
  expect(stdout).toContain(': “\\# pass 15; \\# fail 0”\n')
})

test('it has a time of its own', async () => {
  const [before, ...rest] = tested('sleep 600')
  const plan = planFolder([{ ...before, timeout: 1 }, ...rest])
  expect([(await run(plan, accepting)).code, checkpoint(plan, 'baseline')]).toEqual([1, 'timeout'])
})
