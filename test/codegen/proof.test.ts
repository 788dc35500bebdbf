import { describe, expect, it } from 'vitest'
import { proofCommandsOf } from '../../src/codegen/proof.ts'
import type { Criterion, FileChange, Proof } from '../../src/plan/plan.ts'
import { isProven } from '../../src/plan/proof.ts'
import { task } from './plans.ts'

const span = { path: 'plan.md', start: 0, end: 0 }

function file(path: string, said: Partial<FileChange> = {}): FileChange {
  return { path, mode: 'write', kind: 'file', span, inferred: false, ...said }
}

describe('isProven', () => {
  it.each(['src/lib.rs', 'app/(shop)/[id]/page.tsx', 'docs/'])('%s is', (path) => {
    expect(isProven(file(path))).toBe(true)
  })

  it.each([
    file('src/*.rs', { kind: 'glob' }),
    file('lib.rs', { inferred: true }),
    file('migrations/YYYYMMDD_add_cache.sql'),
    file('docs/adr/NNNN-cache.md'),
    file('src/{name}.ts'),
  ])('$path is not', (change) => {
    expect(isProven(change)).toBe(false)
  })
})

describe('proofCommandsOf', () => {
  const commands = (...proofs: readonly Proof[]) => {
    const criteria = proofs.map((proof): Criterion => ({ text: '', span, checked: undefined, proof }))
    const blastRadius = {
      value: { kind: 'commands' as const, commands: ['npm test', ' npm test', 'a\nb'] },
      span,
    }
    return proofCommandsOf(task('1', { blastRadius, criteria: { value: criteria, span } }))
  }

  it('runs the blast radius first, each command once, and none of several lines', () => {
    expect(
      commands({ kind: 'command', command: 'npm run build' }, { kind: 'command', command: 'npm test' }),
    ).toEqual(['npm test', 'npm run build'])
  })

  it('looks for files inside of the repository only', () => {
    const at = (path: string, minimumLines?: number): Proof => ({ kind: 'file', path, minimumLines })
    expect(
      commands(at("src/it's.rs"), at('src/lib.rs', 80), at('~/.cache.json'), at('../x')).slice(1),
    ).toEqual([`test -e 'src/it'\\''s.rs'`, `test "$(wc -l < 'src/lib.rs')" -ge 80`])
  })
})
