import type { MarkdownDocument } from '../../parser/dialect.ts'
import type { Task } from '../../plan/plan.ts'
import { tasksOf } from '../../plan/walk.ts'
import type { SourceSpan } from '../../source/span.ts'
import { type Desk, pageAt } from '../desk.ts'
import { lineAt, restated, textAt, ticked } from '../lines.ts'
import { remark, replaced, type Strokes } from '../stroke.ts'

/** `<!-- status:pending -->`, `- [ ] **Complete**` and `> Status: Approved`; what is not there is not put there. */
export function* readmeStrokes(desk: Desk, isDone: boolean): Strokes {
  const { plan, run } = desk
  const page = pageAt(desk, plan.path)
  if (page === undefined) return
  for (const task of tasksOf(plan)) {
    if (run.results.get(task.id)?.verdict !== 'completed') continue
    for (const line of linesAbout(task, desk, page)) yield* marked(line, page)
  }
  const status = plan.directory?.statuses?.find(({ span }) => span.path === plan.path)
  const word = isDone ? 'Completed' : 'In Progress'
  if (status === undefined || status.value.toLowerCase() === word.toLowerCase()) return
  yield restated(page.source, status.span, word) ??
    remark('The status in the README is a sentence, which is left as it is')
}

/** The heading of the task, or its line in the list of tasks, in this document. */
function linesAbout(
  { id, heading }: Task,
  { plan }: Desk,
  { source, path }: MarkdownDocument,
): readonly SourceSpan[] {
  const sayings = plan.directory?.records.find((record) => record.id === id)?.sayings ?? []
  const named = sayings.flatMap(({ from, span }) => (from === 'heading' || from === 'index' ? [span] : []))
  const lines = [heading, ...named]
    .filter((span) => span.path === path)
    .map(({ start }) => lineAt(source, start))
  return lines.filter((line, index) => lines.findIndex(({ start }) => start === line.start) === index)
}

function* marked(line: SourceSpan, { source }: MarkdownDocument): Strokes {
  const mark = /<!--\s*status:\s*(?<word>[\w-]+)\s*-->/.exec(textAt(source, line))
  const word = mark?.groups?.['word']
  if (mark !== null && word !== undefined) {
    const start = line.start + mark.index + mark[0].indexOf(word, mark[0].indexOf(':'))
    yield replaced({ path: source.path, start, end: start + word.length }, 'completed')
  }
  yield* ticked(source, line)
  for (let below = nextLine(line, source), seen = 0; below !== undefined && seen < 3; seen++) {
    const text = textAt(source, below)
    if (/^\s*[-*]\s+\[ \]\s+\*\*Complete\*\*/i.test(text)) {
      yield* ticked(source, below)
      return
    }
    if (/^#/.test(text)) return
    below = nextLine(below, source)
  }
}

function nextLine({ end }: SourceSpan, source: MarkdownDocument['source']): SourceSpan | undefined {
  const start = source.lineStarts.find((offset) => offset > end)
  return start === undefined ? undefined : lineAt(source, start)
}
