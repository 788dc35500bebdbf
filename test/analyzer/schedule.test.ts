import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { taskGraph } from '../../src/analyzer/graph.ts'
import { schedule } from '../../src/analyzer/schedule.ts'
import type { Plan } from '../../src/plan/plan.ts'
import type { Schedule } from '../../src/plan/schedule.ts'
import { builder } from '../support/build-plan.ts'

function run(plan: Plan): Schedule {
  return schedule(taskGraph(plan))
}

function wavesOf({ waves }: Schedule): readonly string[] {
  return waves.map(({ slots }) =>
    slots.map((slot) => (slot.kind === 'run' ? slot.task.id : `${slot.gate.id}?`)).join(' '),
  )
}

describe('waves', () => {
  test('a task runs in the wave after the last that it waits for, in the order of the text', () => {
    const { plan, task } = builder()
    const made = run(
      plan([
        task('e', { needs: ['d', 'a'] }),
        task('d', { needs: ['a'] }),
        task('c', { needs: [] }),
        task('a', { needs: [] }),
      ]),
    )
    expect(wavesOf(made)).toEqual(['c a', 'd', 'e'])
    expect(made.criticalPath).toEqual(['a', 'd', 'e'])
    expect(made.waitsFor.get('e')).toEqual(['d', 'a'])
    expect(made.waitsFor.get('c')).toEqual([])
  })

  test('a gate and a task whose owner is a person are questions', () => {
    const { plan, task, gate } = builder()
    const made = run(
      plan([task('a', { needs: [], owner: 'human' }), gate('g', ['a']), task('b', { needs: ['g'] })]),
    )
    expect(wavesOf(made)).toEqual(['a?', 'g?', 'b'])
  })

  test('a plan without tasks has none', () => {
    const { plan } = builder()
    expect(run(plan([]))).toEqual({ waves: [], criticalPath: [], serialised: [], waitsFor: new Map() })
  })

  test('groups take no wave of their own', () => {
    const { plan, task, group } = builder()
    const made = run(
      plan([
        group('s', 'sequence', [
          group('a', 'parallel', [task('1'), task('2')]),
          group('b', 'parallel', [task('3'), task('4')]),
        ]),
      ]),
    )
    expect(wavesOf(made)).toEqual(['1 2', '3 4'])
    expect(made.waitsFor.get('3')).toEqual(['1', '2'])
    expect(made.waitsFor.get('4')).toBe(made.waitsFor.get('3'))
    expect(made.criticalPath).toEqual(['1', '3'])
  })
})

describe('a task that does not say what it waits for', () => {
  test('runs after the one before it', () => {
    const { plan, task } = builder()
    const made = run(plan([task('a', { needs: [] }), task('b'), task('c', { needs: [] }), task('d')]))
    expect(wavesOf(made)).toEqual(['a c', 'b d'])
    expect(made.waitsFor.get('b')).toEqual(['a'])
  })

  test('not so where the one before waits for it', () => {
    const { plan, task } = builder()
    expect(wavesOf(run(plan([task('a', { needs: [] }), task('b', { needs: ['c'] }), task('c')])))).toEqual([
      'a c',
      'b',
    ])
  })

  test('not so where that would close a way round through others', () => {
    const { plan, task } = builder()
    expect(wavesOf(run(plan([task('a', { needs: ['c'] }), task('b'), task('c')])))).toEqual(['c', 'a', 'b'])
  })

  test('runs after the whole group before its own', () => {
    const { plan, task, group } = builder()
    const made = run(
      plan([group('a', 'parallel', [task('1'), task('2')]), group('b', 'parallel', [task('3'), task('4')])]),
    )
    expect(wavesOf(made)).toEqual(['1 2', '3 4'])
    expect(made.waitsFor.get('4')).toEqual(['1', '2'])
  })

  test('runs after the one before it also within a group, unless the group is a wave', () => {
    const { plan, task, group } = builder()
    const sprint = {
      ...group('a', 'parallel', [task('1'), task('2'), task('3', { needs: [] })]),
      word: 'Sprint',
    }
    expect(wavesOf(run(plan([sprint])))).toEqual(['1 3', '2'])
  })

  test('in a group that says what it needs nothing is added', () => {
    const { plan, task, group } = builder()
    const made = run(plan([task('0', { needs: [] }), group('a', 'parallel', [task('1')], [])]))
    expect(wavesOf(made)).toEqual(['0 1'])
  })
})

