import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { torture } from './support/torture.ts'

/** `PLAN_TORTURE_KILLS=1000 npx vitest run test/runtime/torture.test.ts` for the long version. */
const kills = Number(process.env['PLAN_TORTURE_KILLS'] ?? 25)
const seed = Number(process.env['PLAN_TORTURE_SEED'] ?? 1)

test.skipIf(!existsSync('/proc/self/stat'))(
  `${kills} random kills break no promise (needs /proc to find the victims)`,
  async () => {
    const { broken, counts } = await torture({ kills, seed, tasks: 20 })
    if (kills > 100) console.log(Object.fromEntries([...counts].sort()))
    expect(broken).toEqual([])
  },
  60_000 + kills * 5_000,
)
