import type { SourceSpan } from './span.ts'

/** A place for people: both numbers count from 1; `column` counts UTF-16 units. */
export interface Position {
  readonly line: number
  readonly column: number
}

/** A text and its line starts. A byte order mark is not part of `text`. */
export interface SourceFile {
  readonly path: string
  readonly text: string
  /** Offset of the first character of each line; `\n`, `\r\n` and a lone `\r` end a line. */
  readonly lineStarts: readonly number[]
}

export function sourceFile(path: string, contents: string): SourceFile {
  const text = contents.charCodeAt(0) === 0xfeff ? contents.slice(1) : contents
  return { path, text, lineStarts: lineStartsOf(text) }
}

function lineStartsOf(text: string): readonly number[] {
  const starts = [0]
  for (let offset = 0; offset < text.length; offset++) {
    const unit = text.charCodeAt(offset)
    if (unit === 10 || (unit === 13 && text.charCodeAt(offset + 1) !== 10)) starts.push(offset + 1)
  }
  return starts
}

export function positionAt({ lineStarts, text }: SourceFile, offset: number): Position {
  const within = Math.max(0, Math.min(offset, text.length))
  let low = 0
  let high = lineStarts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((lineStarts[middle] ?? 0) <= within) low = middle
    else high = middle - 1
  }
  return { line: low + 1, column: within - (lineStarts[low] ?? 0) + 1 }
}

/** The text of a 1-based line, without its line ending; empty past the end. */
export function lineText({ lineStarts, text }: SourceFile, line: number): string {
  const start = lineStarts[line - 1]
  if (start === undefined) return ''
  return text.slice(start, lineStarts[line] ?? text.length).replace(/[\r\n]+$/, '')
}

export function textOf({ text }: SourceFile, span: SourceSpan): string {
  return text.slice(span.start, span.end)
}

/** The first line of a file: where a finding about the file as a whole points. */
export function startOf({ path, lineStarts, text }: SourceFile): SourceSpan {
  const end = (lineStarts[1] ?? text.length + 1) - 1
  return { path, start: 0, end: Math.max(0, Math.min(end, text.length)) }
}
