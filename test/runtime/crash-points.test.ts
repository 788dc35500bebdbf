import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { type CrashMode, type CrashRole, crash } from './support/crash-points.ts'

/**
 * The long version tries every command: `PLAN_CRASH_STEP=1 npx vitest run test/runtime/crash-points.test.ts`, with
 * another shell (`PLAN_TEST_SHELL`) or another runtime (`PLAN_TEST_SCRIPT`).
 */
const { PLAN_CRASH_STEP } = process.env

/** The points of the short version lie in the middle of things: a claim, an attempt, the moment of the checkpoint. */
interface Campaign {
  readonly role: CrashRole
  readonly mode: CrashMode
  readonly points: readonly number[]
  readonly worktrees?: boolean
  readonly team?: boolean
  readonly commits?: boolean
}

const campaigns: readonly Campaign[] = [
  { role: 'run', mode: 'itself', points: [500] },
  { role: '__supervise', mode: 'itself', points: [180] },
  { role: '__supervise', mode: 'everything', points: [230] },
  { role: '__supervise', mode: 'subshell', points: [1] },
  { role: '__supervise', mode: 'everything', points: [400], worktrees: true },
  { role: '__supervise', mode: 'everything', points: [700], team: true },
  { role: '__supervise', mode: 'itself', points: [560], commits: true },
  { role: '__supervise', mode: 'everything', points: [600], commits: true },
  { role: '__supervise', mode: 'itself', points: [900], team: true },
  { role: '__supervise', mode: 'subshell', points: [500], team: true },
]

test.skipIf(!existsSync('/proc/self/stat')).each(campaigns)(
  'a crash of $role ($mode) at any command breaks no promise; work trees: $worktrees, team: $team, commits: $commits',
  async ({ role, mode, points, worktrees = false, team = false, commits = false }) => {
    const broken: string[] = []
    const crashed: string[] = []
    for (const at of PLAN_CRASH_STEP === undefined ? points : everyPoint(Number(PLAN_CRASH_STEP), crashed)) {
      const { point, broken: now } = await crash({ role, mode, at, worktrees, team, commits })
      if (point !== undefined) crashed.push(point)
      broken.push(...now.map((promise) => `${at}: ${point}: ${promise}`))
    }
    if (PLAN_CRASH_STEP !== undefined) console.log(`${role} (${mode}): ${crashed.length} crashes`)
    expect(broken).toEqual([])
    expect(crashed.length).toBeGreaterThanOrEqual(points.length)
  },
  14_400_000,
)

/** Ends when the process seems to have no more commands: many in a row were not reached. */
function* everyPoint(step: number, crashed: readonly string[]): Generator<number> {
  for (let at = 1, missed = 0; missed < 40; at += step) {
    const before = crashed.length
    yield at
    missed = crashed.length === before ? missed + 1 : 0
  }
}
