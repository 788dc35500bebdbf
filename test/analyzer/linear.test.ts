import { describe, expect, test, vi } from 'vitest'
import { analyze } from '../../src/analyzer/analyze.ts'
import { taskGraph } from '../../src/analyzer/graph.ts'
import { rules } from '../../src/analyzer/rules/index.ts'
import { schedule } from '../../src/analyzer/schedule.ts'
import type { Plan, Task } from '../../src/plan/plan.ts'
import { noWorkspace } from '../../src/plan/workspace.ts'
import { builder } from '../support/build-plan.ts'

// On a machine that is busy with other things.
vi.setConfig({ testTimeout: 60_000 })

type Shape = (size: number) => Plan

function tasksBy(
  size: number,
  needs: (index: number) => readonly number[],
  files?: (index: number) => readonly string[],
): Plan {
  const { plan, task } = builder()
  const named = (index: number): Task => {
    return task(`t${index}`, {
      needs: needs(index).map((other) => `t${other}`),
      ...(files && { files: files(index) }),
    })
  }
  return plan(Array.from({ length: size }, (_, index) => named(index)))
}

/** Rows of four, each task waiting for all of the row before: 4^(size/4) ways from end to end. */
function rowBefore(index: number): readonly number[] {
  const row = index - (index % 4)
  return row === 0 ? [] : [row - 4, row - 3, row - 2, row - 1]
}

const shapes: Readonly<Record<string, Shape>> = {
  'a diamond chain': (size) => tasksBy(size, rowBefore),
  'a diamond chain in reverse': (size) =>
    tasksBy(size, (index) => rowBefore(size - 1 - index).map((other) => size - 1 - other)),
  'a chain in reverse': (size) => tasksBy(size, (index) => (index === size - 1 ? [] : [index + 1])),
  'all at once': (size) => tasksBy(size, () => []),
  silence: (size) => {
    const { plan, task } = builder()
    return plan(Array.from({ length: size }, (_, index) => task(`t${index}`)))
  },
  'a file each': (size) =>
    tasksBy(
      size,
      () => [],
      (index) => [`src/part-${index % 97}/file-${index}.ts`],
    ),
  'a folder each': (size) =>
    tasksBy(
      size,
      () => [],
      (index) => [`src/part-${index}/`, `src/part-${index}/**/*.ts`],
    ),
  'a chain that writes one file': (size) =>
    tasksBy(
      size,
      (index) => (index === 0 ? [] : [index - 1]),
      () => ['Cargo.toml'],
    ),
  'all write one file': (size) =>
    tasksBy(
      size,
      () => [],
      () => ['Cargo.toml'],
    ),
  'two stages': (size) => {
    const { plan, task, group } = builder()
    const half = (name: string) =>
      group(
        name,
        'parallel',
        Array.from({ length: size / 2 }, (_, index) => task(`${name}${index}`)),
      )
    return plan([group('s', 'sequence', [half('a'), half('b')])])
  },
  'one great cycle': (size) => tasksBy(size, (index) => [(index + 1) % size]),
}

function seconds(plan: Plan): number {
  const start = performance.now()
  analyze(plan, rules, noWorkspace)
  return (performance.now() - start) / 1000
}

describe('10,000 tasks take about four times as long as 2,500', () => {
  test.each(Object.entries(shapes))('%s', (_, shape) => {
    const [small, large] = [shape(2_500), shape(10_000)]
    // Linear is 4, quadratic 16. A busy machine may spoil one measurement, hardly five.
    const linear = [1, 2, 3, 4, 5].some(() => seconds(large) / Math.max(seconds(small), 0.002) < 10)
    expect(linear).toBe(true)
  })
})

test('a diamond chain of 10,000 has a wave for each row', () => {
  const made = schedule(taskGraph(tasksBy(10_000, rowBefore)))
  expect(made.waves).toHaveLength(2_500)
  expect(made.criticalPath).toHaveLength(2_500)
})

test('two stages of 5,000 do not make 25 million edges', () => {
  const graph = taskGraph(shapes['two stages']?.(10_000) ?? builder().plan([]))
  expect(graph.waits.reduce((sum, needs) => sum + needs.length, 0)).toBeLessThan(40_000)
  const lists = new Set(schedule(graph).waitsFor.values())
  expect([...lists].reduce((sum, ids) => sum + ids.length, 0)).toBeLessThan(20_000)
})

test('every answer about the order of 10,000 tasks costs next to nothing', () => {
  const graph = taskGraph(tasksBy(10_000, rowBefore))
  let ordered = 0
  for (let index = 0; index < 10_000; index++)
    if (graph.ordered(`t${index}`, `t${(index * 7919) % 10_000}`)) ordered++
  expect(ordered).toBeGreaterThan(9_000)
})
