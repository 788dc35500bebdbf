import { posix } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fileTree, isSafePath } from '../../src/codegen/artifact.ts'

const file = (path: string) => ({ path, contents: '' })

describe('isSafePath', () => {
  it.each(['justfile', '.plan/cache-layer/prompts/phase-1.md', 'a b/ü.md', '.claude/commands/x/run.md'])(
    '%j is',
    (path) => {
      expect(isSafePath(path)).toBe(true)
    },
  )

  it.each([
    '',
    '/etc/passwd',
    '../x',
    'a/../b',
    'a/./b',
    'a//b',
    'a/',
    'a\\b',
    'C:/x',
    'a\nb',
    'a\0',
    '\u0085',
    'a\ud800',
    'NUL',
    'x/com1.txt',
    'aux.md',
    'a.',
    'a ',
    'a?b',
    'x'.repeat(241),
  ])('%j is not', (path) => {
    expect(isSafePath(path)).toBe(false)
  })

  it('never lets a path out of its root', () => {
    const segments = fc.array(fc.oneof(fc.constantFrom('..', '.', '', '/', '\\', 'a'), fc.string()))
    fc.assert(
      fc.property(segments, (some) => {
        const path = some.join('/')
        fc.pre(isSafePath(path))
        expect(posix.resolve('/root', path)).toBe(`/root/${path}`)
      }),
    )
  })
})

describe('fileTree', () => {
  it('keeps the order and the contents', () => {
    expect([...fileTree([file('b'), file('a/c')]).keys()]).toEqual(['b', 'a/c'])
  })

  it.each([
    [['a', 'a'], 'two artifacts'],
    [['A/x', 'a/X'], 'two artifacts'],
    [['é', 'e\u0301'], 'two artifacts'],
    [['a', 'a/b'], 'below the file'],
    [['a/b', 'A'], 'two artifacts'],
    [['../a'], 'not safe'],
  ])('%j is our own fault', (paths, message) => {
    expect(() => fileTree(paths.map(file))).toThrow(message)
  })
})
