import type { Reference } from '../../plan/plan.ts'
import type { SourceSpan } from '../../source/span.ts'
import type { Text } from '../section.ts'
import { blank } from '../text.ts'
import { leftOut } from './entries.ts'
import { compareIds, isPartOf, normalId, number, unitWords } from './identifier.ts'
import { type Named, scan } from './named.ts'

/** What a reader of dependencies has to know about the plan. */
export interface Names {
  /**
   * What units can be called, with the id that the plan uses: the normal id, and word and normal id (`epic 1`),
   * since a phase and an epic may have one number.
   */
  readonly ids: ReadonlyMap<string, string>
  /** What `seriesOf` makes of them; absent: there are none. */
  readonly series?: ReadonlySet<string>
  /** Normal ids of the units of the reader's own level: what "all phases" and a range go over. */
  readonly level: readonly string[]
  /** `true`: the plan is one of several in files of their own, and other ids are theirs. */
  readonly outside?: boolean
  /** Shared by all readers of one plan. */
  readonly room: Room
}

/** How many more references ranges may expand to: 20,000 phases that each name all others are an attack. */
export interface Room {
  left: number
}

export const roomy = (): Room => ({ left: 100_000 })

export interface ReadReferences {
  readonly references: readonly Reference[]
  /** Peers named as "can run in parallel with". */
  readonly peers: readonly Reference[]
  /** `true`: the text says that there are none. */
  readonly none: boolean
  /** `true`: the text is there, and neither names a unit nor says none. */
  readonly unclear: boolean
  /** Entries beside those that name a unit, which name none: `Phase 1, the database`. */
  readonly others: readonly Text[]
  /** `true`: a range was not expanded, because the plan's ranges stand for too many tasks. */
  readonly excessive: boolean
}

const none =
  /^\s*(?:none|n\/a|no\b(?! \w+ (?:until|before))|nothing|nil|no dependencies|[-–—]\s*$|independent|无|なし|aucune?\b|keine?\b|ningun[ao]\b)/i
const all =
  /\ball (?:(?:previous|prior|other|earlier|preceding|above) )?(?:phases|stages|tasks|steps|waves|sprints|milestones|units|of the above)\b|\b(?:all previous|previous (?:phase|task|step|stage))\b/i
const soft =
  /\b(?:should|ideally|prefer\w*|better|recommended|best)\b[^.;]{0,200}\b(?:after|before|follow\w*|once|wait\w*)\b/i
const parallel = /\b(?:in parallel|parallel|concurrent(?:ly)?|alongside|simultaneous(?:ly)?)\b[^.;)]*/i

/**
 * Reads `Phase 1 (types), Phases 3-5 complete`, `All previous phases`, `None (can run in parallel with Phase 2)`.
 * Grammar: docs/dialects/phases.md.
 */
export function readReferences(text: Text, names: Names, own: string): ReadReferences {
  if (saysNone(text)) return readNone(text, names)
  const visible = withoutAsides(text)
  const hint = parallel.exec(visible)
  const hinted =
    hint === null
      ? visible
      : visible.slice(0, hint.index) + blank(hint[0]) + visible.slice(hint.index + hint[0].length)
  const outside = scan(hinted, text.span)
  const isAll = all.test(hinted) && outside.length === 0
  const named = isAll || outside.length > 0 ? outside : scan(inParentheses(text.plain), text.span)
  const references = [...(isAll ? everything(hinted, text, names, own) : expand(named, names))]
  return {
    references,
    peers: peersIn(text, names),
    none: false,
    unclear: references.length === 0 && leftOut(text, []).length > 0,
    others: references.length === 0 || isAll ? [] : othersIn(text, read(named, references), hint),
    excessive: names.room.left < 0,
  }
}

/** Code says none where it says nothing else: `none`, and not `no-op.ts`. */
function saysNone({ plain, codes: [first], span }: Text): boolean {
  const begin = span.start + plain.search(/\S/)
  if (first === undefined || first.span.start > begin) return none.test(plain)
  return /^(?:none|n\/a|no|nothing|nil|no dependencies|[-–—])\.?$/i.test(first.value.trim())
}

