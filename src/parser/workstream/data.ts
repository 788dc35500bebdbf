import { type Located, located } from '../../source/span.ts'
import type { Entry, Value } from '../section.ts'

/** The entry of a map; the last one where a key is written twice, as JSON has it. */
export function entryOf(value: Value | undefined, key: string): Entry | undefined {
  return value?.kind === 'map' ? value.entries.findLast((entry) => entry.key.value === key) : undefined
}

export function at(value: Value | undefined, key: string): Value | undefined {
  return entryOf(value, key)?.value
}

export function itemsOf(value: Value | undefined): readonly Value[] {
  return value?.kind === 'list' ? value.items : []
}

/** Text as it was written, numbers too; `undefined` where nothing or something else stands there. */
export function textOf(value: Value | undefined, key: string): Located<string> | undefined {
  const inner = at(value, key)
  if (inner?.kind !== 'scalar' || inner.value === null || typeof inner.value === 'boolean') return undefined
  const text = typeof inner.value === 'string' ? inner.value : inner.source
  return text.trim() === '' ? undefined : located(text.trim(), inner.span)
}
