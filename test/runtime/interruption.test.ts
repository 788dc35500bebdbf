import { appendFileSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import {
  checkpoint,
  events,
  journal,
  notes,
  planFolder,
  starts,
  textOf,
  violations,
} from './support/plan-folder.ts'
import { kill, processesOf, run, start, until } from './support/run-script.ts'

vi.setConfig({ testTimeout: 120_000 })

const onLinux = existsSync('/proc/self/stat')

/** Three tasks in a row; the middle one takes as long as the test lets it. */
function slowInTheMiddle() {
  const plan = planFolder([
    { key: 'first' },
    { key: 'middle', needs: ['first'], behaviour: 'while [ -e .stand-in/wait ]; do sleep 0.05; done' },
    { key: 'last', needs: ['middle'] },
  ])
  writeFileSync(join(plan.root, '.stand-in/wait'), '')
  return { ...plan, goOn: () => rmSync(join(plan.root, '.stand-in/wait')) }
}

test('kill -9 of everything: the next run goes on at once, and nothing done is done again', {
  skip: !onLinux,
}, async () => {
  const plan = slowInTheMiddle()
  const { ended } = start(plan, ['run'])
  await until('the middle task has begun', () => starts(plan, 'middle') === 1)
  for (const { pid } of processesOf(plan)) kill(pid)
  expect((await ended).code).toBe(137)
  plan.goOn()
  const { code } = await run(plan)
  expect(code).toBe(0)
  expect(['first', 'middle', 'last'].map((key) => starts(plan, key))).toEqual([1, 2, 1])
  expect(events(plan, 'lost', 'middle')).toBe(1)
})

test('kill -9 of the runner alone: the next run adopts what is still running', async () => {
  const plan = slowInTheMiddle()
  const first = start(plan, ['run'])
  await until('the middle task has begun', () => starts(plan, 'middle') === 1)
  first.process.kill('SIGKILL')
  await first.ended
  const second = start(plan, ['run'])
  await until('it is adopted', () => events(plan, 'adopted', 'middle') === 1)
  plan.goOn()
  expect((await second.ended).code).toBe(0)
  expect(starts(plan, 'middle')).toBe(1)
})

test('kill -9 of the supervisor: its orphaned agent is ended before the task is tried again', {
  skip: !onLinux,
}, async () => {
  const plan = slowInTheMiddle()
  const { ended } = start(plan, ['run'])
  await until('the middle task has begun', () => starts(plan, 'middle') === 1)
  for (const { pid, role } of processesOf(plan)) if (role === 'supervisor') kill(pid)
  await until('it is tried again', () => starts(plan, 'middle') === 2)
  plan.goOn()
  expect((await ended).code).toBe(0)
  expect(violations(plan)).toBe('')
})

test('a task that is killed again and again is blocked', { skip: !onLinux }, async () => {
  const plan = planFolder([{ key: 'only', behaviour: 'kill -9 $$' }])
  expect((await run(plan, ['run'], { PLAN_MAX_LOSSES: '1' })).code).toBe(1)
  expect([checkpoint(plan, 'only'), starts(plan, 'only')]).toEqual(['blocked', 2])
})

test('of two runs at once the second is refused and says who holds the lock', async () => {
  const plan = slowInTheMiddle()
  const first = start(plan, ['run'])
  await until('the middle task has begun', () => starts(plan, 'middle') === 1)
  const { code, stderr } = await run(plan)
  expect(code).toBe(3)
  expect(stderr).toContain(`another run is active: process ${first.process.pid} on ${hostname()}`)
  plan.goOn()
  expect((await first.ended).code).toBe(0)
})

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)('%s stops cleanly, with nothing left running', async (signal, code) => {
  const plan = planFolder(['a', 'b', 'c'].map((key) => ({ key, behaviour: 'hang=yes' })))
  const first = start(plan, ['run', '--jobs', '3'])
  await until('all three have begun', () => notes(plan).length === 3)
  first.process.kill(signal)
  expect((await first.ended).code).toBe(code)
  expect(processesOf(plan)).toEqual([])
  expect(['a', 'b', 'c'].map((key) => checkpoint(plan, key))).toEqual(['pending', 'pending', 'pending'])
  for (const key of ['a', 'b', 'c']) rmSync(join(plan.root, `.stand-in/${key}.sh`))
  expect((await run(plan)).code).toBe(0)
})

