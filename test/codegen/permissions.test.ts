import { expect, test } from 'vitest'
import { permissionsOf } from '../../src/codegen/permissions.ts'
import type { FileChange, Task } from '../../src/plan/plan.ts'
import { emitInput, plan, task } from './plans.ts'

const span = { path: 'plan.md', start: 0, end: 0 }

function file(path: string, said: Partial<FileChange> = {}): FileChange {
  return { path, mode: 'write', kind: 'file', span, inferred: false, ...said }
}

function permissions(said: Partial<Task>): string {
  const of = task('1', said)
  return permissionsOf(of, emitInput(plan([of])))
    .map(({ contents }) => contents)
    .join('')
}

function writing(...files: readonly FileChange[]): string {
  return permissions({ files: { value: files, span } })
}

test('a task may write what it declares', () => {
  const written = writing(
    file('src/a b.ts'),
    file('src/old.ts', { mode: 'delete' }),
    file('viewer', { kind: 'directory' }),
    file('cache.rs', { inferred: true }),
  )
  expect(written).toBe(
    'edit\tfile\tsrc/a b.ts\ndelete\tfile\tsrc/old.ts\nedit\tfolder\tviewer/\nedit\tending\tcache.rs\n',
  )
})

test('a pattern has only what every client knows', () => {
  expect(writing(file('src/{a,b}/[cd]*.@(ts|js)', { kind: 'glob' }))).toBe('edit\tglob\tsrc/*/?*.*\n')
  expect(writing(file('db/YYYYMMDD_add.sql'), file('src/<name>.ts'))).toBe(
    'edit\tglob\tdb/*_add.sql\nedit\tglob\tsrc/*.ts\n',
  )
})

test('who names no file may write anywhere, who says that there is none may write nothing', () => {
  expect(permissions({})).toBe('edit\tanywhere\t-\n')
  expect(writing()).toBe('')
})

test('what is forbidden is said, whatever is declared', () => {
  const forbidden = { value: [file('src/b.ts')], span }
  expect(permissions({ forbidden })).toBe('edit\tanywhere\t-\nforbid\tfile\tsrc/b.ts\n')
})

test('nothing outside of the repository is allowed, and no line can be added', () => {
  expect(writing(file('../x'), file('/etc/passwd'), file('~/x'))).toBe('')
  expect(writing(file('a\nedit\tanywhere\t-'))).toBe('edit\tfile\ta␊edit␉anywhere␉-\n')
})

const team = { reviewer: 'default', tester: 'default', models: {}, cycles: 10 }
const papers = { approach: 'notes/phase-1.plan.md', result: 'notes/phase-1.impl.md' }

function memberPermissions(said: Partial<Task>): ReadonlyMap<string, string> {
  const of = task('1', said)
  const files = permissionsOf(of, emitInput(plan([of])), { team, papers })
  return new Map(files.map(({ path, contents }) => [path.replace(/^.*permissions\//, ''), contents]))
}

test('an executor may write its papers, a tester tests, a reviewer nothing but its notes', () => {
  const files = memberPermissions({ files: { value: [file('src/a.ts'), file('src/a_test_of/b.ts')], span } })
  expect([...files.keys()]).toEqual(['phase-1.tsv', 'phase-1.test.tsv'])
  expect(files.get('phase-1.tsv')).toBe(
    'edit\tfile\tsrc/a.ts\nedit\tfile\tsrc/a_test_of/b.ts\nedit\tfile\tnotes/phase-1.plan.md\nedit\tfile\tnotes/phase-1.impl.md\n',
  )
  expect(files.get('phase-1.test.tsv')).toMatch(/^edit\tfile\tsrc\/a_test_of\/b\.ts\n(?:edit\tglob\t\S+\n)+$/)
})

test('what is forbidden to a task is forbidden to its whole team', () => {
  const files = memberPermissions({ forbidden: { value: [file('test/fixtures/a.test.ts')], span } })
  expect([...files.keys()]).toEqual([
    'phase-1.tsv',
    'phase-1.take.tsv',
    'phase-1.review.tsv',
    'phase-1.test.tsv',
  ])
  for (const contents of files.values()) expect(contents).toContain('forbid\tfile\ttest/fixtures/a.test.ts\n')
})

test('no test outside of the repository, none to delete, and no line more', () => {
  const value = [
    file('../test/x.ts'),
    file('test/old.ts', { mode: 'delete' }),
    file('test/a\nedit\tanywhere\t-'),
  ]
  const lines = memberPermissions({ files: { value, span } }).get('phase-1.test.tsv')?.split('\n') ?? []
  expect(lines.filter((line) => !line.startsWith('edit\tglob\t'))).toEqual([
    'edit\tfile\ttest/a␊edit␉anywhere␉-',
    '',
  ])
})