describe('two tasks that write one file', () => {
  test('run one after the other, and it is said', () => {
    const { plan, task } = builder()
    const made = run(
      plan([
        task('a', { needs: [], files: ['src/x.ts', 'src/y.ts'] }),
        task('b', { needs: [], files: ['./src//x.ts', 'src/y.ts'] }),
        task('c', { needs: [], files: ['src/'] }),
      ]),
    )
    expect(wavesOf(made)).toEqual(['a', 'b', 'c'])
    expect(made.serialised.map(({ first, second, path }) => [first, second, path])).toEqual([
      ['a', 'b', './src//x.ts'],
      ['b', 'c', 'src/'],
    ])
    expect(made.waitsFor.get('c')).toEqual(['b'])
  })

  test('stay as they are where the plan orders them, also through others', () => {
    const { plan, task } = builder()
    const made = run(
      plan([
        task('a', { needs: ['b'], files: ['x'] }),
        task('b', { needs: ['c'] }),
        task('c', { needs: [], files: ['x'] }),
      ]),
    )
    expect(made.serialised).toEqual([])
  })

  test('are never ordered against the plan, nor against each other', () => {
    const { plan, task } = builder()
    const made = run(
      plan([
        task('a', { needs: ['d'], files: ['x'] }),
        task('b', { needs: [], files: ['x', 'y'] }),
        task('c', { needs: ['b'], files: ['z'] }),
        task('d', { needs: ['c'], files: ['y'] }),
      ]),
    )
    expect(wavesOf(made)).toEqual(['b', 'c', 'd', 'a'])
    expect(made.serialised).toEqual([])
  })

  test('the later in the text waits', () => {
    const { plan, task } = builder()
    const made = run(
      plan([
        task('a', { needs: ['c'], files: ['x'] }),
        task('b', { needs: [], files: ['x'] }),
        task('c', { needs: [] }),
      ]),
    )
    expect(made.serialised.map(({ first, second }) => [first, second])).toEqual([['a', 'b']])
  })

  test('where case does not count, names that differ in it are one', () => {
    const { plan, task } = builder()
    const two = plan([
      task('a', { needs: [], files: ['README.md'] }),
      task('b', { needs: [], files: ['readme.md'] }),
    ])
    expect(schedule(taskGraph(two)).serialised).toEqual([])
    expect(schedule(taskGraph(two), { caseInsensitive: true }).serialised).toHaveLength(1)
  })
})

test('who is in a cycle, or waits for one, comes last and one by one', () => {
  const { plan, task } = builder()
  const made = run(
    plan([
      task('a', { needs: ['b'] }),
      task('b', { needs: ['a'] }),
      task('c', { needs: ['a'] }),
      task('d', { needs: [] }),
      task('e'),
    ]),
  )
  expect(wavesOf(made)).toEqual(['d', 'e', 'a', 'b', 'c'])
  expect(made.waitsFor.get('a')).toEqual(['e'])
  expect(made.criticalPath).toEqual(['d', 'e'])
})

const tasks = fc.array(
  fc.record({
    needs: fc.option(fc.array(fc.nat(9), { maxLength: 3 }), { nil: undefined }),
    files: fc.array(fc.constantFrom('a', 'b', 'src/', 'src/a', '*'), { maxLength: 2 }),
  }),
  { maxLength: 10 },
)

test('every task is in one wave, after all that it waits for, and no file is written twice in a wave', () => {
  fc.assert(
    fc.property(tasks, (said) => {
      const { plan, task } = builder()
      const named = said.map(({ needs, files }, id) => {
        const ids = needs?.filter((other) => other < said.length).map((other) => `t${other}`)
        return task(`t${id}`, { files, ...(ids && { needs: ids }) })
      })
      const made = run(plan(named))
      const waveOf = new Map(
        made.waves.flatMap(({ number, slots }) =>
          slots.map((slot) => [slot.kind === 'run' ? slot.task.id : '', number]),
        ),
      )
      expect([...waveOf.keys()].sort()).toEqual(named.map(({ id }) => id).sort())
      for (const [id, needs] of made.waitsFor) {
        for (const needed of needs) expect(waveOf.get(needed)).toBeLessThan(waveOf.get(id) ?? 0)
      }
      for (const { slots } of made.waves) expect(conflictsIn(slots)).toEqual([])
      expect(run(plan(named))).toEqual(made)
    }),
  )
})

/** Pairs of one wave that write one path, or `*` and a name without a folder. */
function conflictsIn(slots: Schedule['waves'][number]['slots']): readonly string[] {
  const paths = slots.map((slot) =>
    (slot.kind === 'run' ? [...(slot.task.files?.value ?? [])] : []).map(({ path }) => path),
  )
  return paths.flatMap((some, i) => {
    return paths.slice(i + 1).flatMap((others) => {
      return some.flatMap((one) => others.filter((other) => meet(one, other) || meet(other, one)))
    })
  })
}

function meet(one: string, other: string): boolean {
  return (
    one === other || (one === '*' && !other.includes('/')) || (one === 'src/' && other.startsWith('src/'))
  )
}
