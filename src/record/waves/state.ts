import type { MarkdownDocument } from '../../parser/dialect.ts'
import { planPath } from '../../parser/waves/layout.ts'
import { sectionsOf } from '../../parser/waves/sketch.ts'
import type { SourceSpan } from '../../source/span.ts'
import { day } from '../dates.ts'
import { type Desk, pageAt } from '../desk.ts'
import { markdown } from '../inert.ts'
import { proseLinesOf, textAt } from '../lines.ts'
import { remark, replaced, type Strokes } from '../stroke.ts'
import { blockerStrokes } from './blockers.ts'
import { fileName, type Phase, type PlanRecord, summaryPath } from './phase.ts'

/** `STATE.md`: where the work stands, the last plan that was done, and what stands in the way. */
export function* stateStrokes(desk: Desk, phases: readonly Phase[]): Strokes {
  const path = [...desk.documents.keys()].find((one) => /(?:^|\/)STATE\.md$/i.test(one))
  const page = path === undefined ? undefined : pageAt(desk, path)
  const phase = phases.at(-1)
  if (page === undefined || phase === undefined) return
  const position = positionOf(desk, phases, phase)
  if (position.date !== undefined && isLater(page, position.date)) {
    yield remark(`${page.path} tells of a day after this run: its position is left as it is`)
  } else {
    for (const [lines, labels] of placesIn(page)) {
      for (const line of lines) yield* restatedLine(page, line, { position, labels })
    }
  }
  yield* blockerStrokes(desk, phases, page)
}

const POSITION =
  /^(?:(?:current )?phase|(?:current )?plan|total plans in phase|status|last activity|progress)$/
const SESSION = /^(?:last session|stopped at)$/

/** Other sections have a status of their own: lines count where the position is told, and the session. */
function placesIn(page: MarkdownDocument): readonly (readonly [readonly SourceSpan[], RegExp])[] {
  const lines = proseLinesOf(page)
  const below = (name: RegExp) => {
    const section = sectionsOf(page.outline).find(({ heading }) => name.test(heading?.plain ?? ''))
    const end = section?.children[0]?.span.start ?? section?.span.end ?? 0
    return section && lines.filter(({ start }) => start >= section.span.start && start < end)
  }
  return [
    [below(/\bposition\b/i) ?? lines, POSITION],
    [below(/\bsession\b/i) ?? lines, SESSION],
  ]
}

interface Position {
  readonly phase: Phase
  readonly name: string | undefined
  readonly date: string | undefined
  readonly last: PlanRecord | undefined
  readonly status: string
  readonly percent: number | undefined
}

function positionOf(desk: Desk, phases: readonly Phase[], phase: Phase): Position {
  const ends = phases.flatMap(({ ended }) => ended ?? [])
  const isStopped = phase.plans.some(({ result }) => result !== undefined && result.verdict !== 'completed')
  return {
    phase,
    name: phases.length === 1 ? desk.plan.title?.value : undefined,
    date: ends.length === 0 ? undefined : day(Math.max(...ends)),
    last: lastPlan(phases),
    status: phase.isComplete ? 'Phase complete' : isStopped ? 'Blocked' : 'In progress',
    percent: percentOf(desk),
  }
}

function lastPlan(phases: readonly Phase[]): PlanRecord | undefined {
  const plans = phases.flatMap((phase) => phase.plans).filter(({ result }) => result !== undefined)
  return plans.toSorted((a, b) => (a.result?.ended ?? 0) - (b.result?.ended ?? 0)).at(-1)
}

/** Plans of the project that have a summary, this run's included. */
function percentOf({ documents, present, run }: Desk): number | undefined {
  const paths = new Set([...documents.keys(), ...present])
  const plans = [...paths].flatMap((path) => planPath(path) ?? []).filter(({ area }) => area === 'phases')
  if (plans.length === 0) return undefined
  const isRecorded = (path: string) =>
    [...run.results].some(([id, { verdict }]) => verdict === 'completed' && path.includes(`/${id}-`))
  const done = plans.filter((place) => paths.has(summaryPath(place)) || isRecorded(place.path))
  return Math.round((100 * done.length) / plans.length)
}

