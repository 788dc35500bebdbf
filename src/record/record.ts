import { edited } from '../diagnostics/edits.ts'
import type { TextEdit } from '../diagnostics/fix.ts'
import type { SourceFile } from '../source/source-file.ts'
import type { Desk } from './desk.ts'
import { recordPhases } from './phases/phases.ts'
import type { Stroke, Strokes } from './stroke.ts'
import { recordTaskDirectory } from './task-directories/task-directories.ts'
import { recordWaves } from './waves/waves.ts'
import { recordWorkstream } from './workstream/workstream.ts'

/** What the documents of a plan say once the results of a run stand in them. */
export interface Recording {
  /** Whole texts without a byte order mark, by path, sorted; only of documents that change. */
  readonly texts: ReadonlyMap<string, string>
  /** What is left as it is, and why: one sentence each. */
  readonly remarks: readonly string[]
}

/** Pure: the same desk gives the same recording, and a desk on which it is recorded already gives no text. */
export function record(desk: Desk): Recording {
  const strokes = [...strokesOf(desk)]
  const texts = new Map<string, string>()
  for (const [path, edits] of editsOf(strokes)) {
    const source = desk.sources.get(path)
    if (source === undefined) throw new Error(`a recorder edits ${path}, which was not read`)
    const text = edited(source.text, withoutRepetition(edits, source))
    if (text !== source.text) texts.set(path, text)
  }
  for (const stroke of strokes) if (stroke.kind === 'file') texts.set(stroke.path, stroke.text)
  const remarks = strokes.flatMap((stroke) => (stroke.kind === 'remark' ? [stroke.message] : []))
  return {
    texts: new Map([...texts].sort(([a], [b]) => (a < b ? -1 : 1))),
    remarks: [...new Set(remarks)],
  }
}

/** Each dialect owns other documents. */
const recorders: Readonly<Record<string, (desk: Desk) => Strokes>> = {
  phases: recordPhases,
  workstream: recordWorkstream,
  'task-directories': recordTaskDirectory,
  waves: recordWaves,
}

function* strokesOf(desk: Desk): Strokes {
  const { dialect } = desk.plan
  const recorder = Object.hasOwn(recorders, dialect) ? recorders[dialect] : undefined
  if (recorder === undefined)
    yield { kind: 'remark', message: `Plans in the dialect ${dialect} have no place for results` }
  else yield* recorder(desk)
}

function editsOf(strokes: readonly Stroke[]): ReadonlyMap<string, readonly TextEdit[]> {
  const edits = new Map<string, TextEdit[]>()
  for (const stroke of strokes) {
    if (stroke.kind !== 'edit') continue
    const { path } = stroke.edit.span
    edits.set(path, [...(edits.get(path) ?? []), stroke.edit])
  }
  return edits
}

/** One edit for a place that is named twice; two that differ about one place are a fault of ours. */
function withoutRepetition(edits: readonly TextEdit[], { path }: SourceFile): readonly TextEdit[] {
  const kept: TextEdit[] = []
  for (const edit of edits.toSorted((a, b) => a.span.start - b.span.start || a.span.end - b.span.end)) {
    const last = kept.at(-1)
    const isInsertion = edit.span.start === edit.span.end
    if (last !== undefined && !isInsertion && edit.span.start < last.span.end) {
      if (edit.span.start === last.span.start && edit.text === last.text) continue
      throw new Error(`two edits of ${path} touch each other at ${edit.span.start}`)
    }
    kept.push(edit)
  }
  return kept
}