test('a second signal does not wait for agents that take their time', async () => {
  const plan = planFolder([{ key: 'only', behaviour: 'hang=yes' }])
  const { process: runner, ended } = start(plan, ['run'], { PLAN_GRACE: '600' })
  await until('the agent has begun', () => starts(plan, 'only') === 1)
  runner.kill('SIGTERM')
  const again = setInterval(() => runner.kill('SIGTERM'), 500)
  expect((await ended).code).toBe(143)
  clearInterval(again)
  expect([checkpoint(plan, 'only'), processesOf(plan)]).toEqual(['pending', []])
})

test('what an agent leaves in the background does not outlive it', { skip: !onLinux }, async () => {
  const plan = planFolder([{ key: 'only', behaviour: 'server=yes' }])
  expect((await run(plan)).code).toBe(0)
  expect(processesOf(plan)).toEqual([])
})

test('a changed plan is refused on resume, until it is accepted', async () => {
  const plan = planFolder([{ key: 'first' }, { key: 'second', behaviour: 'code=1' }])
  await run(plan)
  writeFileSync(join(plan.root, '.plan/trial/plan.hash'), 'sha256:fedcba9876543210\n')
  const { code, stderr } = await run(plan, ['resume'])
  expect(code).toBe(4)
  expect(stderr).toMatch(/to go on: .*run\.sh resume --accept-plan$/m)
  rmSync(join(plan.root, '.stand-in/second.sh'))
  expect((await run(plan, ['resume', '--accept-plan'])).code).toBe(0)
  expect((await run(plan, ['resume'])).code).toBe(0)
  expect(starts(plan, 'first')).toBe(1)
})

test('a task table that was changed by hand is a changed plan', async () => {
  const plan = planFolder([{ key: 'first' }])
  await run(plan)
  appendFileSync(join(plan.root, '.plan/trial/tasks.tsv'), 'more\tbarrier\t2\tfirst\t-\t-\t-\t-\t-\n')
  expect((await run(plan)).code).toBe(4)
})

test('a torn checkpoint and a torn journal line are survived', async () => {
  const plan = planFolder([{ key: 'only' }])
  await run(plan)
  writeFileSync(join(plan.state, 'tasks/only'), 'done 1 1')
  appendFileSync(join(plan.state, 'journal.jsonl'), '{"time":1')
  expect((await run(plan)).code).toBe(0)
  const whole = readFileSync(join(plan.state, 'journal.jsonl'), 'utf8')
    .split('\n')
    .filter((line) => line !== '{"time":1')
  expect(whole.filter(Boolean).map((line) => JSON.parse(line).event)).toContain('done')
  expect(starts(plan, 'only')).toBe(2)
})

test('a journal line that a kill swallowed is added from the checkpoint', async () => {
  const plan = planFolder([{ key: 'only' }])
  await run(plan)
  const file = join(plan.state, 'journal.jsonl')
  const without = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => !line.includes('"event":"done"'))
  writeFileSync(file, without.join('\n'))
  await run(plan)
  expect(journal(plan).filter(({ event }) => event === 'done')).toMatchObject([
    { task: 'only', recovered: true },
  ])
})

test('an agent that is not there is said before anything starts', async () => {
  const plan = planFolder([{ key: 'only' }])
  const { code, stderr } = await run(plan, ['run', '--agent-command', 'no-such-agent -p'])
  expect(code).toBe(6)
  expect(stderr).toContain('the agent is not there: no-such-agent -p')
  expect(checkpoint(plan, 'only')).toBeUndefined()
})

test('an agent that vanishes on the way stops the run and costs no attempt', async () => {
  const plan = planFolder([
    { key: 'first', behaviour: 'extra="rm agent"' },
    { key: 'second', needs: ['first'] },
  ])
  const agent = textOf(join(import.meta.dirname, 'support/stand-in-agent.sh')) ?? ''
  writeFileSync(join(plan.root, 'agent'), agent, { mode: 0o755 })
  expect((await run(plan, ['run', '--agent-command', './agent'])).code).toBe(6)
  expect(['first', 'second'].map((key) => checkpoint(plan, key))).toEqual(['done', 'pending'])
  expect((await run(plan)).code).toBe(0)
})

test('a state that cannot be written is said', async () => {
  const plan = planFolder([{ key: 'only' }])
  writeFileSync(plan.state, 'a file where a folder should be')
  const { code, stderr } = await run(plan)
  expect([code, starts(plan, 'only')]).toEqual([12, 0])
  expect(stderr).toContain('cannot write')
})

test('no temporary file stays behind', async () => {
  const plan = planFolder([{ key: 'only' }])
  await run(plan)
  expect(readdirSync(join(plan.state, 'tmp'))).toEqual([])
})
