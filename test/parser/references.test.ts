import { describe, expect, it } from 'vitest'
import type { Text } from '../../src/parser/section.ts'
import { type Names, readReferences, roomy, seriesOf } from '../../src/parser/values/references.ts'

describe('readReferences', () => {
  it('keeps an unknown ticket of a series that the plan has', () => {
    const names = namesOf(['task-1', 'task-2', 'e3-t1'])
    expect(read('TASK-7, E9-T2', names)).toEqual(['TASK-7', 'E9-T2'])
  })

  it("leaves another system's ticket out", () => {
    const names = namesOf(['task-1', 'ticketing', 'jira 4'])
    expect(read('TASK-1 (see JIRA-4), JIRA-4, TICKETING-4', names)).toEqual(['task-1'])
  })

  it('takes a name in parentheses where nothing else names anybody', () => {
    const names = { ...namesOf(['1', '2', '3']), level: ['1', '2', '3'] }
    expect(read('Chunk 1 (Task 1) must be committed, the screens (Tasks 2)', names)).toEqual(['1', '2'])
    expect(read('Task 2 (Task 1)', names)).toEqual(['2'])
    expect(read('The API design (see Task 1)', names)).toEqual([])
    expect(read('All other tasks (Task 1)', names)).toEqual(['1', '2', '3'])
  })

  it('does not go through all names for an unknown ticket', () => {
    let steps = 0
    const ids = new Map(Array.from({ length: 10_000 }, (_, at) => [`task-${at}`, `task-${at}`]))
    const names = { ...namesOf(ids.keys()), ids: counting(ids, () => steps++) }
    const unknown = Array.from({ length: 1_000 }, (_, at) => `JIRA-${at}`).join(', ')
    expect(read(unknown, names)).toEqual([])
    expect(steps).toBe(0)
  })

  it('does not go through all siblings for a number that has no parts', () => {
    let steps = 0
    const level = Array.from({ length: 10_000 }, (_, at) => `${at}`)
    const filter = level.filter.bind(level)
    level.filter = (...how: Parameters<typeof filter>) => {
      steps++
      return filter(...how)
    }
    const names = { ...namesOf(level), level }
    expect(read('Phases 20000, 20001, 20002', names)).toEqual(['20000', '20001', '20002'])
    expect(steps).toBe(0)
    const parts = ['3a', '3b', '4']
    expect(read('Phase 3', { ...namesOf(parts), level: parts })).toEqual(['3a', '3b'])
  })
})

function namesOf(names: Iterable<string>): Names {
  const ids = new Map(Array.from(names, (name) => [name, name]))
  return { ids, series: seriesOf(ids.keys()), level: [], room: roomy() }
}

/** The map, and a note of each entry that somebody steps over. */
function counting(ids: ReadonlyMap<string, string>, note: () => void): ReadonlyMap<string, string> {
  const entries = new Map(ids)
  const walk = entries.keys.bind(entries)
  entries.keys = () => {
    note()
    return walk()
  }
  entries[Symbol.iterator] = () => {
    note()
    return entries.entries()
  }
  return entries
}

function read(plain: string, names: Names): readonly string[] {
  const span = { path: 'plan.md', start: 0, end: plain.length }
  const text: Text = { span, plain, codes: [], struck: [], gaps: [] }
  return readReferences(text, names, '').references.map(({ id }) => id)
}
