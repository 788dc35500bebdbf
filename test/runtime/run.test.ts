import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import {
  checkpoint,
  events,
  notes,
  planFolder,
  starts,
  textOf,
  tree,
  violations,
} from './support/plan-folder.ts'
import { run } from './support/run-script.ts'
import { layeredPlan, randomFrom } from './support/torture.ts'

vi.setConfig({ testTimeout: 120_000 })

const diamond = [
  { key: 'base' },
  { key: 'left', wave: 2, needs: ['base'] },
  { key: 'right', wave: 2, needs: ['base'] },
  { key: 'top', wave: 3, needs: ['left', 'right'] },
]

test('a plan runs to its end, every task once', async () => {
  const plan = planFolder(diamond)
  const { code, stdout } = await run(plan)
  expect(code).toBe(0)
  expect(
    diamond.map(({ key }) => [checkpoint(plan, key), starts(plan, key), events(plan, 'done', key)]),
  ).toEqual(diamond.map(() => ['done', 1, 1]))
  expect(stdout).toContain('4 of 4 done')
})

test('a second run starts nothing, and resume says what it skips', async () => {
  const plan = planFolder(diamond)
  await run(plan)
  const before = notes(plan)
  const { code, stdout } = await run(plan, ['resume'])
  expect(code).toBe(0)
  expect(notes(plan)).toEqual(before)
  expect(stdout.match(/skip .*/g)).toHaveLength(4)
})

test('what depends on a failed task is skipped and says why; the rest goes on', async () => {
  const plan = planFolder([
    { key: 'bad', behaviour: 'code=1' },
    { key: 'good' },
    { key: 'after', needs: ['bad'] },
    { key: 'last', needs: ['after'] },
  ])
  const { code, stdout } = await run(plan)
  expect(code).toBe(1)
  expect(['bad', 'good', 'after', 'last'].map((key) => checkpoint(plan, key))).toEqual([
    'blocked',
    'done',
    undefined,
    undefined,
  ])
  expect(stdout).toMatch(/after +skipped .* needs bad, which is blocked/)
  expect(stdout).toMatch(/last +skipped .* needs after, which is skipped/)
  expect(stdout).toMatch(
    /bad +blocked .* the agent ended with 1 \(log: \.plan\/trial\/state\/logs\/bad\.1\.log\)/,
  )
})

test('run keeps a verdict, resume lifts it', async () => {
  const plan = planFolder([{ key: 'bad', behaviour: 'code=1' }])
  await run(plan)
  expect((await run(plan)).code).toBe(1)
  expect(starts(plan, 'bad')).toBe(1)
  rmSync(join(plan.root, '.stand-in/bad.sh'))
  expect((await run(plan, ['resume'])).code).toBe(0)
  expect(starts(plan, 'bad')).toBe(2)
})

test('the next command that a failed run proposes brings it to its end', async () => {
  const plan = planFolder([{ key: 'bad', behaviour: 'code=1' }])
  const { stdout } = await run(plan, ['run', '--jobs', '1'])
  rmSync(join(plan.root, '.stand-in/bad.sh'))
  const command = /^next: (.*)$/m.exec(stdout)?.[1] ?? 'false'
  writeFileSync(join(plan.root, 'next.sh'), command)
  expect((await run({ ...plan, script: join(plan.root, 'next.sh') })).code).toBe(0)
})

test.each([1, 2, 3])('never more than %i at once', async (jobs) => {
  const plan = planFolder(Array.from({ length: 7 }, (_, index) => ({ key: `task-${index}` })))
  expect((await run(plan, ['run', '--jobs', `${jobs}`], { STAND_IN_SECONDS: '0.2' })).code).toBe(0)
  expect(mostAtOnce(notes(plan))).toBeLessThanOrEqual(jobs)
})

test('without --jobs the size of the plan decides', async () => {
  const jobs = async (tasks: number) => {
    const plan = planFolder(Array.from({ length: tasks }, (_, index) => ({ key: `task-${index}` })))
    return /^jobs +(\d+)/m.exec((await run(plan, ['dry-run'])).stdout)?.[1]
  }
  expect([await jobs(1), await jobs(3), await jobs(4), await jobs(8), await jobs(9)]).toEqual([
    '2',
    '2',
    '3',
    '3',
    '4',
  ])
})

