import type { Located } from '../source/span.ts'
import type { Entry, Value } from './section.ts'

/** Questions to values of front matter, JSON and YAML; a key that is written twice counts as YAML counts it, the last stands. */
export function valueAt(entries: readonly Entry[], key: string): Value | undefined {
  return entries.findLast((entry) => entry.key.value === key)?.value
}

/** As written: `01` stays `01`; without quotes. `undefined` where it is empty, a list or a map. */
export function textIn(value: Value | undefined): Located<string> | undefined {
  if (value?.kind !== 'scalar' || value.value === null) return undefined
  const text = typeof value.value === 'string' ? value.value : value.source
  return text.trim() === '' ? undefined : { value: text.trim(), span: value.span }
}

export function numberIn(value: Value | undefined): number | undefined {
  const text = textIn(value)?.value
  return text !== undefined && /^\d+(?:\.\d+)?$/.test(text) ? Number(text) : undefined
}

export function booleanIn(value: Value | undefined): Located<boolean> | undefined {
  const text = textIn(value)
  if (text === undefined || !/^(?:true|false|yes|no)$/i.test(text.value)) return undefined
  return { value: /^(?:true|yes)$/i.test(text.value), span: text.span }
}

/** The items of a list; a single value counts as a list of one. */
export function itemsIn(value: Value | undefined): readonly Value[] {
  if (value === undefined || (value.kind === 'scalar' && value.value === null)) return []
  return value.kind === 'list' ? value.items : [value]
}

export function textsIn(value: Value | undefined): readonly Located<string>[] {
  return itemsIn(value).flatMap((item) => textIn(item) ?? [])
}

export function entriesIn(value: Value | undefined): readonly Entry[] {
  return value?.kind === 'map' ? value.entries : []
}
