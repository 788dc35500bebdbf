import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { planSlug, slugsOf } from '../../src/codegen/slugs.ts'
import { plan, task } from './plans.ts'

function slugs(...ids: readonly string[]): readonly string[] {
  return [...slugsOf(plan(ids.map((id) => task(id)))).values()]
}

describe('slugsOf', () => {
  it('is readable where the id is', () => {
    expect(slugs('3', '2.5', '7a', '01', 'TASK-184', 'phase-9')).toEqual([
      'phase-3',
      'phase-2-5',
      'phase-7a',
      'phase-01',
      'phase-task-184',
      'phase-9',
    ])
  })

  it('tells ids apart that would look the same', () => {
    const [first, second, third] = slugs('1.1', '1-1', '1_1')
    expect(first).toBe('phase-1-1')
    expect(second).toMatch(/^phase-1-1-[0-9a-f]{8}$/)
    expect(third).toMatch(/^phase-1-1-[0-9a-f]{8}$/)
    expect(second).not.toBe(third)
  })

  it('leaves the names of our own recipes and rows alone', () => {
    const own = [task('1', { word: 'Wave' }), task('2', { word: 'Barrier' })]
    expect([...slugsOf(plan(own)).values()]).toEqual(['task-wave-1', 'task-barrier-2'])
  })

  it('keeps a strange id stable, whatever stands around it', () => {
    const [alone = ''] = slugs('第一')
    expect(alone).toMatch(/^phase-[0-9a-f]{8}$/)
    expect(slugs('1', '第二', '第一')).toContain(alone)
  })

  it('is safe, unique and short for any ids', () => {
    const ids = fc.uniqueArray(fc.string({ unit: 'grapheme', maxLength: 200 }), { maxLength: 40 })
    fc.assert(
      fc.property(ids, (some) => {
        const made = slugs(...some)
        expect(new Set(made).size).toBe(some.length)
        for (const slug of made) expect(slug).toMatch(/^(?=.{1,100}$)[a-z0-9]+(-[a-z0-9]+)*$/)
      }),
    )
  })
})

describe('planSlug', () => {
  it.each([
    ['.ai/plans/2026-02-03.cache-layer.md', 'cache-layer'],
    ['2025-10-21 Fix Failing Tests.md', 'fix-failing-tests'],
    ['plans/2025-11-detect-x.md', 'detect-x'],
    ['docs/plans/0042/README.md', '0042'],
    ['.planning/phases/03-biomes/03-01-PLAN.md', '03-biomes'],
    ['PLAN.md', 'plan'],
    ['2026-02-03.md', '2026-02-03'],
    ['../../etc/$(id).md', 'id'],
  ])('%s is %s', (path, slug) => {
    expect(planSlug(path)).toBe(slug)
  })

  it('is safe for any path', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (path) => {
        expect(planSlug(path)).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/)
      }),
    )
  })
})