/** Without tickets of another system, which stand for no unit. */
function read(named: readonly Named[], references: readonly Reference[]): readonly Named[] {
  const places = new Set(references.map(({ span }) => span))
  const known = new Set(named.filter(({ span }) => places.has(span)).map(({ from }) => from))
  return named.filter(({ word, from }) => word !== 'ticket' || known.has(from))
}

/** What is said of a unit, and of when it will do: no remark that goes on behind a comma. */
const states =
  /^[^\p{L}\p{N}]*(?:(?:must|be|is|are|been|all|fully|both|only|complete[ds]?|completion|done|finished|merged|approved|green|first)\b[^\p{L}\p{N}]*)*$/iu

/** A hint such as "in parallel with Phase 2" is no need, and read elsewhere. */
function othersIn(text: Text, named: readonly Named[], hint: RegExpExecArray | null): readonly Text[] {
  const from = text.span.start + (hint?.index ?? text.plain.length)
  return leftOut(
    text,
    named.map(({ span }) => span),
    states,
  ).filter(({ span, plain }) => span.end <= from && !/^(?:and|or|then)$/i.test(plain.trim()))
}

/** "None (but should run after Phase 4)": no need, yet an order. */
function readNone(text: Text, names: Names): ReadReferences {
  const wish = soft.exec(text.plain)
  const end = wish === null ? 0 : wish.index + wish[0].length
  const after =
    wish === null ? '' : blank(text.plain.slice(0, end)) + text.plain.slice(end).replace(/[.;)][\s\S]*$/, '')
  const references = expand(scan(after, text.span), names).map((reference) => ({ ...reference, soft: true }))
  return {
    references,
    peers: peersIn(text, names),
    none: true,
    unclear: false,
    others: [],
    excessive: names.room.left < 0,
  }
}

function peersIn(text: Text, names: Names): readonly Reference[] {
  const hint = parallel.exec(text.plain)
  if (hint === null) return []
  const words = hint[0].replace(/\b(?:after|once|when|if)\b.*$/is, (tail) => blank(tail))
  return expand(scan(blank(text.plain.slice(0, hint.index)) + words, text.span), names)
}

/** Reasons in parentheses and code that is no reference are blanked, so that numbers in them are not read. */
function withoutAsides({ plain, span, codes, struck }: Text): string {
  let visible = plain
  for (const { value, span: place } of codes)
    if (!codeReference.test(value)) visible = blankAt(visible, place, span)
  for (const place of struck) visible = blankAt(visible, place, span)
  return withoutParentheses(visible)
}

const parenthesised = new RegExp(`\\((?:${unitWords})s?\\s+${number}\\)`, 'gi')

/** `Chunk 1 (Task 1)`: a name, and nothing else, says who is meant by words that name nobody. */
function inParentheses(text: string): string {
  let end = 0
  let named = ''
  for (const { 0: aside, index } of text.matchAll(parenthesised)) {
    named += `${blank(text.slice(end, index))} ${aside.slice(1, -1)} `
    end = index + aside.length
  }
  return named + blank(text.slice(end))
}

/** One pass, however deep they nest; one that is never closed hides nothing. */
function withoutParentheses(text: string): string {
  const open: number[] = []
  const asides: { readonly start: number; readonly end: number }[] = []
  for (let index = 0; index < text.length; index++) {
    if (text.charAt(index) === '(') open.push(index)
    const start = text.charAt(index) === ')' ? open.pop() : undefined
    if (start === undefined) continue
    while ((asides.at(-1)?.start ?? -1) > start) asides.pop()
    asides.push({ start, end: index + 1 })
  }
  const pieces = asides.map(
    ({ start, end }, index) => text.slice(asides[index - 1]?.end ?? 0, start) + blank(text.slice(start, end)),
  )
  return pieces.join('') + text.slice(asides.at(-1)?.end ?? 0)
}

const codeReference = new RegExp(`^(?:(?:${unitWords})[ _-]?)?${number}$`, 'i')

function blankAt(text: string, { start, end }: SourceSpan, within: SourceSpan): string {
  const from = Math.max(0, start - within.start)
  const to = Math.max(from, end - within.start)
  return text.slice(0, from) + blank(text.slice(from, to)) + text.slice(to)
}

