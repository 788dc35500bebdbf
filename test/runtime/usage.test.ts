import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { tryClient } from './support/fake-client.ts'
import {
  checkpoint,
  events,
  type PlanFolder,
  type PlanNode,
  planFolder,
  starts,
  textOf,
} from './support/plan-folder.ts'
import { kill, processesOf, run, start, until, type Variables } from './support/run-script.ts'

vi.setConfig({ testTimeout: 120_000 })

const later = Math.floor(Date.now() / 1000) + 7200
const watching = { PLAN_USAGE: 'pause', PLAN_USAGE_INTERVAL: '1' }

/** A plan whose usage-command prints what stands in the file `limits`. */
function limited(limits: string, nodes: readonly PlanNode[]): readonly [PlanFolder, Variables] {
  const plan = planFolder(nodes)
  writeFileSync(join(plan.root, 'limits'), limits)
  return [plan, { ...watching, PLAN_USAGE_COMMAND: 'cat limits' }]
}

const two: readonly PlanNode[] = [
  { key: 'a', behaviour: `extra='echo "5h 85 ${later}" >limits; sleep 4'` },
  { key: 'b', needs: ['a'] },
]

describe('the limits of the account', () => {
  test('soft: what runs goes on, nothing more starts, and the run ends with the time of the reset', async () => {
    const [plan, variables] = limited(`5h 10 ${later}\n7d 20 ${later}\n`, two)
    const { code, stdout } = await run(plan, [], variables)
    expect([code, checkpoint(plan, 'a'), starts(plan, 'b')]).toEqual([11, 'done', 0])
    expect(stdout).toContain('5h is used by 85 %: nothing more is started before 20')
    expect(stdout).toContain('the run pauses: 5h is reset at 20')
    expect(events(plan, 'usage')).toBe(1)
    writeFileSync(join(plan.root, 'limits'), `5h 10 ${later}\n`)
    expect((await run(plan, ['resume'], variables)).code).toBe(0)
  })

  test('hard: what runs is stopped, kept and not charged', async () => {
    const hanging = `extra='echo "7d 96.4% ${later}" >limits; sleep 600'`
    const [plan, variables] = limited('', [{ key: 'a', behaviour: hanging }])
    const { code, stdout } = await run(plan, [], variables)
    expect([code, checkpoint(plan, 'a')]).toEqual([11, 'pending'])
    expect(textOf(join(plan.state, 'tasks/a'))).toContain('pending 1 0 0 owner 0 interrupted')
    expect(stdout).toContain('7d is used by 96 %: everything is stopped and kept until 20')
    expect(processesOf(plan)).toEqual([])
  })

  test('an alarm that a second look does not confirm is none', async () => {
    const [plan, variables] = limited('', [{ key: 'a' }])
    const command = `if [ -e once ]; then echo 5h 10 ${later}; else : >once; echo 5h 99 ${later}; fi`
    const { code, stdout } = await run(plan, [], { ...variables, PLAN_USAGE_COMMAND: command })
    expect([code, stdout]).toEqual([0, expect.not.stringContaining('is used by')])
  })

  test('a window that is elevated already starts nothing, unless the limits are others', async () => {
    const [plan, variables] = limited(`5h 81 ${later}\n`, [{ key: 'a' }])
    expect([(await run(plan, [], variables)).code, starts(plan, 'a')]).toEqual([11, 0])
    expect((await run(plan, [], { ...variables, PLAN_USAGE_5H: '82/95' })).code).toBe(0)
  })

  test('push-through, which is what holds where nobody chose, does not even look', async () => {
    const [plan, variables] = limited(`5h 99 ${later}\n`, [{ key: 'a' }])
    const command = 'echo asked >>asked; cat limits'
    const { code } = await run(plan, [], { ...variables, PLAN_USAGE: '', PLAN_USAGE_COMMAND: command })
    expect([code, textOf(join(plan.root, 'asked'))]).toEqual([0, undefined])
  })

  test('wait goes on after the reset by itself', async () => {
    const soon = Math.floor(Date.now() / 1000) + 5
    const [plan, variables] = limited(`5h 95 ${soon}\n`, [{ key: 'a' }])
    const { code, stdout } = await run(plan, ['--usage', 'wait'], variables)
    expect([code, starts(plan, 'a')]).toEqual([0, 1])
    expect(stdout).toMatch(/5h is used by 95 %[\s\S]*below its limits: the run goes on[\s\S]*start +a/)
  })

  test.each([
    ['5h 83', 'it prints 5h 83, and not a window'],
    [`5h 99 ${later}\n3h 99 ${later}`, 'it prints 3h 99'],
    [`5h 99 ${later} $(touch pwned)`, 'it prints 5h 99'],
    ['\u001b[2J', 'it prints ?[2J'],
    [`5h 0x63 ${later}`, 'it prints 5h 0x63'],
  ])('%j decides nothing, which is said once', async (limits, said) => {
    const [plan, variables] = limited(limits, [{ key: 'a', behaviour: 'seconds=3' }])
    const { code, stdout } = await run(plan, [], variables)
    expect([code, textOf(join(plan.root, 'pwned'))]).toEqual([0, undefined])
    expect(stdout.split('usage-command decides nothing: ')).toEqual([
      expect.anything(),
      expect.stringContaining(said),
    ])
  })

  test('a command that fails or does not end decides nothing either, and is not left running', async () => {
    const [plan, variables] = limited('', [{ key: 'a' }])
    const failing = await run(plan, [], { ...variables, PLAN_USAGE_COMMAND: 'exit 3' })
    expect([failing.code, failing.stdout]).toEqual([0, expect.stringContaining('it ended with 3')])
    const other = planFolder([{ key: 'a' }])
    const slow = { ...variables, PLAN_USAGE_COMMAND: 'sleep 600', PLAN_USAGE_PATIENCE: '1' }
    const waiting = await run(other, [], slow)
    expect([waiting.code, waiting.stdout]).toEqual([0, expect.stringContaining('it took longer than 1 s')])
    expect(processesOf(other)).toEqual([])
  })

  test.skipIf(process.platform !== 'linux').each([
    ['the runner', (line: string) => line.endsWith('run.sh ')],
    ['the runner, its look and the watchdog', (line: string) => line.includes('run.sh')],
  ])('%s may be killed during a look', async (_, isKilled) => {
    const [plan, variables] = limited('', [{ key: 'a' }])
    const slow = { ...variables, PLAN_USAGE_COMMAND: 'sleep 600', PLAN_USAGE_PATIENCE: '2' }
    const { ended } = start(plan, [], slow)
    await until('the command runs', () => processesOf(plan).some(({ line }) => line.startsWith('sleep 600')))
    for (const { pid, line } of processesOf(plan)) if (isKilled(line)) kill(pid)
    await ended
    expect((await run(plan)).code).toBe(0)
    await until('nothing is left', () => processesOf(plan).length === 0)
  })

  test.each([
    [['--usage', 'never'], {}],
    [[], { PLAN_USAGE_5H: '90/80' }],
    [[], { PLAN_USAGE_7D: '90' }],
    [[], { PLAN_IDLE_LIMIT: 'long' }],
    [[], { PLAN_TOKENS_PER_TASK: 'many' }],
    [[], { PLAN_COST_PER_TASK: '$1' }],
  ])('%j %j is refused', async (words, variables) => {
    expect((await run(planFolder([{ key: 'a' }]), words, variables)).code).toBe(2)
  })
})

