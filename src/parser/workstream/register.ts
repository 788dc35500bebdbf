import type { DataDocument } from '../dialect.ts'
import { at, itemsOf, textOf } from './data.ts'

/** `current_stream` of `index.json`, one of its streams: the files that its plan may stand in. */
export function currentStream({ value }: DataDocument): readonly string[] {
  const name = textOf(value, 'current_stream')?.value ?? ''
  const known = itemsOf(at(value, 'streams')).some((stream) => textOf(stream, 'id')?.value === name)
  if (!known || !/^[\w-]+$/.test(name)) return []
  return [`${name}/PLAN.md`, `${name}/stages/*/PLAN.md`, `${name}/TASKS.md`]
}
