import type { SourceSpan } from '../../source/span.ts'
import type { Source } from '../place.ts'

/** A line of a document, without what ends it. */
export interface Line {
  readonly start: number
  readonly end: number
}

/** What stands round the lines: who reads them knows which elements are open. */
export interface Surroundings {
  isOpen(name: string): boolean
  /** A fence that an element's closing tag stands in, or that the document ends in: it is taken for text. */
  openFence(span: SourceSpan): void
}

interface Fence {
  readonly mark: string
  readonly line: Line
  /** How often a tag was opened and not closed in the fence: an example of a plan, say. */
  readonly opened: Map<string, number>
}

const opening = /^[ \t]*(?:>[ \t]?)*(?:[-*+][ \t]+|\d{1,9}[.)][ \t]+)?(`{3,}(?=[^`]*$)|~{3,})/
const closing = /^[ \t]*(?:>[ \t]?)*(`{3,}|~{3,})[ \t]*$/
const comment = /^[ \t]*<!--/

/** The lines outside code fences and comments, in order. */
export function* linesOutsideCode(
  { path, text }: Source,
  from: number,
  surroundings: Surroundings,
): Generator<Line> {
  let fence: Fence | undefined
  let commentEnd = -1
  let noMoreComments = false
  for (const line of linesOf(text, from)) {
    const { start, end } = line
    if (start < commentEnd) {
      if (end > commentEnd) yield { start: commentEnd, end }
      continue
    }
    const written = text.slice(start, end)
    if (fence !== undefined) {
      if (closesFence(fence, written)) fence = undefined
      else if (isCutOff(fence, written, surroundings)) {
        surroundings.openFence({ path, start: fence.line.start, end: fence.line.end })
        fence = undefined
        yield line
      }
      continue
    }
    const mark = opening.exec(written)?.[1]
    if (mark !== undefined) {
      fence = { mark, line, opened: new Map() }
      continue
    }
    if (!noMoreComments && comment.test(written)) {
      const finish = text.indexOf('-->', start)
      if (finish < 0) noMoreComments = true
      else {
        commentEnd = finish + 3
        if (commentEnd < end) yield { start: commentEnd, end }
        continue
      }
    }
    yield line
  }
}

export function* linesOf(text: string, from: number): Generator<Line> {
  let start = from
  const ends = /\r\n|\n|\r/g
  ends.lastIndex = from
  for (let match = ends.exec(text); match !== null; match = ends.exec(text)) {
    yield { start, end: match.index }
    start = match.index + match[0].length
  }
  if (start < text.length) yield { start, end: text.length }
}

function closesFence({ mark }: Fence, written: string): boolean {
  const marks = closing.exec(written)?.[1]
  return marks !== undefined && marks.charAt(0) === mark.charAt(0) && marks.length >= mark.length
}

/** A closing tag alone on its line, of an element that was open before the fence: the fence was never closed. */
function isCutOff({ opened }: Fence, written: string, { isOpen }: Surroundings): boolean {
  const [, slash, name] = /^[ \t]*<(\/?)([A-Za-z][\w:-]*)/.exec(written) ?? []
  if (name === undefined || !isOpen(name)) return false
  const count = opened.get(name) ?? 0
  if (slash === '' || count > 0) {
    opened.set(name, count + (slash === '' ? 1 : -1))
    return false
  }
  return written.trim() === `</${name}>`
}
