import { positionAt, type SourceFile } from '../source/source-file.ts'
import type { SourceSpan } from '../source/span.ts'
import { type Excerpt, excerpt, lineRange } from './excerpt.ts'
import { byPath } from './groups.ts'
import type { Paint, Palette } from './palette.ts'
import { placeOf } from './place.ts'
import { visible, visibleWithin } from './visible.ts'

/** A place to underline: the fault itself (`^^^^`) or one that belongs to it (`----`). */
export interface Label {
  readonly span: SourceSpan
  readonly message: string
  readonly primary: boolean
}

export interface Look {
  readonly palette: Palette
  /** How the fault itself is underlined. */
  readonly fault: Paint
  readonly width: number
}

/** The part of a label that is on its first line. */
interface Mark extends Label {
  readonly line: number
  readonly start: number
  readonly end: number
  /** The last line, where it is another one. */
  readonly through: number | undefined
}

const MESSAGE_LIMIT = 200
const NARROWEST = 40

/**
 * The lines of source text that a finding is about, the file of the first label first.
 *
 *     --> plan.md:19:3
 *      |
 *   12 | - src/lib.rs (modify)
 *      |   ---------- “Parser” writes it here
 *   ...
 *   19 | - src/lib.rs (modify)
 *      |   ^^^^^^^^^^
 */
export function frame(
  labels: readonly Label[],
  sources: ReadonlyMap<string, SourceFile>,
  look: Look,
): string[] {
  const gutter = gutterOf(labels, sources)
  return [...byPath(labels)].flatMap(([path, group], index) => {
    const source = sources.get(path)
    const first = group.find(({ primary }) => primary) ?? group[0]
    if (!first) return []
    const { line, column } = placeOf(sources, first.span).start
    const arrow = look.palette.other(`${' '.repeat(gutter)}${index === 0 ? '-->' : ':::'}`)
    const heading = `${arrow} ${visible(path)}${source ? `:${line}:${column}` : ''}`
    return source ? [heading, ...snippet(source, group, gutter, look)] : [heading]
  })
}

/** How wide the line numbers of these labels are. */
export function gutterOf(labels: readonly Label[], sources: ReadonlyMap<string, SourceFile>): number {
  return Math.max(...labels.map(({ span }) => String(placeOf(sources, span).start.line).length))
}

function snippet(source: SourceFile, labels: readonly Label[], gutter: number, look: Look): string[] {
  const columns = Math.max(NARROWEST, look.width - gutter - 3)
  const edge = (text: string | number) => look.palette.other(`${String(text).padStart(gutter)} |`)
  const marks = labels
    .map((label) => markOf(source, label))
    .sort((a, b) => a.line - b.line || a.start - b.start)
  const rows = [edge('')]
  let last: number | undefined
  for (const line of new Set(marks.map((mark) => mark.line))) {
    if (last !== undefined && line === last + 2) {
      rows.push(`${edge(last + 1)} ${plainLine(source, last + 1, columns)}`)
    } else if (last !== undefined && line > last + 2) rows.push(look.palette.other('...'))
    last = line
    for (const view of viewsOf(source, line, marks, columns)) {
      rows.push(`${edge(line)} ${view.text}`)
      for (const mark of view.marks) rows.push(`${edge('')} ${underline(mark, view, look)}`)
    }
  }
  return rows.map((row) => row.trimEnd())
}

function markOf(source: SourceFile, label: Label): Mark {
  const { line } = positionAt(source, label.span.start)
  const last = positionAt(source, Math.max(label.span.start, label.span.end - 1)).line
  const { start, end } = lineRange(source, line)
  return {
    ...label,
    line,
    start: Math.min(Math.max(label.span.start, start), end),
    end: Math.min(label.span.end, end),
    through: last > line ? last : undefined,
  }
}

function plainLine(source: SourceFile, line: number, columns: number): string {
  return excerpt(source, line, lineRange(source, line).start, columns).text
}

/** Usually one; more where a long line has marks that are far apart. */
function* viewsOf(source: SourceFile, line: number, marks: readonly Mark[], columns: number) {
  let left = marks.filter((mark) => mark.line === line)
  for (let [focus] = left; focus; [focus] = left) {
    const view = excerpt(source, line, focus.start, columns)
    const within = (mark: Mark) => mark === focus || (mark.start >= view.from && mark.start < view.to)
    yield { ...view, marks: left.filter(within) }
    left = left.filter((mark) => !within(mark))
  }
}

function underline(mark: Mark, view: Excerpt, { palette, fault }: Look): string {
  const start = view.columnOf(mark.start)
  const length = Math.max(1, view.columnOf(Math.min(mark.end, view.to)) - start)
  const paint = mark.primary ? fault : palette.other
  const through = mark.through ? `to line ${mark.through}` : ''
  const words = [visibleWithin(mark.message, MESSAGE_LIMIT), through].filter((part) => part !== '').join(', ')
  return `${' '.repeat(start)}${paint(`${(mark.primary ? '^' : '-').repeat(length)}${words && ` ${words}`}`)}`
}
