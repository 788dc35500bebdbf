import { describe, expect, it, vi } from 'vitest'
import type { Evidence } from '../../src/proof/evidence.ts'
import { newStubs, stubsIn } from '../../src/proof/stubs.ts'
import { moduleReader } from '../../src/workspace/typescript.ts'

vi.setConfig({ testTimeout: 120_000 })

const module = moduleReader()
const evidence: Evidence = {
  at: () => 'absent',
  text: () => undefined,
  before: () => undefined,
  change: () => 'unknown',
  changes: [],
  commits: [],
  manifests: () => [],
  module,
}

const linesOf = (path: string, text: string) => stubsIn(path, text, evidence).map(({ line }) => line)

describe('TypeScript and JavaScript', () => {
  it.each([
    "export function a() { throw new Error('Not implemented') }",
    "class A { b() { throw new Error('Method not implemented.') } }",
    'const a = () => { throw new NotYet("TODO") }',
    'export function a() { /* TODO */ }',
    'function a() {\n  // FIXME: write\n  return null\n}',
    'export const a = async () => {}',
    'export default function () {}',
    'export {}',
    'export default {}',
    '// TODO: everything',
  ])('%s is a stub', (text) => {
    expect(linesOf('a.ts', text)).toHaveLength(1)
  })

  it.each([
    'export function noop() {}',
    'function a() {}',
    'class A { constructor(private readonly b: B) {} }',
    "export function a(b: string) { if (b) return 1; throw new Error('Not implemented') }",
    "export function find() { throw new Error('todo not found') }",
    'export function a() { return null }',
    'export function a() {\n  // TODO: faster\n  return work()\n}',
    'declare function a(): void',
    'abstract class A { abstract b(): void }',
    "import './x.ts'\nexport {}",
    'syntax error ((',
  ])('%s is none', (text) => {
    expect(linesOf('a.ts', text)).toEqual([])
  })

  it('knows components', () => {
    expect(
      linesOf('a.tsx', 'export const A = () => {\n  // TODO\n  return null\n}\nexport const B = () => <p/>'),
    ).toEqual([1])
  })

  it('survives what is nested too deep, and what is too long', () => {
    expect(linesOf('a.js', `${'['.repeat(200_000)}`)).toEqual([])
    expect(linesOf('a.js', `export {}${' '.repeat(1_000_000)}`)).toEqual([])
  })
})

describe('other languages', () => {
  it.each([
    ['a.rs', 'fn a() {\n    todo!()\n}'],
    ['a.rs', 'fn a() { unimplemented!("later") }'],
    ['a.go', 'func a() {\n\tpanic("not implemented")\n}'],
    ['a.py', 'def a():\n    pass'],
    [
      'a.py',
      'def a(\n    b,\n):\n    """Says a lot.\n\n    And more.\n    """\n    # soon\n    raise NotImplementedError("a")',
    ],
    ['A.java', 'void a() { throw new UnsupportedOperationException("Not implemented"); }'],
    ['a.kt', 'fun a() = TODO()'],
    ['A.cs', 'void A() => throw new NotImplementedException();'],
    ['a.swift', 'func a() { fatalError("not implemented") }'],
    ['a.rb', '  raise NotImplementedError'],
    ['a.php', "throw new \\Exception('Not implemented');"],
    ['a.sh', '#!/bin/sh\n# TODO: write\n'],
    ['a.sql', '-- TODO\n'],
  ])('%s: %j is a stub', (path, text) => {
    expect(linesOf(path, text)).toHaveLength(1)
  })

  it.each([
    ['a.rs', '// no todo!() here\nfn a() {}'],
    ['a.py', 'class E(Exception):\n    pass'],
    ['a.py', '@abstractmethod\ndef a(self):\n    raise NotImplementedError'],
    ['a.py', 'def a():\n    try:\n        b()\n    except E:\n        pass'],
    ['a.py', 'def a():\n    b()\n    if c:\n        raise NotImplementedError'],
    ['a.c', '#include "a.h"\n// TODO\n'],
    ['a.sh', '# a comment\n'],
    ['README.md', 'TODO'],
  ])('%s: %j is none', (path, text) => {
    expect(linesOf(path, text)).toEqual([])
  })
})

it('a stub that was there before is not held against anybody', () => {
  const stub = (text: string) => ({ line: 1, text, what: '' })
  const fresh = newStubs([stub('a'), stub('b'), stub('a')], [stub('a')])
  expect(fresh.map(({ text }) => text)).toEqual(['b', 'a'])
})

it('exports are read from the syntax', () => {
  const text = `export const { a, b: [c] } = x
export type D = 1
export { e as f, type G } from './y.ts'
export * as h from './z.ts'
export * from './all.ts'
export default class I {}
module.exports = { j, k: 1 }
exports.l = 1`
  const facts = module('x.ts', text)
  expect([...(facts?.exports ?? [])].sort()).toEqual([
    'D',
    'G',
    'I',
    'a',
    'c',
    'default',
    'f',
    'h',
    'j',
    'k',
    'l',
  ])
  expect(facts?.stars).toEqual(['./all.ts'])
})
