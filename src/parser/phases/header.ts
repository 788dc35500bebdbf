import type { Passage, Plan } from '../../plan/plan.ts'
import { located, type SourceSpan } from '../../source/span.ts'
import { fieldOf, textsOf } from '../lookup.ts'
import type { Outline, Section } from '../section.ts'
import { wordsOf } from '../text.ts'
import { planStatus } from '../values/status.ts'

const statusKeys = new Set(['status', 'plan status'])
/** Says no more than that the file is a plan, or heads the notes of its planning. */
const generic = /^\W*(?:planning process|(?:the |implementation )?plan)\W*$/i

/** The first H1, else the first heading; `undefined` where it says nothing. */
export function titleOf({ children }: Outline): Plan['title'] {
  const heads = children.flatMap(({ heading, level }) =>
    heading && wordsOf(heading) !== '' ? [{ heading, level }] : [],
  )
  const first = heads.find(({ level }) => level === 1) ?? heads[0]
  if (first === undefined || generic.test(first.heading.plain)) return undefined
  return located(wordsOf(first.heading), first.heading.span)
}

/** `**Status:**` above the units, front matter, or a `## Status` section. */
export function statusOf(outline: Outline): Plan['status'] {
  const top = [outline, ...outline.children.filter(({ level }) => level === 1)]
  for (const section of top) {
    const field = fieldOf(section, statusKeys)
    const text = field && textsOf(field)[0]
    if (text !== undefined) return located(planStatus(text.plain), text.span)
  }
  const entry = outline.frontmatter.find(({ key }) => key.value.toLowerCase() === 'status')
  if (entry?.value.kind !== 'scalar' || entry.value.source === '') return undefined
  return located(planStatus(entry.value.source), entry.value.span)
}

const worthKnowing =
  /\b(?:summary|overview|objectives?|goals?|context|background|architecture|constraints?|requirements?|cross-cutting|conventions?|scope|tech(?:nology)? stack|design|decisions?|principles|assumptions|non-goals|out of scope)\b/i

/** What every agent should know: sections about the whole, not about a unit. */
export function contextOf(outline: Outline, units: readonly SourceSpan[]): readonly Passage[] {
  const sections = outline.children.flatMap((top) => (top.level === 1 ? top.children : [top]))
  return sections.flatMap((section) => passage(section, units))
}

function passage({ heading, span }: Section, units: readonly SourceSpan[]): readonly Passage[] {
  if (heading === undefined || !worthKnowing.test(heading.plain)) return []
  const holdsUnits = units.some((unit) => unit.start >= span.start && unit.end <= span.end)
  return holdsUnits ? [] : [{ title: wordsOf(heading), span }]
}
