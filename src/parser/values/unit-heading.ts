import type { WorkStatus } from '../../plan/plan.ts'
import { type Located, located, type SourceSpan } from '../../source/span.ts'
import type { Text } from '../section.ts'
import { countOf, number, ordinal, ticket, unitWords } from './identifier.ts'
import { workStatus } from './status.ts'

/** `### ✅ Phase 2.5 (Optional): Loader [DONE]`, taken apart. */
export interface UnitHeading {
  /** Capitalised: `Phase`. */
  readonly word: string
  /** As written: `2.5`. */
  readonly id: string
  readonly title: Located<string>
  readonly status: Located<WorkStatus> | undefined
  /** `false`: nothing stands between number and title, as in `Phase 1 Deliverables`, which may be no unit at all. */
  readonly separated: boolean
}

const decoration = String.raw`[\s\p{Extended_Pictographic}\uFE0F\u200D✓✔*_]*(?:\[[ xX~!-]\]\s*)?`
const grammar = new RegExp(
  `^${decoration}(?<word>${unitWords})[\\s#]*(?<id>${ticket}(?=\\s*[:：—–|)])|${number})(?<tag>\\s*(?:\\([^()]*\\)|（[^（）]*）|\\[P\\]))?(?<separator>\\s*(?:[:：—–|)]|[-.](?=\\s|$)))?`,
  'iu',
)

/** Reads a heading, or a list item or bold line that stands for one; `source` is the whole document. */
export function readUnitHeading(text: Text, source: string): UnitHeading | undefined {
  const match = grammar.exec(text.plain)
  const { word = '', id = '', separator } = match?.groups ?? {}
  if (match === null) return readOrdinalHeading(text, source)
  const rest = text.plain.slice(match[0].length)
  const separated = separator !== undefined || rest.trim() === ''
  if (/^[a-z]/.test(id) || (/^[A-Z]/.test(id) && separator === undefined && rest.trim() !== ''))
    return undefined
  return { word: capitalised(word), id, separated, ...named(text, match[0].length, source) }
}

const counted = new RegExp(`^${decoration}${ordinal}(?<separator>\\s*(?:[:：—–|、)]|-(?=\\s)))?`, 'u')

/** `## 第二阶段：表格`: its number is written before its word. */
function readOrdinalHeading(text: Text, source: string): UnitHeading | undefined {
  const match = counted.exec(text.plain)
  const { kind = '', count = '', separator } = match?.groups ?? {}
  if (match === null) return undefined
  const separated = separator !== undefined || /^(?:\s|$)/.test(text.plain.slice(match[0].length))
  return { word: kind, id: String(countOf(count)), separated, ...named(text, match[0].length, source) }
}

const short = new RegExp(
  `^${decoration}(?<id>(?:U|E|T|P|M|S|W|WP|EP|PR|TASK-|T-)?\\d+(?:\\.\\d+)*[a-z]?)(?:\\s*\\[P\\])?(?:\\s*[:：—–)]|\\s+-(?=\\s)|\\.(?=\\s))`,
  'u',
)
const shortWords: Readonly<Record<string, string>> = {
  U: 'Unit',
  E: 'Epic',
  P: 'Phase',
  M: 'Milestone',
  S: 'Step',
  W: 'Wave',
  EP: 'Epic',
}

/** `### U1. Parser`, `### 3. Printer`: a number alone says less, so it counts only where there are no words. */
export function readShortHeading(text: Text, source: string): UnitHeading | undefined {
  const match = short.exec(text.plain)
  const id = match?.groups?.['id']
  if (match === null || id === undefined) return undefined
  const letters = /^[A-Z]+/.exec(id)?.[0] ?? ''
  return { word: shortWords[letters] ?? 'Task', id, separated: true, ...named(text, match[0].length, source) }
}

const numbered = /^[\s*_]*(?<id>\d+(?:\.\d+)+[a-z]?)(?:\s*(?:[:：—–)|]|[-.](?=\s))|(?=\s)|$)/u

/** `#### 2.1 Loader` below `### Phase 2`: its number says whose part it is, so nothing need stand behind it. */
export function readPartHeading(text: Text, source: string, whole: string): UnitHeading | undefined {
  const match = numbered.exec(text.plain)
  const id = match?.groups?.['id']
  if (match === null || id === undefined || !id.toLowerCase().startsWith(`${whole.toLowerCase()}.`))
    return undefined
  return { word: 'Step', id, separated: true, ...named(text, match[0].length, source) }
}

function named(text: Text, length: number, source: string): Pick<UnitHeading, 'title' | 'status'> {
  const start = text.span.start + length
  return titleAndStatus(source.slice(start, text.span.end), {
    path: text.span.path,
    start,
    end: text.span.end,
  })
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1).toLowerCase()
}

const statusWords =
  'complete[d]?|done|in[ _-]progress|not started|blocked|skipped|deferred|removed|failed|pending|partial(?: complete)?|ready|shipped|implemented|cancell?ed'
const trailers: readonly RegExp[] = [
  /\s*<!--\s*(?:status:)?\s*([^>]*?)\s*-->$/iu,
  new RegExp(`\\s*[\\[(]\\s*(${statusWords})[^\\])]*[\\])]$`, 'iu'),
  new RegExp(
    `\\s*(?:[-–—|:]\\s*)?((?:[✅✔☑⏸⏳🚧🔄❌🚫⚠]\\uFE0F?\\s*)+(?:${statusWords})?)(?:\\s*\\([^()]*\\))?$`,
    'iu',
  ),
  /\s*[-–—|]\s*\*{0,2}((?:COMPLETED?|DONE|IN PROGRESS|NOT STARTED|BLOCKED|SKIPPED|DEFERRED|REMOVED|FAILED|PENDING|SHIPPED))\*{0,2}$/u,
]

/** Where a status mark can stand: so much of the end of a heading, however long the heading is. */
const tailLength = 120

/** Status marks are taken off the end; inline code stays as written, bold and comments go. */
function titleAndStatus(written: string, span: SourceSpan): Pick<UnitHeading, 'title' | 'status'> {
  let rest = withoutEnd(withoutEnd(written, ' \t\r\n'), '#')
  rest = withoutEnd(rest.length < written.trimEnd().length && !/\s$/.test(rest) ? written : rest, ' \t\r\n')
  let status: Located<WorkStatus> | undefined
  for (const trailer of trailers) {
    const match = trailer.exec(rest.slice(-tailLength))
    if (match === null) continue
    const kept = rest.length - match[0].length
    const value = workStatus(match[1] ?? '')
    if (value !== undefined)
      status = located(value, { ...span, start: span.start + kept, end: span.start + rest.length })
    rest = withoutEnd(rest.slice(0, kept), ' \t\r\n')
  }
  rest = withoutEnd(
    rest,
    written.trimStart().startsWith('**') || /^[*_]{2,}$/.test(rest.slice(-2)) ? ' \t\r\n*_' : ' \t\r\n',
  )
  const lead = rest.length - rest.replace(/^[\s*_]+/, '').length
  const value = rest
    .slice(lead)
    .replace(/<!--[^>]*-->/g, '')
    .replace(/\*\*|__/g, '')
    .replace(/\s+/g, ' ')
    .trim()
  return {
    title: located(value, { ...span, start: span.start + lead, end: span.start + rest.length }),
    status,
  }
}

/** Without trailing characters that are in `marks`; one pass. */
function withoutEnd(text: string, marks: string): string {
  let end = text.length
  while (end > 0 && marks.includes(text.charAt(end - 1))) end--
  return text.slice(0, end)
}
