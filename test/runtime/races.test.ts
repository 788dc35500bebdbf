import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import {
  checkpoint,
  events,
  instrument,
  type PlanFolder,
  planFolder,
  starts,
  violations,
} from './support/plan-folder.ts'
import { kill, processesOf, run, start, until } from './support/run-script.ts'

vi.setConfig({ testTimeout: 120_000 })

/** Some processes are found by their command line. */
const raced = test.skipIf(!existsSync('/proc/self/stat'))

/** A plan of one task, whose agent works until it is told to go on. */
function waitingPlan() {
  const plan = planFolder([{ key: 'only', behaviour: 'while [ -e .stand-in/wait ]; do sleep 0.05; done' }])
  const wait = join(plan.root, '.stand-in/wait')
  writeFileSync(wait, '')
  return { ...plan, goOn: () => rmSync(wait) }
}

/** Makes the first process that was started so stop before a command, until it is let go. */
function held(plan: PlanFolder, entry: string, command: string, inside = '') {
  const hold = join(plan.root, '.stand-in/hold')
  const isHeld = join(plan.root, '.stand-in/held')
  const stop = `trap - DEBUG; : >"${isHeld}"; while [ -e "${hold}" ]; do sleep 0.05; done`
  const trap = `set -T; trap 'case \${FUNCNAME[*]-}:$BASH_COMMAND in *${inside}*:${command}) ${stop} ;; esac' DEBUG`
  writeFileSync(hold, '')
  instrument(plan, `if [ "\${1-}" = ${entry} ] && [ ! -e "${isHeld}" ]; then ${trap}; fi`)
  return { isHeld: () => existsSync(isHeld), letGo: () => rmSync(hold) }
}

/** Kills the supervisor before a command, once; `$status` is that of the checkpoint which it is about to write. */
function killedBefore(plan: PlanFolder, statusAndCommand: string) {
  const once = join(plan.root, '.stand-in/once')
  const trap = `set -T; trap 'case "\${status-}:$BASH_COMMAND" in ${statusAndCommand}) : >"${once}"; kill -9 $$ ;; esac' DEBUG`
  instrument(plan, `if [ "\${1-}" = __supervise ] && [ ! -e "${once}" ]; then ${trap}; fi`)
}

function killRole(plan: PlanFolder, wanted: string) {
  for (const { pid, role } of processesOf(plan)) if (role === wanted) kill(pid)
}

raced('a supervisor that comes late leaves a running task alone', async () => {
  const plan = waitingPlan()
  const late = held(plan, '__supervise', '*take_seat*')
  const first = start(plan, ['run'])
  await until('the supervisor is held before its claim', late.isHeld)
  first.process.kill('SIGKILL')
  const second = start(plan, ['run'])
  await until('the agent has begun', () => starts(plan, 'only') === 1)
  late.letGo()
  await until('only one supervisor is left', () => count(plan, 'supervisor') === 1)
  plan.goOn()
  expect((await second.ended).code).toBe(0)
  expect([starts(plan, 'only'), events(plan, 'done'), violations(plan)]).toEqual([1, 1, ''])
})

raced('a supervisor that comes after the end leaves the task done', async () => {
  const plan = waitingPlan()
  plan.goOn()
  const late = held(plan, '__supervise', '*take_seat*')
  const first = start(plan, ['run'])
  await until('the supervisor is held before its claim', late.isHeld)
  first.process.kill('SIGKILL')
  expect((await run(plan)).code).toBe(0)
  late.letGo()
  await until('the late one is gone', () => processesOf(plan).length === 0)
  expect([checkpoint(plan, 'only'), starts(plan, 'only'), events(plan, 'done')]).toEqual(['done', 1, 1])
})

