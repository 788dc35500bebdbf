import type { SourceSpan } from '../source/span.ts'
import { md } from './escape.ts'
import { indented } from './lines.ts'

/**
 * Any part of a plan as lines: a name and a value, or a name and what is below it. What a dialect alone knows is
 * printed so, whatever it grows to be. `undefined` has no line, an empty list says `none`; places are left out.
 */
export function factsOf(name: string, part: unknown): readonly string[] {
  const value = unwrapped(part)
  if (value === undefined || isSpan(value)) return []
  if (Array.isArray(value)) return listed(name, value)
  if (typeof value !== 'object' || value === null) return [`${name} ${md(String(value))}`]
  return [name, ...indented(furtherFacts(value, ''))]
}

/** The facts of a part except those of the keys, one word each, that somebody else prints. */
export function furtherFacts(part: object, known: string): readonly string[] {
  const others = Object.entries(part).filter(([key]) => !known.split(' ').includes(key))
  return others.flatMap(([key, value]) => factsOf(wordsOf(key), value))
}

function listed(name: string, values: readonly unknown[]): readonly string[] {
  if (values.length === 0) return [`${name} none`]
  const isPlain = values.every((value) => typeof unwrapped(value) !== 'object')
  if (!isPlain) return values.flatMap((value) => factsOf(name, value))
  return [`${name} ${values.map((value) => md(String(unwrapped(value)))).join(', ')}`]
}

/** A located value is its value, a set is its members. */
function unwrapped(part: unknown): unknown {
  if (part instanceof Set) return [...part]
  if (typeof part !== 'object' || part === null || !('value' in part && 'span' in part)) return part
  return unwrapped(part.value)
}

function isSpan(value: unknown): value is SourceSpan {
  return typeof value === 'object' && value !== null && 'start' in value && 'end' in value && 'path' in value
}

/** `minimumLines` as a person writes it. */
function wordsOf(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
}
