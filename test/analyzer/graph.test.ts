import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { taskGraph } from '../../src/analyzer/graph.ts'
import type { Node } from '../../src/plan/plan.ts'
import { builder } from '../support/build-plan.ts'

/** `{ a: ['b'] }`: a waits for b; in the order of the keys. */
function graphOf(needs: Readonly<Record<string, readonly string[]>>) {
  const { plan, task } = builder()
  return taskGraph(plan(Object.entries(needs).map(([id, of]) => task(id, { needs: of }))))
}

function waysRound(graph: ReturnType<typeof graphOf>): readonly string[] {
  return graph.cycles.map((cycle) => cycle.map(({ waiter }) => waiter.id).join(' '))
}

describe('order', () => {
  const graph = graphOf({ c: ['b', 'a'], b: ['a'], a: [], d: [] })

  test('goes through others, in one direction, forward references included', () => {
    expect(graph.waitsFor('c', 'a')).toBe(true)
    expect(graph.waitsFor('a', 'c')).toBe(false)
    expect(graph.ordered('a', 'c')).toBe(true)
    expect(graph.ordered('d', 'a')).toBe(false)
    expect(graph.waitsFor('a', 'a')).toBe(false)
  })

  test('keeps the needs in the order of the text, each once', () => {
    const { plan, task } = builder()
    const twice = taskGraph(plan([task('a'), task('b'), task('c', { needs: ['b', 'a', 'b'] })]))
    expect(twice.needsOf('c').map(({ needed }) => needed.id)).toEqual(['b', 'a'])
  })

  test('ids that are names of JavaScript are ids like all others', () => {
    const odd = graphOf({
      constructor: ['__proto__'],
      ['__proto__']: [],
      toString: ['constructor'],
      '10': [],
      '9': [],
    })
    expect(odd.waitsFor('toString', 'constructor')).toBe(true)
    expect(odd.vertices.map(({ id }) => id)).toContain('constructor')
  })

  test('a soft reference orders nothing', () => {
    const soft = graphOf({ a: [], b: ['a?'] })
    expect(soft.ordered('a', 'b')).toBe(false)
    expect(soft.needsOf('b')).toEqual([])
    expect(soft.softNeedsOf('b').map(({ needed }) => needed.id)).toEqual(['a'])
  })

  test('an id that no unit has is kept, with the place where it stands', () => {
    const graph = graphOf({ a: ['x', 'y?'] })
    expect(graph.unknown.map(({ waiter, reference }) => [waiter.id, reference.id])).toEqual([
      ['a', 'x'],
      ['a', 'y'],
    ])
  })
})

describe('groups', () => {
  const { plan, task, group, gate } = builder()
  const graph = taskGraph(
    plan([
      group('one', 'parallel', [task('a'), task('b', { needs: ['a'] }), task('c')]),
      group('two', 'sequence', [
        group('three', 'parallel', [task('d'), task('e')]),
        group('four', 'parallel', [task('f'), task('g', { needs: ['f'] })], ['one']),
        task('h'),
      ]),
      task('i', { needs: ['two'] }),
      gate('j', ['i', 'c']),
    ]),
  )
  const needsOf = (id: string) => graph.needsOf(id).map(({ needed }) => needed.id)

  test('a group stands for all it holds; those who finish it are named', () => {
    expect(needsOf('i')).toEqual(['h'])
    expect(graph.waitsFor('i', 'd')).toBe(true)
    expect(needsOf('f')).toEqual(['b', 'c', 'd', 'e'])
    expect(graph.waitsFor('f', 'a')).toBe(true)
  })

  test('in a sequence each waits for the one before, and what starts in it takes over what it needs', () => {
    expect(needsOf('h')).toEqual(['g'])
    expect(needsOf('g')).toEqual(['f'])
    expect(graph.waitsFor('g', 'd')).toBe(true)
    expect(needsOf('d')).toEqual([])
    expect(graph.needsOf('h')[0]?.reference.by).toBe('implied')
  })

  test('nothing is ordered between those of a parallel group', () => {
    expect(graph.ordered('d', 'e')).toBe(false)
    expect(graph.ordered('a', 'c')).toBe(false)
    expect(graph.ordered('a', 'd')).toBe(false)
  })

  test('a gate waits, too', () => {
    expect(needsOf('j')).toEqual(['i', 'c'])
    expect(graph.waitsFor('j', 'a')).toBe(true)
  })

  test('all that an id stands for', () => {
    expect(graph.verticesOf('two').map(({ id }) => id)).toEqual(['d', 'e', 'f', 'g', 'h'])
    expect(graph.verticesOf('a').map(({ id }) => id)).toEqual(['a'])
    expect(graph.verticesOf('nobody')).toEqual([])
  })

  test('an empty group hands on what it waits for', () => {
    const { plan, task, group } = builder()
    const chain = taskGraph(
      plan([group('s', 'sequence', [task('a'), group('empty', 'parallel', []), task('b')])]),
    )
    expect(chain.waitsFor('b', 'a')).toBe(true)
    expect(chain.needsOf('b').map(({ needed }) => needed.id)).toEqual(['a'])
  })
})

