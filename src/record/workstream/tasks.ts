import type { SourceFile } from '../../source/source-file.ts'
import type { SourceSpan } from '../../source/span.ts'
import { type Desk, pageAt } from '../desk.ts'
import { words } from '../inert.ts'
import { assigned, entryOf, itemsOf, scalarAt } from '../json.ts'
import { linesOf, textAt } from '../lines.ts'
import { isProven } from '../results.ts'
import { remark, replaced, type Stroke, type Strokes } from '../stroke.ts'
import { latest, moment, padded, reportOf, writable } from './data.ts'

/** `tasks.json`: a thread that is done has done its tasks; of one that is blocked the first open task is. */
export function* taskStateStrokes(desk: Desk, path: string): Strokes {
  const { run } = desk
  const document = writable(desk, path)
  if (document === undefined) return
  if (document.kind !== 'data') {
    yield document
    return
  }
  const { source, value } = document
  const strokes: Stroke[] = []
  const blocked = new Set<string>()
  for (const item of itemsOf(entryOf(value, 'tasks')?.value)) {
    const thread = threadOf(String(scalarAt(item, 'id') ?? ''))
    const result = thread === undefined ? undefined : run.results.get(thread)
    const status = scalarAt(item, 'status')
    if (thread === undefined || result === undefined || isOver(status)) continue
    const isDone = result.verdict === 'completed'
    if (!isDone && (blocked.has(thread) || status === 'blocked')) continue
    blocked.add(thread)
    const has = (key: string) => entryOf(item, key) !== undefined
    strokes.push(
      ...assigned(source, item, {
        status: isDone ? 'completed' : 'blocked',
        report: reportOf(result),
        ...(has('updated_at') && { updated_at: moment(result.ended) }),
        ...(result.deputy !== undefined && has('assigned_agent') && { assigned_agent: words(result.deputy) }),
      }),
    )
  }
  if (strokes.length === 0 || value === undefined) return
  yield* strokes
  yield* assigned(source, value, { last_updated: latest(run) })
}

function isOver(status: unknown): boolean {
  return status === 'completed' || status === 'cancelled'
}

/** `- [ ] Task 01.01.02.01: Write it` */
export function* taskListStrokes(desk: Desk, path: string): Strokes {
  const page = pageAt(desk, path)
  if (page === undefined) return
  const { source } = page
  for (const line of linesOf(source)) {
    const item = itemAt(source, line)
    if (item === undefined || !/[ ~!]/.test(item.mark)) continue
    const result = desk.run.results.get(item.thread)
    if (result === undefined || result.verdict !== 'completed') continue
    if (isProven(result)) yield replaced(item.box, 'x')
    else
      yield remark(`Nothing but its agent says that thread ${item.thread} is done: its tasks are not ticked`)
  }
}

function itemAt(source: SourceFile, line: SourceSpan) {
  const match = /^(?<head>\s*[-*+]\s+\[)(?<mark>[ xX~!-])\]\s+Task\s+(?<id>[\d.]+):/.exec(
    textAt(source, line),
  )
  const { head, mark, id } = match?.groups ?? {}
  const thread = id === undefined ? undefined : threadOf(id)
  if (head === undefined || mark === undefined || thread === undefined) return undefined
  const start = line.start + head.length
  return { mark, thread, box: { path: source.path, start, end: start + 1 } }
}

/** `01.01.02` of `01.01.02.04`. */
function threadOf(id: string): string | undefined {
  return /^\d+(?:\.\d+){3}$/.test(id) ? padded(id.split('.').slice(0, 3).join('.')) : undefined
}
