import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const text = readFileSync('docs/conformance.md', 'utf8')
const rows = [...text.matchAll(/^\| (R-\d{3}-\d+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$/gm)].map(
  ([, id = '', kinds = '', asks = '', fulfilled = '']) => ({ id, kinds: kinds.split(', '), asks, fulfilled }),
)
const counts = { '000': 47, '001': 32, '002': 160, '003': 126, '004': 89 }

describe('the table of conformance', () => {
  it('has one row for each requirement, in order', () => {
    const all = Object.entries(counts).flatMap(([seed, count]) =>
      Array.from({ length: count }, (_, index) => `R-${seed}-${index + 1}`),
    )
    expect(rows.map(({ id }) => id)).toEqual(all)
    expect(text.match(/^\| R-/gm)).toHaveLength(all.length)
  })

  it('knows four kinds', () => {
    const known = new Set(['parse', 'validate', 'codegen', 'runtime'])
    expect(rows.filter(({ kinds }) => !kinds.every((kind) => known.has(kind)))).toEqual([])
  })

  it('names something that is there, or says why nothing is', () => {
    const named = rows.map(({ id, fulfilled }) => ({ id, fulfilled, paths: pathsIn(fulfilled) }))
    expect(
      named.flatMap(({ id, paths }) => paths.filter((path) => !existsSync(path)).map((path) => [id, path])),
    ).toEqual([])
    expect(
      named.filter(({ fulfilled, paths }) => paths.length === 0 && !/^open: .{10}/.test(fulfilled)),
    ).toEqual([])
  })
})

/** Pages, tests, templates, schemas and sources, in back-ticks. */
function pathsIn(words: string): readonly string[] {
  return [...words.matchAll(/`((?:docs|test|templates|schemas|src)\/[^`]+)`/g)].map(([, path = '']) => path)
}
