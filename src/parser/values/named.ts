import type { SourceSpan } from '../../source/span.ts'
import { blank } from '../text.ts'
import { countOf, number, ordinal, ticket, unitWords } from './identifier.ts'

/** A unit or a range of units, as the text names it. */
export interface Named {
  /** `phase`; a number that follows another shares its word; `ticket` for a name such as `TASK-184`. */
  readonly word: string
  readonly from: string
  readonly to: string | undefined
  readonly span: SourceSpan
}

const word = `(?:${unitWords})s?(?![A-Za-z])`
const separator = String.raw`\s*(?:,|;|&|\+|/|\band\b|\bor\b)*\s*`
const range = String.raw`\s*(?:-|–|—|\.\.|\bto\b|\bthrough\b|\bthru\b)\s*`
const first = new RegExp(
  `(?<![\\w.])(?<word>${word})\\.?[\\s#_-]*(?<from>${number})(?:${range}(?:${word}\\s*)?(?<to>${number}))?`,
  'gi',
)
const next = new RegExp(
  `${separator}(?<from>${number})(?:${range}(?<to>${number}))?(?=\\s*(?:$|[,;&+/.]|and\\b|complete|\\n|must|✅))`,
  'iy',
)
const bare = new RegExp(
  `^\\s*(?<from>${number})(?:${range}(?<to>${number}))?(?=\\s*(?:$|[,;&+/.]|and\\b|complete))`,
  'i',
)

/** The word may stand once: `Phase 4, 5, 6, 7`; a value may begin with a bare number: `1, 2`. */
export function scan(visible: string, span: SourceSpan): readonly Named[] {
  const { named, rest: words } = takeTickets(visible, span)
  const found: Named[] = [...named, ...ordinalsIn(words, span)]
  const rest = words.replace(ordinals, (one) => blank(one))
  const take = (match: RegExpExecArray, said: string) => {
    const { from, to } = match.groups ?? {}
    if (from === undefined || /^[a-z]/.test(from)) return
    const start = span.start + match.index + match[0].search(/[^\s,;&+/]/)
    const end = span.start + match.index + match[0].length
    found.push({ word: said, from, to, span: { path: span.path, start, end } })
  }
  const follow = (position: number, said: string) => {
    next.lastIndex = position
    for (let match = next.exec(rest); match !== null && match[0] !== ''; match = next.exec(rest))
      take(match, said)
  }
  const start = bare.exec(rest)
  if (start !== null) {
    take(start, '')
    follow(start[0].length, '')
  }
  for (const match of rest.matchAll(first)) {
    const said = (match.groups?.['word'] ?? '').toLowerCase().replace(/s$/, '')
    take(match, said)
    follow(match.index + match[0].length, said)
  }
  return found.sort((a, b) => a.span.start - b.span.start)
}

const ordinals = new RegExp(ordinal, 'gu')

function ordinalsIn(visible: string, { path, start }: SourceSpan): readonly Named[] {
  return [...visible.matchAll(ordinals)].map(({ index, 0: whole, groups }): Named => {
    const place = { path, start: start + index, end: start + index + whole.length }
    const from = String(countOf(groups?.['count'] ?? ''))
    return { word: groups?.['kind'] ?? '', from, to: undefined, span: place }
  })
}

const tickets = new RegExp(`(?<![\\w-])(?<from>${ticket})(?:${range}(?<to>${ticket}))?`, 'g')

/** `TASK-184`, `E3-T1`: one name, not a range from E3 to T1; blanked for what is read next. */
function takeTickets(visible: string, { path, start }: SourceSpan) {
  const named = [...visible.matchAll(tickets)].map(({ index, 0: whole, groups }): Named => {
    const place = { path, start: start + index, end: start + index + whole.length }
    return { word: 'ticket', from: groups?.['from'] ?? whole, to: groups?.['to'], span: place }
  })
  return { named, rest: named.length === 0 ? visible : visible.replace(tickets, (words) => blank(words)) }
}
