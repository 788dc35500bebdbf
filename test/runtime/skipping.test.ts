import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { asks, outcomeOf } from './support/people.ts'
import { checkpoint, events, notes, planFolder, starts } from './support/plan-folder.ts'
import { beginRepository } from './support/repository.ts'
import { run, start, until } from './support/run-script.ts'

vi.setConfig({ testTimeout: 120_000 })

test('a task that a person skips is never called done, and what needs it goes on', async () => {
  const plan = planFolder([
    { key: 'bad', behaviour: 'code=3' },
    { key: 'after', wave: 2, needs: ['bad'], behaviour: 'rm -f "$notes/violations"' },
  ])
  expect((await run(plan)).code).toBe(1)
  expect((await run(plan, ['skip', 'bad', 'not wanted | any more'])).code).toBe(0)
  const { code, stdout } = await run(plan)
  expect([code, starts(plan, 'bad'), starts(plan, 'after')]).toEqual([0, 1, 1])
  expect(stdout).toMatch(/bad +waived .*skipped by \S+: not wanted \| any more/)
  expect(stdout).toContain('\n1 of 2 done, 1 skipped by a person\n')
  expect((await run(plan, ['report'])).stdout).toMatch(/PARTIAL SUCCESS \(1 of 2, 1 skipped by a person\)/)
  expect((await outcomeOf(plan, 'bad'))?.status).toBe('waived')
  expect((await run(plan, ['task', 'bad'])).code).toBe(0)
  expect((await run(plan, ['resume'])).code).toBe(0)
  expect([starts(plan, 'bad'), events(plan, 'done', 'bad')]).toEqual([1, 0])
  await run(plan, ['unskip', 'bad'])
  expect([(await run(plan, ['resume'])).code, starts(plan, 'bad')]).toEqual([1, 2])
})

test('what is done, runs, or is no task cannot be skipped', async () => {
  const plan = planFolder([
    { key: 'quick' },
    { key: 'slow', behaviour: 'seconds=3' },
    { key: 'gate', kind: 'gate', needs: ['quick'], wave: 2 },
  ])
  const running = start(plan, ['run'])
  await until(
    'one is done',
    () => checkpoint(plan, 'quick') === 'done' && checkpoint(plan, 'slow') === 'running',
  )
  const codes = await Promise.all(
    ['quick', 'slow', 'gate', 'none'].map(async (key) => (await run(plan, ['skip', key])).code),
  )
  expect(codes).toEqual([1, 1, 2, 2])
  await running.ended
})

test('where every task of a wave fails, nothing more is started, and that is one finding', async () => {
  const plan = planFolder([
    { key: 'one', behaviour: 'code=3' },
    { key: 'two', behaviour: 'code=3' },
    { key: 'root', wave: 2, behaviour: 'seconds=1' },
    { key: 'later', wave: 3, needs: ['root'] },
  ])
  const { code, stdout } = await run(plan, ['run', '--jobs', '2'])
  expect([code, starts(plan, 'later')]).toEqual([1, 0])
  expect(stdout).toContain('all 2 tasks of wave 1 failed: nothing more is started')
  expect(stdout).toContain(
    'all tasks of wave 1 failed: look for one cause before the next run (what they have in common: blocked, agent-3)',
  )
  expect((await run(plan)).code).toBe(1)
  expect(starts(plan, 'later')).toBe(0)
  expect([(await run(plan, ['run', '--keep-going'])).code, starts(plan, 'later')]).toEqual([1, 1])
})

test('what could not start for the same reason is no success of its wave', async () => {
  const plan = planFolder([
    { key: 'one', behaviour: 'code=3' },
    { key: 'two', behaviour: 'code=3' },
    { key: 'closing', needs: ['one', 'two'] },
    { key: 'root', wave: 2, behaviour: 'seconds=1' },
    { key: 'later', wave: 3, needs: ['root'] },
  ])
  const { stdout } = await run(plan, ['run', '--jobs', '2'])
  expect(starts(plan, 'later')).toBe(0)
  expect(stdout).toContain('all 2 tasks of wave 1 failed: nothing more is started')
})

test.each([
  ['one is done', [{ key: 'one', behaviour: 'code=3' }, { key: 'two' }]],
  ['it is the only one', [{ key: 'one', behaviour: 'code=3' }]],
  [
    'they ask',
    [
      { key: 'ask', behaviour: asks('question: a?') },
      { key: 'two', behaviour: 'code=3' },
    ],
  ],
])('where %s, the rest goes on', async (_, wave) => {
  const plan = planFolder([...wave, { key: 'root', wave: 2 }])
  await run(plan, ['run', '--jobs', '1'])
  expect(starts(plan, 'root')).toBe(1)
})

test('with one-per-agent two tasks of one agent never run at the same time', async () => {
  const nodes = ['a1', 'a2', 'a3', 'b1', 'b2'].map((key) => ({
    key,
    agent: key.startsWith('a') ? 'backend' : 'frontend',
    behaviour: 'seconds=0.7',
  }))
  const plan = planFolder(nodes)
  writeFileSync(join(plan.root, '.plan/trial/settings.tsv'), 'plan-compile-settings 1\none-per-agent\tyes\n')
  expect((await run(plan, ['run', '--jobs', '4'])).code).toBe(0)
  const busy = new Set<string>()
  let both = false
  for (const note of notes(plan)) {
    const [word, key = ''] = note.split(' ')
    const agent = key.slice(0, 1)
    if (word === 'end') busy.delete(agent)
    else {
      expect(busy.has(agent)).toBe(false)
      busy.add(agent)
    }
    both ||= busy.size === 2
  }
  expect(both).toBe(true)
})

test('with work trees a skipped task brings no branch, and an answer is where its agent works', async () => {
  const plan = planFolder([
    { key: 'ask', behaviour: asks('question: Which?').replaceAll('"$PLAN_DIR/notes', '".plan/trial/notes') },
    { key: 'bad', behaviour: 'code=3' },
    { key: 'after', wave: 2, needs: ['ask', 'bad'], behaviour: 'rm -f "$notes/violations"' },
  ])
  beginRepository(plan)
  expect((await run(plan, ['run', '--worktrees'])).code).toBe(1)
  await run(plan, ['skip', 'bad'])
  await run(plan, ['answer', 'ask', 'postgres'])
  expect([(await run(plan)).code, checkpoint(plan, 'ask'), checkpoint(plan, 'after')]).toEqual([
    0,
    'done',
    'done',
  ])
  expect((await run(plan, ['integrate'])).code).toBe(0)
  expect(existsSync(join(plan.root, 'out/after.txt'))).toBe(true)
  expect(existsSync(join(plan.root, 'out/bad.txt'))).toBe(false)
})
