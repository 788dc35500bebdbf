import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { patternOf } from '../../src/proof/pattern.ts'

vi.setConfig({ testTimeout: 120_000 })

function found(source: string, text: string): boolean | undefined | string {
  const pattern = patternOf(source)
  return 'refusal' in pattern ? pattern.refusal : pattern.test(text)
}

describe('a pattern finds what the language’s own engine finds', () => {
  it.each([
    ['fetch.*api/chat', "await fetch('/api/chat')"],
    ['fetch.*api/chat', 'fetch(\n/api/chat)'],
    ['prisma\\.user\\.(find|create)', 'prisma.user.create({})'],
    ['prisma\\.user\\.(find|create)', 'prisma.user.delete({})'],
    ['^import .* from [\'"]\\./store[\'"]$', "// x\nimport a from './store'\n"],
    ['\\buse\\b', 'reuse'],
    ['\\Buse\\b', 'reuse'],
    ['a{2,3}b', 'aab'],
    ['^a{2}$', 'aaa'],
    ['x{,3}', 'x{,3}'],
    ['(?:)', ''],
    ['(?<name>a|)+$', 'b'],
    ['[^\\]a-z]+', ']'],
    ['[\\b]', '\b'],
    ['\\u0041\\x42\\.', 'AB.'],
    ['a??b*?c+?', 'c'],
    ['router\\.(get|post)\\(["\']/(login|logout)', "router.post('/logout'"],
    ['{"a":[}]]', '{"a":}]'],
    ['é.', 'été'],
  ])('%s in %j', (source, text) => {
    expect(found(source, text)).toBe(new RegExp(source, 'm').test(text))
  })

  it('for any small pattern', () => {
    const atom = fc.constantFrom(
      'a',
      'b',
      '.',
      '[ab]',
      '[^a]',
      '\\w',
      '\\s',
      '^',
      '$',
      '\\b',
      '(?:a|b)',
      '(a|)',
    )
    const piece = fc.tuple(atom, fc.constantFrom('', '', '*', '+', '?', '{2}', '{1,}', '{0,2}'))
    const shown = piece.map(([text, times]) => (/^[\^$]$|^\\b$/.test(text) ? text : text + times))
    const sequence = fc.array(shown, { maxLength: 5 }).map((pieces) => pieces.join(''))
    const source = fc.array(sequence, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('|'))
    const text = fc
      .array(fc.constantFrom('a', 'b', ' ', '\n'), { maxLength: 8 })
      .map((parts) => parts.join(''))
    fc.assert(
      fc.property(source, text, (pattern, subject) => {
        expect(found(pattern, subject)).toBe(new RegExp(pattern, 'm').test(subject))
      }),
      { numRuns: 500 },
    )
  })
})

it.each(['(a+)+$', '(a|a)*c', '(.*a){12}b', 'a*a*a*a*b', '(\\w+\\s?)*$x'])(
  '%s takes time in proportion to the text',
  (source) => {
    expect(found(source, `${'a'.repeat(50_000)}!`)).toBe(false)
  },
)

it.each([
  ['(', 'is no regular expression'],
  ['a(?=b)', 'uses `(?=`, which cannot be matched in linear time'],
  ['(?<!b)c', 'uses `(?<!`, which cannot be matched in linear time'],
  ['(a)\\1', 'uses `\\1`, which cannot be matched in linear time'],
  ['((((a{99}){99}){99}){99})', 'repeats too much'],
  ['a{99999999}', 'repeats too much'],
  ['a'.repeat(1001), 'is longer than 1000 characters'],
])('%s is refused', (source, refusal) => {
  expect(found(source, 'text')).toBe(refusal)
})

it('gives up where pattern and text together are too much', () => {
  expect(found('(a?){900}b', 'a'.repeat(200_000))).toBeUndefined()
})
