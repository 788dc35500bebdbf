import { type Position, positionAt, type SourceFile } from '../source/source-file.ts'
import type { SourceSpan } from '../source/span.ts'

export interface Place {
  readonly path: string
  readonly start: Position & { readonly offset: number }
  readonly end: Position & { readonly offset: number }
}

/** A span for people and machines; the first character of a file whose text is not at hand. */
export function placeOf(sources: ReadonlyMap<string, SourceFile>, { path, start, end }: SourceSpan): Place {
  const source = sources.get(path)
  const at = (offset: number) => ({
    ...(source ? positionAt(source, offset) : { line: 1, column: 1 }),
    offset,
  })
  return { path, start: at(start), end: at(end) }
}