test.each([1, 2, 3])('a random graph is run in its order (%i)', async (seed) => {
  const plan = planFolder(layeredPlan(20, randomFrom(seed)))
  expect((await run(plan, ['run', '--quiet'])).code).toBe(0)
  expect(violations(plan)).toBe('')
  expect(notes(plan)).toHaveLength(40)
})

test('a barrier is done when all before it are', async () => {
  const plan = planFolder([
    { key: 'a' },
    { key: 'b' },
    { key: 'all', kind: 'barrier', needs: ['a', 'b'] },
    { key: 'c', needs: ['all'] },
  ])
  expect((await run(plan)).code).toBe(0)
  expect(notes(plan).indexOf('start c 1')).toBeGreaterThan(notes(plan).indexOf('end b 1'))
})

test('dry-run shows everything and touches nothing', async () => {
  const plan = planFolder([
    { key: 'first', title: 'Height map', agent: 'rust', commands: ['npm test -- height'] },
    { key: 'second', needs: ['first'], wave: 2 },
  ])
  const before = tree(plan.root)
  const { code, stdout } = await run(plan, ['--dry-run', '--agent-command', 'an-agent --that "is not there"'])
  expect(code).toBe(0)
  expect(tree(plan.root)).toEqual(before)
  expect(stdout).toContain('an-agent --that "is not there"')
  expect(stdout).toContain('Height map')
  expect(stdout).toContain('npm test -- height')
  expect(stdout).toContain(
    'Read the file .plan/trial/prompts/first.md and carry out the task described there.',
  )
  expect(stdout).toMatch(/wave 1[\s\S]*first[\s\S]*wave 2[\s\S]*second[\s\S]*needs +first/)
})

test('status before, and after', async () => {
  const plan = planFolder(diamond)
  const before = tree(plan.root)
  expect((await run(plan, ['status'])).stdout).toMatch(/base +pending[\s\S]*left +waiting .* waits for base/)
  expect(tree(plan.root)).toEqual(before)
  await run(plan)
  expect((await run(plan, ['status'])).stdout.match(/ done /g)).toHaveLength(4)
})

test('task runs one task, once, and only after what it needs', async () => {
  const plan = planFolder(diamond)
  const early = await run(plan, ['task', 'left'])
  expect([early.code, early.stderr]).toEqual([1, 'run.sh: left is waiting: waits for base\n'])
  expect(notes(plan)).toEqual([])
  expect((await run(plan, ['task', 'base'])).code).toBe(0)
  expect((await run(plan, ['task', 'left'])).code).toBe(0)
  expect((await run(plan, ['task', 'left'])).code).toBe(0)
  expect(notes(plan)).toEqual(['start base 1', 'end base 1', 'start left 1', 'end left 1'])
})

test('two callers of one task, one agent', async () => {
  const plan = planFolder([{ key: 'only' }])
  const variables = { STAND_IN_SECONDS: '0.5' }
  const ended = await Promise.all([
    run(plan, ['task', 'only'], variables),
    run(plan, ['task', 'only'], variables),
  ])
  expect(ended.map(({ code }) => code)).toEqual([0, 0])
  expect(starts(plan, 'only')).toBe(1)
})

test('a failed task keeps its verdict for other callers', async () => {
  const plan = planFolder([{ key: 'bad', behaviour: 'code=1' }])
  expect([(await run(plan, ['task', 'bad'])).code, (await run(plan, ['task', 'bad'])).code]).toEqual([1, 1])
  expect(starts(plan, 'bad')).toBe(1)
  await run(plan, ['task', 'bad', '--retry'])
  expect(starts(plan, 'bad')).toBe(2)
})

test('wave runs one wave', async () => {
  const plan = planFolder(diamond)
  expect((await run(plan, ['wave', '2'])).code).toBe(1)
  expect((await run(plan, ['wave', '1'])).code).toBe(0)
  expect((await run(plan, ['wave', '2'])).code).toBe(0)
  expect(starts(plan, 'top')).toBe(0)
})

const gated = [
  { key: 'before' },
  { key: 'review', kind: 'gate', needs: ['before'] } as const,
  { key: 'behind', needs: ['review'] },
]