raced('an agent whose supervisor died before it was recorded is never started', async () => {
  const plan = waitingPlan()
  const late = held(plan, '__supervise', '*printf*', 'join_supervisor')
  const first = start(plan, ['run'])
  await until('the agent is held before it is recorded', late.isHeld)
  killRole(plan, 'supervisor')
  await until('another agent has begun', () => starts(plan, 'only') === 1)
  late.letGo()
  await until('the late one is gone', () => count(plan, 'launcher') === 0)
  plan.goOn()
  expect((await first.ended).code).toBe(0)
  expect([starts(plan, 'only'), violations(plan)]).toEqual([1, ''])
})

raced('of three that find a stale lock one takes it', async () => {
  const plan = waitingPlan()
  const first = start(plan, ['run'])
  await until('the agent has begun', () => starts(plan, 'only') === 1)
  for (const { pid } of processesOf(plan)) kill(pid)
  await first.ended
  const three = [1, 2, 3].map(() => start(plan, ['run']))
  await until('two gave way', () => three.filter(({ process }) => process.exitCode !== null).length === 2)
  plan.goOn()
  const codes = await Promise.all(three.map(({ ended }) => ended.then(({ code }) => code)))
  expect([codes.sort(), starts(plan, 'only'), violations(plan)]).toEqual([[0, 3, 3], 2, ''])
})

raced('a run that is slow to take the lock gives way to the one that was faster', async () => {
  const plan = waitingPlan()
  const lock = held(plan, 'run', 'ln*')
  const slow = start(plan, ['run'])
  await until('it is held before it takes the lock', lock.isHeld)
  const fast = start(plan, ['run'])
  await until('the agent has begun', () => starts(plan, 'only') === 1)
  lock.letGo()
  expect((await slow.ended).code).toBe(3)
  plan.goOn()
  expect([(await fast.ended).code, starts(plan, 'only')]).toEqual([0, 1])
})

raced('a run that is slower than two others does not take a number that is free again', async () => {
  const plan = planFolder([
    { key: 'first', behaviour: 'code=1' },
    { key: 'second', behaviour: 'while [ -e .stand-in/wait ]; do sleep 0.05; done' },
  ])
  const lock = held(plan, 'run', 'ln*')
  const slow = start(plan, ['run'])
  await until('it is held before it takes the lock', lock.isHeld)
  expect((await run(plan, ['run', '--jobs', '1'])).code).toBe(1)
  writeFileSync(join(plan.state, 'tasks/second'), 'pending 0 0 0 - - ok\n')
  writeFileSync(join(plan.root, '.stand-in/wait'), '')
  const third = start(plan, ['run'])
  await until('the third works', () => starts(plan, 'second') === 2)
  lock.letGo()
  expect((await slow.ended).code).toBe(3)
  rmSync(join(plan.root, '.stand-in/wait'))
  expect((await third.ended).code).toBe(1)
})

raced('killed just before the checkpoint: the task is done again, and journalled once', async () => {
  const plan = planFolder([{ key: 'only' }])
  killedBefore(plan, '"done:write_checkpoint"')
  expect((await run(plan)).code).toBe(0)
  expect([starts(plan, 'only'), events(plan, 'done')]).toEqual([2, 1])
})

raced('killed just after the checkpoint: the task stays done, and is journalled once', async () => {
  const plan = planFolder([{ key: 'only' }])
  killedBefore(plan, '"done:journal"*')
  expect((await run(plan)).code).toBe(0)
  expect([starts(plan, 'only'), events(plan, 'done')]).toEqual([1, 1])
})

raced('a watchdog that is killed does not end its agent', async () => {
  const plan = waitingPlan()
  const { ended } = start(plan, ['run'])
  await until('the agent has begun', () => starts(plan, 'only') === 1)
  killRole(plan, 'watchdog')
  await until('it is gone', () => count(plan, 'watchdog') === 0)
  plan.goOn()
  expect([(await ended).code, starts(plan, 'only')]).toEqual([0, 1])
})

function count(plan: PlanFolder, wanted: string): number {
  return processesOf(plan).filter(({ role }) => role === wanted).length
}