function isLater(page: MarkdownDocument, date: string): boolean {
  return proseLinesOf(page).some((line) => {
    const said = /^\W*Last activity\W*:\W*(?<date>\d{4}-\d{2}-\d{2})/i.exec(textAt(page.source, line))
    return (said?.groups?.['date'] ?? '') > date
  })
}

function* restatedLine(
  page: MarkdownDocument,
  line: SourceSpan,
  { position, labels }: { readonly position: Position; readonly labels: RegExp },
): Strokes {
  const match = /^(?<head>[\s>*-]*(?<label>[A-Z][A-Za-z ]{2,24}?)\W{0,3}:\**\s*)(?<value>\S.*?)\s*$/.exec(
    textAt(page.source, line),
  )
  const { head = '', label = '', value = '' } = match?.groups ?? {}
  const key = label.toLowerCase()
  const news = labels.test(key) ? newsFor(key, value, position) : undefined
  if (news === undefined || news === value) return
  const start = line.start + head.length
  yield replaced({ path: page.path, start, end: start + value.length }, news)
}

/** What a line of the position says now; `undefined`: it is none, or as it should be. */
function newsFor(
  label: string,
  value: string,
  { phase, name, date, last, status, percent }: Position,
): string | undefined {
  const done = phase.plans.filter(({ isDone }) => isDone).length
  const all = phase.plans.length
  switch (label) {
    case 'phase':
    case 'current phase':
      return phase.number === undefined ? undefined : renumbered(value, phase.number, name)
    case 'plan':
      return value.replace(/^\d+(?=\s+of\s+\d+)/, String(done)).replace(/^(\d+\s+of\s+)\d+/, `$1${all}`)
    case 'current plan':
      return /^\d+$/.test(value) ? String(Math.min(done + 1, all)) : undefined
    case 'total plans in phase':
      return /^\d+$/.test(value) ? String(all) : undefined
    case 'status':
      return status
    case 'last activity': {
      const dash = /\s(?<dash>--|—|–|-)\s/.exec(value)?.groups?.['dash'] ?? '-'
      return date === undefined || last === undefined ? undefined : `${date} ${dash} ${doneOrNot(last)}`
    }
    case 'last session':
      return date
    case 'stopped at':
      return last && (last.isDone ? doneOrNot(last) : fileName(last.place))
    case 'progress':
      return percent === undefined ? undefined : redrawn(value, percent)
    default:
      return undefined
  }
}

function doneOrNot({ isDone, place }: PlanRecord): string {
  return `${isDone ? 'Completed' : 'Stopped at'} ${fileName(place)}`
}

/** `2 of 8 (Login)` becomes `3 of 8 (Feed)`. */
function renumbered(value: string, number: string, name: string | undefined): string | undefined {
  const said = /^(?<number>\d+[A-Z]?(?:\.\d+)*)(?<rest>\s+of\s+\d+)?/i.exec(value)?.groups
  const plain = number.replace(/^0+(?=\d)/, '')
  if (said?.['number'] === undefined || said['number'].replace(/^0+(?=\d)/, '') === plain) return undefined
  const title = name === undefined ? '' : ` (${markdown(name)})`
  return `${said['number'].startsWith('0') ? number : plain}${said['rest'] ?? ''}${title}`
}

/** `[███░░░░░░░] 30%`, in the signs and the width that are there. */
function redrawn(value: string, percent: number): string | undefined {
  const bar = /^(?<open>\[?)(?<full>[█▓=#]*)(?<empty>[░▒\s.-]*)(?<close>\]?\s*)\d+%/.exec(value)?.groups
  if (bar === undefined) return undefined
  const { open = '', full = '', empty = '', close = '' } = bar
  const room = open === '' ? empty.trim() : empty
  const width = full.length + room.length
  const filled = Math.round((width * percent) / 100)
  const blank = room[0] ?? (full.startsWith('█') ? '░' : ' ')
  const drawn = (full[0] ?? '█').repeat(filled) + blank.repeat(width - filled)
  return `${open}${drawn}${open === '' ? ' ' : close}${percent}%`
}
