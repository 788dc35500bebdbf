import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { answersTo, asking, status } from './support/people.ts'
import { checkpoint, events, instrument, planFolder, starts, textOf } from './support/plan-folder.ts'
import { run, start } from './support/run-script.ts'

vi.setConfig({ testTimeout: 120_000 })

/**
 * Of the runner, if it is not over: its supervisors have groups of their own. Not by the program `kill`: that of
 * procps takes `-12345` for `-1`, which is every process there is.
 */
function killGroup(leader: number | undefined): void {
  if (leader === undefined) return
  try {
    process.kill(-leader, 'SIGKILL')
  } catch {
    // it was over
  }
}

test('two people who answer at once both keep their words', async () => {
  const plan = planFolder(asking)
  await run(plan)
  const slow = (program: string) => `${program}() { sleep 0.2; command ${program} "$@"; }`
  instrument(plan, `${slow('ln')}; ${slow('mv')}`) // all have counted before one of them writes
  const words = ['one', 'two', 'three', 'four', 'five']
  const ended = await Promise.all(words.map((word) => run(plan, ['answer', 'ask', `postgres ${word}`])))
  expect(ended.map(({ code }) => code)).toEqual([0, 0, 0, 0, 0])
  for (const word of words) expect(answersTo(plan, 'ask')).toContain(`\n> postgres ${word}\n`)
  expect(events(plan, 'answered')).toBe(5)
})

/** Dies by kill -9 before the command of this number. */
const deadly = `deadly_count=0; set -T; trap '[ $((deadly_count += 1)) -ne $PLAN_DIES_AT ] || kill -9 $$' DEBUG`

test.each([
  [
    'answer',
    ['answer', 'ask', 'postgres\nsecond line'],
    'answers/ask/1',
    /^\d+ \S+\nWhich database\?\npostgres\nsecond line\n$/,
  ],
  ['skip', ['skip', 'ask', 'never mind'], 'skipped/ask', /^\S+ \S+ \d+\nnever mind\n$/],
  ['reject', ['reject', 'acceptance', 'a\nb'], 'rejected/acceptance', /^\S+ \S+ \d+\na\nb\n$/],
] as const)(
  'killed at any command, %s leaves the old state or the new one',
  async (_, words, file, whole) => {
    const plan = planFolder([...asking, { key: 'acceptance', kind: 'gate', wave: 2, needs: ['beside'] }])
    await run(plan)
    const script = readFileSync(plan.script, 'utf8')
    const step = Number(process.env['PLAN_CRASH_STEP'] ?? 23)
    let kills = 0
    for (let at = 5; at > 0; at += step) {
      instrument(plan, deadly)
      rmSync(join(plan.state, file), { force: true }) // each time from the old state
      const { code } = await run(plan, words, { PLAN_DIES_AT: String(at) })
      writeFileSync(plan.script, script)
      kills += 1
      const text = textOf(join(plan.state, file))
      if (text !== undefined) expect(text).toMatch(whole)
      expect([0, 137]).toContain(code)
      if (code === 0) break
      expect((await run(plan, ['status'])).code).toBe(0)
    }
    expect(kills).toBeGreaterThan(3)
    expect(textOf(join(plan.state, file))).toMatch(whole)
  },
)

test('killed after an answer and before the attempt, a run forgets no answer', async () => {
  const plan = planFolder(asking)
  await run(plan)
  await run(plan, ['answer', 'ask', 'postgres'])
  for (let turn = 0; turn < 6; turn++) {
    const running = start(plan, ['run', '--quiet'])
    await new Promise((resolve) => setTimeout(resolve, 60 * turn))
    killGroup(running.process.pid)
    await running.ended
  }
  const { code } = await run(plan)
  expect([code, checkpoint(plan, 'ask')]).toEqual([0, 'done'])
})

test('answers are written into no folder that a link leads to', async () => {
  const plan = planFolder(asking)
  await run(plan)
  const outside = join(plan.root, 'outside')
  mkdirSync(outside)
  spawnSync('ln', ['-s', outside, join(plan.root, '.plan/trial/notes')])
  const { code, stderr } = await run(plan, ['answer', 'ask', 'postgres'])
  expect([code, stderr]).toEqual([12, expect.stringContaining('is not what it was')])
  expect(existsSync(join(outside, 'ask.answers.md'))).toBe(false)
})

test('a supervisor that is killed at any command forgets no answer, and asks nothing twice', async () => {
  const step = Number(process.env['PLAN_CRASH_STEP'] ?? 97)
  let kills = 0
  for (let at = 3, died = true; died; at += step) {
    const plan = planFolder(asking)
    await run(plan)
    await run(plan, ['answer', 'ask', 'postgres'])
    const mark = join(plan.state, 'died')
    instrument(
      plan,
      `[ "\${1-}" != __supervise ] || [ -e '${mark}' ] || { deadly_count=0; set -T; trap '[ $((deadly_count += 1)) -ne ${at} ] || { : >"${mark}"; kill -9 $$; }' DEBUG; }`,
    )
    const { code } = await run(plan)
    died = existsSync(mark)
    expect([at, code, checkpoint(plan, 'ask'), answersTo(plan, 'ask').match(/^## /gm)?.length]).toEqual([
      at,
      0,
      'done',
      1,
    ])
    if (died) kills += 1
  }
  expect(kills).toBeGreaterThan(3)
})

test('what people have decided is void when the plan changes; what they have answered is not', async () => {
  const plan = planFolder([
    ...asking,
    { key: 'bad', behaviour: 'code=3' },
    { key: 'gate', kind: 'gate', needs: ['beside'] },
  ])
  await run(plan)
  await run(plan, ['skip', 'bad'])
  await run(plan, ['reject', 'gate', 'no'])
  await run(plan, ['answer', 'ask', 'postgres'])
  writeFileSync(join(plan.root, '.plan/trial/plan.hash'), 'sha256:fedcba9876543210\n')
  expect((await run(plan, ['skip', 'bad'])).code).toBe(4)
  await run(plan, ['run', '--accept-plan'])
  const text = await status(plan)
  expect(text).toMatch(/^bad +blocked/m)
  expect(text).toMatch(/^gate +gate .*waits for approval/m)
  expect([checkpoint(plan, 'ask'), starts(plan, 'bad')]).toEqual(['done', 1])
})
