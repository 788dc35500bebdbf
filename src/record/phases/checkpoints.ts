import type { MarkdownDocument } from '../../parser/dialect.ts'
import type { Checkpoint, Task } from '../../plan/plan.ts'
import { tasksOf } from '../../plan/walk.ts'
import { timestamp } from '../dates.ts'
import type { Desk } from '../desk.ts'
import { quoted, yaml } from '../inert.ts'
import { lineAt, textAt } from '../lines.ts'
import type { Result } from '../results.ts'
import { inserted, remark, replaced, type Strokes } from '../stroke.ts'
import { hasSection } from './summary.ts'

/**
 * `## Execution Checkpoints`: an entry for each phase that has a verdict. Entries that are there keep their place;
 * those of other phases stay as they are. A new section goes to the end of the document, behind `sections`.
 */
export function* checkpointStrokes(desk: Desk, page: MarkdownDocument, sections: readonly string[]): Strokes {
  const { plan, run } = desk
  const { source, path, outline } = page
  const decided = tasksOf(plan).flatMap((task) => {
    const result = run.results.get(task.id)
    return result === undefined ? [] : [{ task, result }]
  })
  const known = new Map(plan.checkpoints.map((checkpoint) => [checkpoint.task.id, checkpoint]))
  for (const { task, result } of decided) {
    const checkpoint = known.get(task.id)
    if (checkpoint !== undefined) yield* rewritten(checkpoint, entryOf(keyIn(checkpoint, page), result), page)
  }
  const fresh = decided.filter(({ task }) => !known.has(task.id))
  const entries = fresh.map(({ task, result }) => entryOf(keyOf(task), result))
  const last = plan.checkpoints.at(-1)
  if (last !== undefined && entries.length > 0) {
    const { indent, end } = placeOf(last, page)
    yield inserted(path, end, entries.map((entry) => `\n${indented(entry, indent)}`).join(''))
  }
  const isThere = last !== undefined || hasSection(outline, TITLE)
  if (isThere && last === undefined && entries.length > 0) {
    yield remark('The section “Execution Checkpoints” holds nothing that can be read, and is left as it is')
  }
  const section = isThere || entries.length === 0 ? [] : [sectionOf(entries, levelOf(outline))]
  const all = [...sections, ...section]
  if (all.length > 0) yield inserted(path, source.text.length, atEnd(source.text, all))
}

const TITLE = /^\W*execution checkpoints\W*$/i

/** Not below the last phase, where phases are headings of the first level. */
function levelOf({ children }: MarkdownDocument['outline']): number {
  const units = children.filter(
    ({ level, heading }) => level === 1 && /^\W*(?:phase|task|step|stage)\b/i.test(heading?.plain ?? ''),
  )
  return units.length > 0 ? 1 : 2
}

function sectionOf(entries: readonly string[], level: number): string {
  return [`${'#'.repeat(level)} Execution Checkpoints`, '', '```yaml', ...entries, '```'].join('\n')
}

function atEnd(text: string, sections: readonly string[]): string {
  const gap = text === '' || /\n\s*\n$/.test(text) ? '' : /[\r\n]$/.test(text) ? '\n' : '\n\n'
  return `${gap}${sections.join('\n\n')}\n`
}

function entryOf(key: string, { verdict, ended, files, why }: Result): string {
  const at = ended === undefined ? 'null' : timestamp(ended)
  const lines =
    verdict === 'completed'
      ? [
          'status: complete',
          `completed_at: ${at}`,
          `artifacts: [${files.map(({ path }) => yaml(path)).join(', ')}]`,
        ]
      : [`status: ${verdict === 'blocked' ? 'failed' : verdict}`, `failed_at: ${at}`, `error: ${quoted(why)}`]
  return [`- ${key}:`, ...lines.map((line) => `    ${line}`)].join('\n')
}

function keyOf({ word, id }: Task): string {
  const kind = /^(?:phase|task|step|stage)$/i.test(word) ? word.toLowerCase() : 'phase'
  return yaml(`${kind}_${id}`)
}

function keyIn({ task }: Checkpoint, { source }: MarkdownDocument): string {
  return textAt(source, task.span)
}

function* rewritten(checkpoint: Checkpoint, entry: string, page: MarkdownDocument): Strokes {
  const { indent, start, end } = placeOf(checkpoint, page)
  const span = { path: page.path, start, end }
  const text = indented(entry, indent)
  if (textAt(page.source, span).replaceAll('\r\n', '\n') !== text) yield replaced(span, text)
}

function placeOf({ span }: Checkpoint, { source }: MarkdownDocument) {
  const { start } = lineAt(source, span.start)
  const indent = /^[^\S\r\n]*/.exec(source.text.slice(start))?.[0] ?? ''
  const end = lineAt(source, span.start + source.text.slice(span.start, span.end).trimEnd().length).end
  return { start, indent, end }
}

function indented(entry: string, indent: string): string {
  return entry.replace(/^/gm, indent)
}
