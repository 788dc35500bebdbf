/** A half-open range of UTF-16 offsets `[start, end)` in the text of the document at `path`. */
export interface SourceSpan {
  readonly path: string
  readonly start: number
  readonly end: number
}

/** A value and the place where the author wrote it. */
export interface Located<T> {
  readonly value: T
  readonly span: SourceSpan
}

export function located<T>(value: T, span: SourceSpan): Located<T> {
  return { value, span }
}

/** Orders by path, then start, then end: the order in which findings are shown. */
export function compareSpans(a: SourceSpan, b: SourceSpan): number {
  if (a.path !== b.path) return a.path < b.path ? -1 : 1
  return a.start - b.start || a.end - b.end
}