function expand(named: readonly Named[], names: Names): readonly Reference[] {
  const references = named.flatMap((one) => {
    const [from, to] = one.to === undefined ? endsOf(one, names) : [one.from, one.to]
    return to === undefined ? single(one, names) : between(from, to, one.span, names)
  })
  const seen = new Set<string>()
  return references.filter(({ id }) => !seen.has(id) && seen.add(id))
}

/** `B2-B6` looks like the name of a ticket, and is a range where `B2` and `B6` are units and it is none. */
function endsOf({ word, from }: Named, { ids }: Names): readonly [string, string | undefined] {
  const [low = from, high, ...more] = from.split('-')
  const isRange =
    word === 'ticket' &&
    high !== undefined &&
    more.length === 0 &&
    !ids.has(normalId(from)) &&
    [low, high].every((end) => ids.has(normalId(end)))
  return isRange ? [low, high] : [from, undefined]
}

/** An unsuffixed `3` means 3a, 3b and 3c where there is no 3 itself. */
function single(
  { word: said, from, span }: Named,
  { ids, series, level, outside }: Names,
): readonly Reference[] {
  const normal = normalId(from)
  const id = ids.get(`${said} ${normal}`) ?? ids.get(normal)
  if (id !== undefined) return [{ id, span, by: 'name', soft: false }]
  const family = hasParts(normal, ids) ? level.filter((known) => isPartOf(known, normal)) : []
  if (family.length > 0)
    return family.map((part) => ({ id: ids.get(part) ?? part, span, by: 'family', soft: false }))
  if (said === 'ticket' && series?.has(lettersOf(from)) !== true) return []
  return [{ id: from, span, by: 'name', soft: false, ...(outside && { outside: 'open' as const }) }]
}

/** Asked first, because most of what is not known has no parts either, and there may be many of both. */
function hasParts(normal: string, ids: Names['ids']): boolean {
  return (
    /\d$/.test(normal) && Array.from('abcdefghijklmnopqrstuvwxyz').some((letter) => ids.has(normal + letter))
  )
}

/** The letters before the numbers of all names, `task` of `task-184`: a ticket of another series is another system's. */
export function seriesOf(names: Iterable<string>): ReadonlySet<string> {
  const series = new Set<string>()
  for (const name of names) if (/^[a-z]+-?\d/.test(name)) series.add(lettersOf(name))
  return series
}

function lettersOf(name: string): string {
  return /^[a-z]*/i.exec(name)?.[0].toLowerCase() ?? ''
}

/** 1-3 includes 1.5, 2a and 2b; an end that no unit has stays as a name, to be found unknown. */
function between(from: string, to: string, span: SourceSpan, names: Names): readonly Reference[] {
  const [low, high] = [normalId(from), normalId(to)]
  const inside = names.level.filter(
    (id) => compareIds(low, id) <= 0 && (compareIds(id, high) <= 0 || isPartOf(id, high)),
  )
  names.room.left -= inside.length
  if (names.room.left < 0) return []
  const ends = [from, to].filter(
    (end) => !names.ids.has(normalId(end)) && !names.level.some((id) => isPartOf(id, normalId(end))),
  )
  const missing = ends.map((end): Reference => ({ id: end, span, by: 'range', soft: false }))
  return [
    ...inside.map((id): Reference => ({ id: names.ids.get(id) ?? id, span, by: 'range', soft: false })),
    ...missing,
  ]
}

/** "All (previous) phases" are those before the reader, "all other phases" all but the reader. */
function everything(
  visible: string,
  text: Text,
  { ids, level, room }: Names,
  own: string,
): readonly Reference[] {
  const match = all.exec(visible)
  if (match === null) return []
  const start = text.span.start + match.index
  const span = { path: text.span.path, start, end: start + match[0].length }
  const others = level.filter((id) => id !== own)
  const earlier = level.slice(0, Math.max(0, level.indexOf(own)))
  const meant = /\bother\b/i.test(match[0])
    ? others
    : /previous (?:phase|task|step|stage)$/i.test(match[0])
      ? earlier.slice(-1)
      : earlier
  room.left -= meant.length
  if (room.left < 0) return []
  return meant.map((id) => ({ id: ids.get(id) ?? id, span, by: 'all', soft: false }))
}
