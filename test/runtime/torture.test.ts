import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { torture } from './support/torture.ts'

/**
 * The long versions: `PLAN_TORTURE_KILLS=1000 npx vitest run test/runtime/torture.test.ts`, with another seed
 * (`PLAN_TORTURE_SEED`), another shell (`PLAN_TEST_SHELL`) or another runtime (`PLAN_TEST_SCRIPT`).
 */
const { PLAN_TORTURE_KILLS, PLAN_TORTURE_SEED = '1' } = process.env
const kills = Number(PLAN_TORTURE_KILLS ?? 8)

test.skipIf(!existsSync('/proc/self/stat')).each([
  { name: 'short agents', seconds: 0.2, pause: 700, hesitant: false },
  { name: 'a script that hesitates', seconds: 0.2, pause: 4000, hesitant: true },
  { name: 'long agents', seconds: 1.5, pause: 1200, hesitant: false },
  { name: 'work trees', seconds: 0.2, pause: 1500, hesitant: false, worktrees: true },
  { name: 'teams', seconds: 0.2, pause: 1500, hesitant: false, teams: true },
  { name: 'teams in work trees', seconds: 0.2, pause: 2500, hesitant: false, teams: true, worktrees: true },
])(
  `random kills break no promise: $name (needs /proc to find the victims)`,
  async ({ seconds, pause, hesitant, worktrees, teams }) => {
    const seed = Number(PLAN_TORTURE_SEED)
    const { broken, counts } = await torture({
      kills,
      seed,
      tasks: 12,
      seconds,
      pause,
      hesitant,
      worktrees: worktrees === true,
      teams: teams === true,
    })
    if (PLAN_TORTURE_KILLS !== undefined) console.log(Object.fromEntries([...counts].sort()))
    expect(broken).toEqual([])
  },
  120_000 + kills * 10_000,
)
