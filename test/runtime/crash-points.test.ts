import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { type CrashMode, type CrashRole, crash } from './support/crash-points.ts'

/**
 * The long version tries every command: `PLAN_CRASH_STEP=1 npx vitest run test/runtime/crash-points.test.ts`, with
 * another shell (`PLAN_TEST_SHELL`) or another runtime (`PLAN_TEST_SCRIPT`).
 */
const { PLAN_CRASH_STEP } = process.env

/** The points of the short version lie in the middle of things: a claim, an attempt, the moment of the checkpoint. */
const campaigns: readonly (readonly [CrashRole, CrashMode, readonly number[]])[] = [
  ['run', 'itself', [500]],
  ['__supervise', 'itself', [180]],
  ['__supervise', 'everything', [230]],
  ['__supervise', 'subshell', [1]],
]

test.skipIf(!existsSync('/proc/self/stat')).each(campaigns)(
  'a crash of %s (%s) at any command breaks no promise',
  async (role, mode, points) => {
    const broken: string[] = []
    const crashed: string[] = []
    for (const at of PLAN_CRASH_STEP === undefined ? points : everyPoint(Number(PLAN_CRASH_STEP), crashed)) {
      const { point, broken: now } = await crash({ role, mode, at })
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
