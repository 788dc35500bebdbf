import type { Desk } from '../desk.ts'
import { assigned, entryOf, itemsOf, scalarAt } from '../json.ts'
import type { Strokes } from '../stroke.ts'
import { latest, writable } from './data.ts'

interface Stream {
  readonly path: string
  /** `work/017-rate-limiter/` */
  readonly stream: string
  readonly isDone: boolean
}

/** The state of the stream in `index.json`, where it is registered. */
export function* streamStrokes(desk: Desk, { path, stream, isDone }: Stream): Strokes {
  const name = stream.split('/').at(-2)
  const document = writable(desk, path)
  if (document === undefined) return
  if (document.kind !== 'data') {
    yield document
    return
  }
  const { source, value } = document
  const item = itemsOf(entryOf(value, 'streams')?.value).find((one) => scalarAt(one, 'id') === name)
  const status = isDone ? 'completed' : 'in_progress'
  if (item === undefined || value === undefined || scalarAt(item, 'status') === status) return
  const updated = entryOf(item, 'updated_at') === undefined ? {} : { updated_at: latest(desk.run) }
  yield* assigned(source, item, { status, ...updated })
  yield* assigned(source, value, { last_updated: latest(desk.run) })
}
