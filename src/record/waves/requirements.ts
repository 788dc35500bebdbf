import type { MarkdownDocument } from '../../parser/dialect.ts'
import { entriesIn, itemsIn, textIn, textsIn, valueAt } from '../../parser/values.ts'
import { type Desk, pageAt } from '../desk.ts'
import { markdown } from '../inert.ts'
import { proseLinesOf, refilled, textAt, ticked } from '../lines.ts'
import { isProven } from '../results.ts'
import type { Strokes } from '../stroke.ts'
import { phasesOf, summaryPath } from './phase.ts'
import { tablesIn } from './roadmap.ts'

/** Sets what is covered to Complete in the table of traceability, and ticks it in the list. */
export function* requirementStrokes(desk: Desk): Strokes {
  const path = [...desk.documents.keys()].find((one) => /(?:^|\/)REQUIREMENTS\.md$/i.test(one))
  const page = path === undefined ? undefined : pageAt(desk, path)
  const covered = coveredBy(desk)
  if (page === undefined || covered.size === 0) return
  yield* tableRows(page, covered)
  for (const line of proseLinesOf(page)) {
    const id = /^\s*[-*]\s+\[ \]\s+\W*(?<id>[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)*-\d+[a-z]?)\b/.exec(
      textAt(page.source, line),
    )
    if (covered.has(id?.groups?.['id'] ?? '')) yield* ticked(page.source, line)
  }
}

/** `| FEED-01 | Phase 3 | Pending |`; evidence goes into a column of that name, if there is one. */
function* tableRows({ outline, source }: MarkdownDocument, covered: ReadonlyMap<string, string>): Strokes {
  for (const { header, rows } of tablesIn(outline)) {
    const heads = header.map(({ plain }) => plain.trim().toLowerCase())
    const [status, evidence] = [heads.indexOf('status'), heads.indexOf('evidence')]
    if (!/^requirements?\b|^id$|^req/.test(heads[0] ?? '') || status < 0) continue
    for (const { cells } of rows) {
      const proof = covered.get(cells[0]?.plain.trim() ?? '')
      const [said, shown] = [cells[status], cells[evidence]]
      if (proof === undefined || said === undefined) continue
      if (/^(?:pending|in progress|not started|blocked|planned)$/i.test(said.plain.trim()))
        yield refilled(source, said, 'Complete')
      if (shown !== undefined && /^[-–—]$/.test(shown.plain.trim()))
        yield refilled(source, shown, markdown(proof))
    }
  }
}

/**
 * Requirements with their evidence: those that plans claim, where all that claim one are done, and those that the
 * summaries of plans that are done name.
 */
function coveredBy(desk: Desk): ReadonlyMap<string, string> {
  const plans = phasesOf(desk).flatMap((phase) => phase.plans)
  const covered = new Map<string, string>()
  const open = new Set<string>()
  for (const { task, place, isDone, result } of plans) {
    const claimed = task.contract?.requirements?.value ?? []
    const isEvident = isDone && (result === undefined || isProven(result))
    for (const { value } of claimed) {
      if (!isEvident) open.add(value)
      else if (!covered.has(value)) covered.set(value, fileOf(summaryPath(place)))
    }
    if (!isDone) continue
    for (const [id, evidence] of namedIn(pageAt(desk, summaryPath(place))))
      covered.set(id, evidence || fileOf(summaryPath(place)))
  }
  return new Map([...covered].filter(([id]) => !open.has(id)))
}

function namedIn(page: MarkdownDocument | undefined): readonly (readonly [string, string])[] {
  const head = page?.outline.frontmatter ?? []
  const listed = textsIn(valueAt(head, 'requirements-completed')).map(({ value }) => [value, ''] as const)
  const proven = itemsIn(valueAt(head, 'requirements_covered')).flatMap((item) => {
    const id = textIn(valueAt(entriesIn(item), 'id')) ?? textIn(item)
    return id === undefined
      ? []
      : [[id.value, textIn(valueAt(entriesIn(item), 'evidence'))?.value ?? ''] as const]
  })
  return [...listed, ...proven]
}

function fileOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}
