import type { DataDocument } from '../parser/dialect.ts'
import type { Entry, Value } from '../parser/section.ts'
import type { SourceFile } from '../source/source-file.ts'
import { lineAt } from './lines.ts'
import { inserted, replaced, type Stroke } from './stroke.ts'

/** A value that JSON can write on one line. */
export type Plain = string | number | boolean | null

/** Whether a document is JSON, so that values may be put into it as JSON. */
export function isJson({ path, source }: DataDocument): boolean {
  if (!path.endsWith('.json')) return false
  try {
    JSON.parse(source.text)
    return true
  } catch {
    return false
  }
}

/** The entry of a map; the last one where a key is written twice, as JSON has it. */
export function entryOf(value: Value | undefined, key: string): Entry | undefined {
  return value?.kind === 'map' ? value.entries.findLast((entry) => entry.key.value === key) : undefined
}

export function itemsOf(value: Value | undefined): readonly Value[] {
  return value?.kind === 'list' ? value.items : []
}

export function scalarAt(value: Value | undefined, key: string): Plain | undefined {
  const found = entryOf(value, key)?.value
  return found?.kind === 'scalar' ? found.value : undefined
}

/** Lets keys of a map have these values: in their place where they are there, else behind the last key. */
export function assigned(
  source: SourceFile,
  map: Value,
  values: Readonly<Record<string, Plain | undefined>>,
): readonly Stroke[] {
  if (map.kind !== 'map') return []
  const fresh: string[] = []
  const strokes: Stroke[] = []
  for (const [key, value] of Object.entries(values)) {
    const entry = entryOf(map, key)
    if (value === undefined || (entry?.value.kind === 'scalar' && entry.value.value === value)) continue
    if (entry === undefined) fresh.push(`${JSON.stringify(key)}: ${JSON.stringify(value)}`)
    else strokes.push(replaced(entry.value.span, JSON.stringify(value)))
  }
  const last = map.entries.at(-1)
  if (last === undefined || fresh.length === 0) return strokes
  const gap = gapBefore(source, last.key.span.start)
  return [
    ...strokes,
    inserted(source.path, last.value.span.end, fresh.map((text) => `,${gap}${text}`).join('')),
  ]
}

/** Puts maps behind the last item of a list that has one, written as that is: on one line, or a line for each key. */
export function appended(
  source: SourceFile,
  list: Value,
  items: readonly Readonly<Record<string, unknown>>[],
): readonly Stroke[] {
  const last = itemsOf(list).at(-1)
  if (last === undefined || items.length === 0) return []
  const gap = gapBefore(source, last.span.start)
  const written = items.map((item) => `,${gap}${gap.includes('\n') ? tall(item, gap) : JSON.stringify(item)}`)
  return [inserted(source.path, last.span.end, written.join(''))]
}

function tall(item: Readonly<Record<string, unknown>>, gap: string): string {
  const indent = gap.slice(1)
  return JSON.stringify(item, undefined, indent.includes('\t') ? '\t' : 2).replaceAll('\n', `\n${indent}`)
}

/** What stands between a key or an item and the one before it: a line end and its indentation, or a blank. */
function gapBefore(source: SourceFile, offset: number): string {
  const before = source.text.slice(lineAt(source, offset).start, offset)
  return before.trim() === '' ? `\n${before}` : ' '
}