describe('steps', () => {
  test('a need of a step is a need of its task; one of its own task is none', () => {
    const { plan, task, step } = builder()
    const graph = taskGraph(
      plan([
        task('1', { steps: [step('1.1'), step('1.2', { needs: ['1.1'] })] }),
        task('2', { needs: [], steps: [step('2.1', { needs: ['1.2'] })] }),
      ]),
    )
    expect(graph.needsOf('2').map(({ needed }) => needed.id)).toEqual(['1'])
    expect(graph.needsOf('1')).toEqual([])
    expect(graph.cycles).toEqual([])
  })

  test('steps of one task that wait for each other are a cycle', () => {
    const { plan, task, step } = builder()
    const steps = [
      step('1.1', { needs: ['1.2'] }),
      step('1.2', { needs: ['1.1'] }),
      step('1.3', { needs: ['1'] }),
    ]
    expect(waysRound(taskGraph(plan([task('1', { steps })])))).toEqual(['1.3', '1.1 1.2'])
  })

  test('tasks whose steps wait for each other crosswise are a cycle', () => {
    const { plan, task, step } = builder()
    const graph = taskGraph(
      plan([
        task('1', { steps: [step('1.1', { needs: ['2.2'] })] }),
        task('2', { steps: [step('2.1', { needs: ['1.1'] }), step('2.2')] }),
      ]),
    )
    expect(waysRound(graph)).toEqual(['1 2'])
  })
})

describe('cycles', () => {
  test.each([
    ['none', { a: [], b: ['a'], c: ['a', 'b'] }, []],
    ['a task that waits for itself', { a: ['a'] }, ['a']],
    ['two', { a: ['b'], b: ['a'] }, ['a b']],
    ['it starts with the first in the text', { x: [], b: ['c'], c: ['a'], a: ['b'] }, ['b c a']],
    [
      'a short one and a long one through other edges',
      { a: ['b'], b: ['c', 'a'], c: ['a'] },
      ['a b', 'a b c'],
    ],
    ['who only waits for a cycle is not in it', { a: ['b'], b: ['a'], c: ['a'] }, ['a b']],
    ['two components', { a: ['b'], b: ['a'], c: ['d'], d: ['c'] }, ['a b', 'c d']],
    ['two that share a task', { a: ['b', 'c'], b: ['a'], c: ['a'] }, ['a b', 'a c']],
  ])('%s', (_, needs: Readonly<Record<string, readonly string[]>>, rounds) => {
    expect(waysRound(graphOf(needs))).toEqual(rounds)
  })

  test('each edge leads to the next, and names the reference', () => {
    const [cycle = []] = graphOf({ a: ['b'], b: ['c'], c: ['a'] }).cycles
    for (const [index, edge] of cycle.entries()) {
      expect(cycle[(index + 1) % cycle.length]?.waiter).toBe(edge.needed)
      expect(edge.reference.id).toBe(edge.needed.id)
    }
  })

  test('groups that wait for each other are one cycle, however many tasks they hold', () => {
    const { plan, task, group } = builder()
    const some = (name: string): readonly Node[] => ['1', '2', '3'].map((id) => task(`${name}${id}`))
    const graph = taskGraph(
      plan([group('a', 'parallel', some('a'), ['b']), group('b', 'parallel', some('b'), ['a'])]),
    )
    expect(waysRound(graph)).toEqual(['a1 b1'])
  })

  test('a task that waits for the group it is in waits for itself', () => {
    const { plan, task, group } = builder()
    const graph = taskGraph(plan([group('g', 'parallel', [task('a'), task('b', { needs: ['g'] })])]))
    expect(waysRound(graph)).toEqual(['b'])
  })

  test('groups without tasks have none', () => {
    const { plan, group } = builder()
    expect(
      taskGraph(plan([group('a', 'parallel', [], ['b']), group('b', 'parallel', [], ['a'])])).cycles,
    ).toEqual([])
  })
})

const needsOfAny = fc.integer({ min: 1, max: 8 }).chain((size) =>
  fc.array(fc.array(fc.integer({ min: 0, max: size - 1 }), { maxLength: 3 }), {
    minLength: size,
    maxLength: size,
  }),
)

test('order and cycles are those of a naive search', () => {
  fc.assert(
    fc.property(needsOfAny, (needs) => {
      const graph = graphOf(
        Object.fromEntries(needs.map((of, id) => [`t${id}`, of.map((other) => `t${other}`)])),
      )
      const reached = needs.map((_, start) => {
        const seen = new Set<number>()
        const open = [...(needs[start] ?? [])]
        for (let place = open.pop(); place !== undefined; place = open.pop()) {
          if (!seen.has(place)) open.push(...(needs[place] ?? []))
          seen.add(place)
        }
        return seen
      })
      for (const [a, from] of reached.entries()) {
        for (const b of needs.keys()) expect(graph.waitsFor(`t${a}`, `t${b}`)).toBe(from.has(b))
      }
      const inCycles = new Set(graph.cycles.flatMap((cycle) => cycle.map(({ waiter }) => waiter.id)))
      expect(graph.cycles.length > 0).toBe(reached.some((from, place) => from.has(place)))
      for (const id of inCycles) expect(graph.waitsFor(id, id)).toBe(true)
      const components = new Set(
        [...needs.keys()]
          .filter((a) => reached[a]?.has(a))
          .map((a) => `${needs.map((_, b) => Boolean(reached[a]?.has(b) && reached[b]?.has(a)))}`),
      )
      const hit = new Set(graph.cycles.map((cycle) => cycle[0]?.waiter.id ?? ''))
      expect(graph.cycles.length).toBeGreaterThanOrEqual(components.size)
      expect(hit.size).toBeGreaterThanOrEqual(Math.min(1, components.size))
      const keys = graph.cycles.map((cycle) => cycle.map(({ waiter }) => waiter.id).join())
      expect(new Set(keys).size).toBe(keys.length)
    }),
  )
})
