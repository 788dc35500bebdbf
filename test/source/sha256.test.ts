import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { sha256 } from '../../src/source/sha256.ts'

it('is what everybody calls SHA-256', () => {
  expect(sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
  const lengths = [0, 1, 55, 56, 63, 64, 65, 119, 120, 1000].map((length) => 'x'.repeat(length))
  for (const text of lengths) expect(sha256(text)).toBe(theirs(text))
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => sha256(text) === theirs(text)),
  )
})

function theirs(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