test('a gate waits for a person', async () => {
  const plan = planFolder(gated)
  const early = await run(plan, ['approve', 'review'])
  expect([early.code, early.stderr]).toEqual([
    1,
    'run.sh: review cannot be approved yet: it waits for before\n',
  ])
  const { code, stdout } = await run(plan)
  expect([code, starts(plan, 'behind')]).toEqual([10, 0])
  expect(stdout).toMatch(/^next: .*run\.sh approve review && .*run\.sh resume$/m)
  expect((await run(plan, ['task', 'behind'])).code).toBe(1)
  expect((await run(plan, ['task', 'review'])).code).toBe(10)
  expect((await run(plan, ['approve', 'review'])).code).toBe(0)
  expect((await run(plan, ['task', 'review'])).code).toBe(0)
  expect((await run(plan)).code).toBe(0)
  expect(starts(plan, 'before')).toBe(1)
})

test('--yes passes gates', async () => {
  const plan = planFolder(gated)
  expect((await run(plan, ['run', '--yes'])).code).toBe(0)
})

test('an approval is for the plan that was approved', async () => {
  const plan = planFolder(gated)
  await run(plan)
  await run(plan, ['approve', 'review'])
  writeFileSync(join(plan.root, '.plan/trial/plan.hash'), 'sha256:fedcba9876543210\n')
  expect((await run(plan, ['run', '--accept-plan'])).code).toBe(10)
})

test('a transient failure gets another attempt, another one does not', async () => {
  const plan = planFolder([
    { key: 'busy', behaviour: '[ "$PLAN_ATTEMPT" -gt 1 ] || code=75' },
    { key: 'limited', behaviour: '[ "$PLAN_ATTEMPT" -gt 1 ] || { code=1; message="HTTP 529: overloaded"; }' },
    { key: 'forever', behaviour: 'code=75', attempts: 3 },
    { key: 'wrong', behaviour: 'code=1; message="syntax error"' },
  ])
  await run(plan)
  const outcome = ['busy', 'limited', 'forever', 'wrong'].map((key) => [
    checkpoint(plan, key),
    starts(plan, key),
  ])
  expect(outcome).toEqual([
    ['done', 2],
    ['done', 2],
    ['blocked', 3],
    ['blocked', 1],
  ])
})

test('a timeout is a status of its own, and nothing is left of the agent', async () => {
  const plan = planFolder([
    { key: 'slow', behaviour: 'hang=yes', timeout: 1 },
    { key: 'after', needs: ['slow'] },
    { key: 'other' },
  ])
  const { code, stdout } = await run(plan)
  expect(code).toBe(1)
  expect(['slow', 'other'].map((key) => checkpoint(plan, key))).toEqual(['timeout', 'done'])
  expect(stdout).toMatch(/slow +timeout .* the agent took longer than allowed/)
})

test('outcomes are the same bytes whenever they are asked for', async () => {
  const plan = planFolder([
    { key: 'good', agent: 'rust "o\'brien" \\ é' },
    { key: 'bad', behaviour: 'code=3' },
    { key: 'after', needs: ['bad'] },
  ])
  await run(plan)
  const { stdout } = await run(plan, ['outcomes'])
  expect(stdout).toBe(textOf(join(plan.state, 'outcomes.json')))
  expect(JSON.parse(stdout)).toMatchObject([
    {
      thread_id: 'good',
      status: 'completed',
      agent_used: 'rust "o\'brien" \\ é',
      artifacts: ['out/good.txt'],
      failover_applied: false,
    },
    { thread_id: 'bad', status: 'blocked', reason: 'agent-3', next_steps: ['.plan/trial/run.sh resume'] },
    { thread_id: 'after', status: 'skipped' },
  ])
})

test('it works from any folder, and agents work in the root', async () => {
  const plan = planFolder([{ key: 'only' }])
  expect((await run({ ...plan, root: '/' })).code).toBe(0)
  expect(existsSync(join(plan.root, 'out/only.txt'))).toBe(true)
})

test('what an agent prints is kept as its result', async () => {
  const plan = planFolder([{ key: 'only', behaviour: 'message=thinking' }])
  await run(plan)
  expect(readFileSync(join(plan.state, 'results/only.1.txt'), 'utf8')).toBe('all done, says only\n')
  expect(readFileSync(join(plan.state, 'logs/only.1.log'), 'utf8')).toContain('thinking')
})

/** How many agents were open at once, in the order in which they noted it. */
function mostAtOnce(all: readonly string[]): number {
  let open = 0
  return all.reduce((most, note) => {
    open += note.startsWith('start') ? 1 : -1
    return Math.max(most, open)
  }, 0)
}
