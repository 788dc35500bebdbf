import type { Fix, TextEdit } from '../../diagnostics/fix.ts'
import type { Reference, Unit } from '../../plan/plan.ts'
import { unitsOf, worksOf } from '../../plan/walk.ts'
import type { RuleInput } from '../rule.ts'
import { headingOf } from '../seats.ts'
import { renamed, writtenAt } from './rename.ts'

/**
 * Gives a unit whose id is taken the next free number. References mean the first one of that id, and still do; only
 * those that name the title of the later one, as `Phase 2 (Ranking)` does, follow it.
 */
export function renumbered(input: RuleInput, unit: Unit, taken: string): Fix | undefined {
  const number = /^(?<lead>.*?)(?<digits>\d+)$/.exec(taken)?.groups
  const heading = headingOf(unit)
  if (number === undefined || unit.title.span.start < heading.start) return undefined
  const free = nextAfter(input, number['lead'] ?? '', number['digits'] ?? '')
  const named = renamed(input, { ...heading, end: unit.title.span.start }, taken, free)
  if (named.length === 0) return undefined
  const edits = [
    ...named,
    ...referencesTo(input, unit, taken).flatMap(({ span }) => renamed(input, span, taken, free)),
  ]
  return { safety: 'unsafe', title: `Number it ${free}`, edits: withoutRepeats(edits) }
}

/** Behind all numbers of its kind: one in between could fall into a range such as `Phases 1-4`. */
function nextAfter({ plan }: RuleInput, lead: string, digits: string): string {
  const numbers = unitsOf(plan).flatMap(({ id }) => {
    const rest = id.startsWith(lead) ? /^\d+(?![\d])/.exec(id.slice(lead.length))?.[0] : undefined
    return rest === undefined ? [] : [Number(rest)]
  })
  const width = digits.startsWith('0') ? digits.length : 0
  return `${lead}${String(numbers.reduce((most, one) => Math.max(most, one), 0) + 1).padStart(width, '0')}`
}

function referencesTo(input: RuleInput, unit: Unit, taken: string): readonly Reference[] {
  const title = unit.title.value.trim().toLowerCase()
  const needs = input.tasks.flatMap(worksOf).flatMap((work) => work.needs?.value ?? [])
  if (title === '') return []
  return needs.filter(({ id, span, by }) => {
    if (id !== taken || by !== 'name') return false
    const behind = { path: span.path, start: span.end, end: span.end + title.length + 4 }
    const named = /^\s*\((?<title>[^()]*)\)/.exec(writtenAt(input, behind) ?? '')?.groups?.['title']
    return named?.trim().toLowerCase() === title
  })
}

function withoutRepeats(edits: readonly TextEdit[]): readonly TextEdit[] {
  const starts = new Set<string>()
  return edits.filter(({ span }) => {
    const key = `${span.path} ${span.start}`
    return !starts.has(key) && starts.add(key)
  })
}
