import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Row } from '../../src/codegen/row.ts'
import { slugsOf } from '../../src/codegen/slugs.ts'
import { tableOf } from '../../src/codegen/task-table.ts'
import type { Schedule } from '../../src/plan/schedule.ts'
import { plan, task } from './plans.ts'

/** Each number is a wave of so many tasks, all of which need all of the wave before. */
function layers(...sizes: readonly number[]): readonly Row[] {
  const waves = sizes.map((size, wave) =>
    Array.from({ length: size }, (_, index) => task(`${wave}x${index}`)),
  )
  const policy = { agent: undefined, fallbacks: [], attempts: 1, timeoutSeconds: 1.4 }
  const schedule: Schedule = {
    waves: waves.map((tasks, index) => ({
      number: index + 1,
      slots: tasks.map((task) => ({ kind: 'run', task, policy })),
    })),
    criticalPath: [],
    serialised: [],
    waitsFor: new Map(
      waves.flatMap((tasks, wave) =>
        tasks.map(({ id }) => [id, (waves[wave - 1] ?? []).map((needed) => needed.id)]),
      ),
    ),
  }
  return tableOf(schedule, slugsOf(plan(waves.flat())))
}

function edges(rows: readonly Row[]): number {
  return rows.reduce((sum, { needs }) => sum + needs.length, 0)
}

describe('tableOf', () => {
  it('names what each node needs', () => {
    expect(layers(1, 2).map(({ key, wave, needs }) => [key, wave, needs])).toEqual([
      ['phase-0x0', 1, []],
      ['phase-1x0', 2, ['phase-0x0']],
      ['phase-1x1', 2, ['phase-0x0']],
    ])
  })

  it('puts a barrier between many and many', () => {
    const rows = layers(50, 50, 50)
    expect(rows.filter(({ kind }) => kind === 'barrier').map(({ key, wave }) => [key, wave])).toEqual([
      ['barrier-1', 2],
      ['barrier-2', 3],
    ])
    expect(edges(rows)).toBe(2 * (50 + 50))
  })

  it('gives a node only what stands before it, and loses no need', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 25 }), { maxLength: 6 }), (sizes) => {
        const rows = layers(...sizes)
        const needed = new Map<string, ReadonlySet<string>>()
        for (const { key, kind, needs } of rows) {
          for (const need of needs) expect(needed.has(need)).toBe(true)
          const through = needs.flatMap((need) =>
            need.startsWith('barrier') ? [...(needed.get(need) ?? [])] : [need],
          )
          needed.set(key, new Set(through))
          const before = sizes[Number(/\d+/.exec(key)?.[0]) - 1] ?? 0
          if (kind === 'task') expect(through).toHaveLength(before)
        }
      }),
    )
  })

  it('has whole seconds, at least one', () => {
    expect(layers(1)[0]?.timeoutSeconds).toBe(1)
  })
})
