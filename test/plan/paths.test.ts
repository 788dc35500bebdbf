import { describe, expect, test } from 'vitest'
import { leadsOutside, literalSegments, normalisePath } from '../../src/plan/paths.ts'

describe('normalisePath', () => {
  test.each([
    ['./src/a.ts', 'src/a.ts'],
    ['`src/a.ts`', 'src/a.ts'],
    ['src//a.ts', 'src/a.ts'],
    ['src/./b/../a.ts', 'src/a.ts'],
    ['src\\a.ts', 'src/a.ts'],
    ['src/api/', 'src/api/'],
    ['src/api/.', 'src/api/'],
    ['./', ''],
    ['../a.ts', '../a.ts'],
    ['src/../../a.ts', '../a.ts'],
    ['/etc/passwd', '/etc/passwd'],
    [' src/my file.ts ', 'src/my file.ts'],
    ['', ''],
  ])('%j is %j', (written, normal) => {
    expect(normalisePath(written)).toBe(normal)
    expect(normalisePath(normal)).toBe(normal)
  })
})

describe('leadsOutside', () => {
  test.each(['/etc/passwd', '../a', '..', '~/.bashrc', '~', '~root/x', 'C:/x'])('%j does', (path) => {
    expect(leadsOutside(path)).toBe(true)
  })

  test.each(['src/a.ts', '..a', 'a/~b', '~backup.txt', '...', 'c:x', ''])('%j does not', (path) => {
    expect(leadsOutside(path)).toBe(false)
  })
})

describe('literalSegments', () => {
  test.each([
    [{ path: 'src/a.ts', kind: 'file' }, ['src', 'a.ts']],
    [{ path: 'app/[id]/page.tsx', kind: 'file' }, ['app', '[id]', 'page.tsx']],
    [{ path: 'src/api/', kind: 'directory' }, ['src', 'api']],
    [{ path: 'src/**/x.ts', kind: 'glob' }, ['src']],
    [{ path: '*.md', kind: 'glob' }, []],
    [{ path: 'src/{a,b}.ts', kind: 'glob' }, ['src']],
  ] as const)('%j', (pattern, segments) => {
    expect(literalSegments(pattern)).toEqual(segments)
  })
})
