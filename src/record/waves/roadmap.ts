import type { MarkdownDocument } from '../../parser/dialect.ts'
import type { Block, Section } from '../../parser/section.ts'
import { padded } from '../../parser/waves/layout.ts'
import { day } from '../dates.ts'
import { type Desk, pageAt } from '../desk.ts'
import { proseLinesOf, refilled, textAt, ticked } from '../lines.ts'
import { inserted, replaced, type Strokes } from '../stroke.ts'
import type { Phase } from './phase.ts'

/** Ticks phases and plans, and fills the table of progress. */
export function* roadmapStrokes(desk: Desk, phases: readonly Phase[]): Strokes {
  const path = [...desk.documents.keys()].find((one) => /(?:^|\/)ROADMAP\.md$/i.test(one))
  const page = path === undefined ? undefined : pageAt(desk, path)
  if (page === undefined) return
  for (const phase of phases) {
    yield* overview(phase, page)
    yield* planItems(phase, page)
    for (const table of tablesIn(page.outline)) yield* progress(phase, table, page)
  }
}

/** `- [ ] **Phase 3: Feed** - text` */
function* overview({ number, isComplete, ended }: Phase, page: MarkdownDocument): Strokes {
  if (!isComplete || number === undefined) return
  for (const line of proseLinesOf(page)) {
    const text = textAt(page.source, line)
    const named = /^\s*[-*]\s+\[[ ~]\]\s+\W*Phase\s+(?<number>\d+[A-Z]?(?:\.\d+)*)/i.exec(text)?.groups?.[
      'number'
    ]
    if (named === undefined || padded(named) !== number) continue
    yield* ticked(page.source, line)
    const isDated = /\bcompleted \d{4}-/i.test(text)
    if (ended !== undefined && !isDated) yield inserted(page.path, line.end, ` (completed ${day(ended)})`)
  }
}

/** `- [ ] 03-01-PLAN.md — text`, `- [ ] 03-01: text`; the count in `**Plans**: 0/2 plans`. */
function* planItems({ plans, number }: Phase, page: MarkdownDocument): Strokes {
  const done = new Set(plans.flatMap(({ task, place, isDone }) => (isDone ? [task.id, place.stem] : [])))
  let current: string | undefined
  for (const line of proseLinesOf(page)) {
    const text = textAt(page.source, line)
    const heading = /^#{1,5}\s+\W*Phase\s+(?<number>\d+[A-Z]?(?:\.\d+)*)/i.exec(text)?.groups?.['number']
    if (heading !== undefined) current = padded(heading)
    const item = /^\s*[-*]\s+\[ \]\s+\W*(?<name>[\w.-]*\w)/.exec(text)?.groups?.['name']
    if (item !== undefined && done.has(item.replace(/(?:-PLAN)?(?:\.md)?$/i, '')))
      yield* ticked(page.source, line)
    const count = /^(?<label>\W*Plans\W*:\W*)(?<done>\d+)\/(?<all>\d+)/i.exec(text)?.groups
    if (count?.['label'] === undefined || current !== number || number === undefined) continue
    const start = line.start + count['label'].length
    const end = start + `${count['done']}/${count['all']}`.length
    yield replaced({ path: page.path, start, end }, countOf(plans))
  }
}

type Table = Extract<Block, { readonly kind: 'table' }>

/** `| 3. Feed | 0/2 | Not started | - |` */
function* progress(
  { number, plans, isComplete, ended }: Phase,
  { header, rows }: Table,
  { source }: MarkdownDocument,
): Strokes {
  const heads = header.map(({ plain }) => plain.trim().toLowerCase())
  const column = (name: RegExp) => heads.findIndex((head) => name.test(head))
  if (!/^phase\b/.test(heads[0] ?? '') || column(/^status$/) < 0) return
  for (const { cells } of rows) {
    const named = /^\W*(?:Phase\s+)?(?<number>\d+[A-Z]?(?:\.\d+)*)/i.exec(cells[0]?.plain ?? '')?.groups?.[
      'number'
    ]
    if (named === undefined || padded(named) !== number) continue
    const [count, status, date] = [
      cells[column(/plans/)],
      cells[column(/^status$/)],
      cells[column(/completed$|date/)],
    ]
    if (count !== undefined && /\d+\/[\d?]+/.test(count.plain)) yield refilled(source, count, countOf(plans))
    if (status !== undefined && status.plain.trim() !== 'Complete')
      yield refilled(source, status, isComplete ? 'Complete' : 'In progress')
    const isOpen = date !== undefined && /^\s*[-–—]?\s*$/.test(date.plain)
    if (isComplete && isOpen && ended !== undefined && date.plain.trim() !== '')
      yield refilled(source, date, day(ended))
  }
}

function countOf(plans: Phase['plans']): string {
  return `${plans.filter(({ isDone }) => isDone).length}/${plans.length}`
}

export function tablesIn({ blocks, children }: Section): readonly Table[] {
  const own = blocks.flatMap((block) => (block.kind === 'table' ? [block] : []))
  return [...own, ...children.flatMap(tablesIn)]
}
