import fc from 'fast-check'
import picomatch from 'picomatch'
import { describe, expect, test } from 'vitest'
import { patternsMeet } from '../../src/plan/globs.ts'
import type { PathPattern } from '../../src/plan/paths.ts'

/** `src/` is a directory, `src/*.ts` a glob, the rest files. */
function pattern(path: string): PathPattern {
  return { path, kind: path.endsWith('/') ? 'directory' : /[*?{[(]/.test(path) ? 'glob' : 'file' }
}

describe('two patterns that some path matches', () => {
  test.each([
    ['src/a.ts', 'src/a.ts'],
    ['src/a.ts', './src//a.ts'],
    ['src/a.ts', 'src/'],
    ['src/api/', 'src/'],
    ['src/a.ts', 'src/*'],
    ['src/a.ts', '**/*.ts'],
    ['src/**', 'src/a/b/c.ts'],
    ['src/**/test.ts', 'src/test.ts'],
    ['**/a/**', '**/b/**'],
    ['a*', '*b'],
    ['*a*', '?b*'],
    ['src/{a,b}.ts', 'src/{b,c}.ts'],
    ['src/{a,b/c}/x', 'src/b/*/x'],
    ['src/{a,{b,c}}.ts', 'src/c.ts'],
    ['v[0-9].ts', 'v7.ts'],
    ['v[!0-9].ts', 'va.ts'],
    ['v[0-5].ts', 'v[5-9].ts'],
    ['app/[id]/*.tsx', 'app/[id]/page.tsx'],
    ['migrations/{1..9}.sql', 'migrations/3.sql'],
    ['src/+(a|b).ts', 'src/ab.ts'],
    ['**', 'src/'],
    ['src/*/', 'src/api/x.ts'],
    ['app/[id]/', 'app/[id]/page.tsx'],
  ])('%s and %s', (a, b) => {
    expect(patternsMeet(pattern(a), pattern(b))).toBe(true)
    expect(patternsMeet(pattern(b), pattern(a))).toBe(true)
  })
})

describe('two patterns that no path matches', () => {
  test.each([
    ['src/a.ts', 'src/b.ts'],
    ['src/a.ts', 'src/A.ts'],
    ['src/api/', 'src/apis/x.ts'],
    ['src/*', 'src/a/b.ts'],
    ['*.ts', 'src/a.ts'],
    ['src/*.ts', 'src/*.js'],
    ['src/**/*.ts', 'lib/**/*.ts'],
    ['a*', 'b*'],
    ['*a', '*b'],
    ['a?c', 'ac'],
    ['src/{a,b}.ts', 'src/{c,d}.ts'],
    ['v[0-4].ts', 'v[5-9].ts'],
    ['v[!0-9].ts', 'v7.ts'],
    ['**/x/*', 'y/*'],
  ])('%s and %s', (a, b) => {
    expect(patternsMeet(pattern(a), pattern(b))).toBe(false)
    expect(patternsMeet(pattern(b), pattern(a))).toBe(false)
  })
})

test('names that differ only in case meet where case does not count', () => {
  expect(patternsMeet(pattern('src/A.ts'), pattern('SRC/*.ts'), { caseInsensitive: true })).toBe(true)
})

test('a file whose name has brackets is that file', () => {
  const route = { path: 'app/[id]/page.tsx', kind: 'file' } as const
  expect(patternsMeet(route, { path: 'app/i/page.tsx', kind: 'file' })).toBe(false)
  expect(patternsMeet(route, route)).toBe(true)
})

test('hundreds of alternatives and long patterns are answered at once, in the widest sense', () => {
  const wild = pattern(`src/${'{a,b}'.repeat(40)}.ts`)
  expect(patternsMeet(wild, pattern('src/x.ts'))).toBe(true)
  expect(patternsMeet(wild, pattern('lib/x.ts'))).toBe(false)
  expect(patternsMeet(pattern('*a'.repeat(50_000)), pattern('*b'.repeat(50_000)))).toBe(true)
  expect(patternsMeet(pattern('a/'.repeat(50_000)), pattern('**/'.repeat(50_000)))).toBe(true)
})

const name = fc.stringMatching(/^[abc]{1,3}$/)
const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((names) => names.join('/'))
const part = fc.constantFrom('a', 'b', 'c', '*', '?', '[ab]', '[^a]', '{a,b}', '{a,bc}')
const segment = fc.oneof(
  { weight: 1, arbitrary: fc.constant('**') },
  {
    weight: 4,
    arbitrary: fc
      .array(part, { minLength: 1, maxLength: 3 })
      .map((parts) => parts.join('').replaceAll('**', '*')),
  },
)
const glob = fc.array(segment, { minLength: 1, maxLength: 4 }).map((segments) => segments.join('/'))

const matches = (text: string) => picomatch(text, { dot: true, noextglob: true })

test('two globs that match one path meet', () => {
  fc.assert(
    fc.property(glob, glob, fc.array(path, { minLength: 1, maxLength: 40 }), (a, b, paths) => {
      const [left, right] = [matches(a), matches(b)]
      if (!paths.some((one) => left(one) && right(one))) return
      expect(patternsMeet({ path: a, kind: 'glob' }, { path: b, kind: 'glob' })).toBe(true)
    }),
    { numRuns: 3000 },
  )
})

test('a glob and a file meet exactly where the glob matches the file', () => {
  // Whether a final `**` may stand for nothing is answered in two ways by picomatch itself: `a/**` and `*/**`.
  const settled = glob.filter((text) => !text.endsWith('**') && text.split('{').length <= 6)
  fc.assert(
    fc.property(settled, path, (text, file) => {
      expect(patternsMeet({ path: text, kind: 'glob' }, { path: file, kind: 'file' })).toBe(
        matches(text)(file),
      )
    }),
    { numRuns: 5000 },
  )
})

test('the order of the two does not count', () => {
  fc.assert(
    fc.property(glob, glob, (a, b) => {
      const [left, right] = [
        { path: a, kind: 'glob' },
        { path: b, kind: 'glob' },
      ] as const
      expect(patternsMeet(left, right)).toBe(patternsMeet(right, left))
    }),
  )
})