const event = (used: number, status = 'allowed') =>
  JSON.stringify({
    type: 'rate_limit_event',
    rate_limit_info: {
      ...{ status, resetsAt: later, rateLimitType: 'five_hour', isUsingOverage: false },
      unifiedWindows: {
        five_hour: { utilization: used, resetsAt: later, status },
        seven_day: { utilization: 0.415, resetsAt: later + 90_000, status: 'allowed' },
      },
    },
    uuid: '0',
    session_id: '0',
  })

describe('what Claude Code reports by itself', () => {
  test('is noted for each task, from its begin to its end', async () => {
    const does = `echo '${event(0.79)}'; echo '{"type":"user","message":{"content":"rate_limit_event"}}'; echo '${event(0.82)}'`
    const { code, outcome, folder } = await tryClient({ client: 'claude', answer: 'done', does, works: true })
    expect(code).toBe(0)
    expect(outcome).toMatchObject({ usage_percent: { '5h': [79, 82], '7d': [41, 41] } })
    expect((await run(folder, ['report'])).stdout).toContain('| only | 79 % to 82 % | 41 % to 41 % |')
  })

  test('stops the next run before it starts', async () => {
    const does = `echo '${event(0.9)}'`
    const first = await tryClient(
      { client: 'claude', answer: 'limited', code: 1, does },
      { variables: watching },
    )
    expect([first.code, first.outcome]).toEqual([
      11,
      expect.objectContaining({ status: 'pending', reason: 'usage' }),
    ])
    expect(textOf(join(first.folder.state, 'tasks/only'))).toContain('pending 1 0 ')
    const second = await run(first.folder, ['resume'], { ...watching, PLAN_USAGE_COMMAND: 'true' })
    expect([second.code, starts(first.folder, 'only')]).toEqual([11, 0])
  })

  test('stops what would start next, however soon', async () => {
    const { code, folder } = await tryClient(
      { client: 'claude', answer: 'done', does: `echo '${event(0.82)}'`, works: true },
      { variables: watching, behind: [{ key: 'next', needs: ['only'] }] },
    )
    expect([code, checkpoint(folder, 'only'), checkpoint(folder, 'next')]).toEqual([11, 'done', undefined])
  })

  test('a refused request counts as a full window, however it is told', async () => {
    const flat = `{"type":"rate_limit_event","rate_limit_info":{"status":"rejected","resetsAt":${later}000,"rateLimitType":"seven_day_opus"}}`
    const behaviour = { client: 'claude', answer: 'limited', code: 1, does: `echo '${flat}'` } as const
    const { code, stdout } = await tryClient(behaviour, { variables: watching })
    expect([code, stdout]).toEqual([11, expect.stringContaining('7d is used by 100 %')])
  })

  test('changes nothing where the run pushes through', async () => {
    const does = `echo '${event(0.99)}'`
    const { outcome } = await tryClient({ client: 'claude', answer: 'limited', code: 1, does })
    expect(outcome).toMatchObject({ status: 'blocked', reason: 'agent-transient' })
  })
})

describe('an agent that falls silent', () => {
  const silent = { PLAN_IDLE_LIMIT: '2' }

  test('is ended, started once more, and then blocked', async () => {
    const { outcome, folder } = await tryClient(
      { client: 'claude', does: 'sleep 600' },
      { variables: silent },
    )
    expect(outcome).toMatchObject({ status: 'blocked', reason: 'agent-stalled', starts: 2 })
    expect(outcome.report).toContain('neither said nor changed anything for 2 s')
    expect(processesOf(folder)).toEqual([])
  })

  test.each([
    ['says', 'for i in 1 2 3 4 5; do sleep 1; echo "{}"; done'],
    ['logs', 'for i in 1 2 3 4 5; do sleep 1; echo . >&2; done'],
    ['writes', 'mkdir -p out; for i in 1 2 3 4 5; do sleep 1; echo $i >out/only.txt; done'],
    [
      'takes notes',
      'mkdir -p .plan/trial/notes; for i in 1 2 3 4 5; do sleep 1; echo $i >.plan/trial/notes/only.md; done',
    ],
  ])('but not while it %s something', async (_, does) => {
    const { outcome } = await tryClient(
      { client: 'claude', answer: 'done', does, works: true },
      { variables: { PLAN_IDLE_LIMIT: '3' } },
    )
    expect(outcome).toMatchObject({ status: 'completed', starts: 1 })
  })

  test('a client that prints at the end only is left alone, unless somebody has set a limit', async () => {
    const plan = planFolder([{ key: 'only', attempts: 1, behaviour: 'seconds=600' }])
    const { code, stdout } = await run(plan, [], silent)
    expect([code, stdout]).toEqual([1, expect.stringContaining('for 2 s (stalled;')])
  })
})
