import type { Section } from '../section.ts'
import { compareIds } from '../values/identifier.ts'
import { type Candidate, idOf } from './candidates.ts'
import { isHome } from './home.ts'

export interface Chosen {
  /** In text order, by number where some stand in an index only; of the same id more than one only where each has fields of its own. */
  readonly units: readonly Candidate[]
  /** Index lines of those units: `- [ ] **Task 1 — Title**` above their sections. */
  readonly index: readonly Candidate[]
  /** The same task again, in an overview: says nothing that the unit does not. */
  readonly mentions: readonly Candidate[]
}

/**
 * Headings go before list items, those under the task list before those elsewhere, those with fields before
 * those without. A task that only an index names is a task all the same.
 */
export function chooseUnits(all: readonly Candidate[]): Chosen {
  const headings = all.filter(({ kind }) => kind === 'heading')
  const items = all.filter(({ kind }) => kind !== 'heading')
  const listed = headings.length > 0 ? headings : items
  const home = homeOf(listed)
  const ranked = [...listed].sort((a, b) => rank(b, home) - rank(a, home) || start(a) - start(b))
  const best = new Map<string, Candidate>()
  for (const one of ranked) if (!best.has(idOf(one))) best.set(idOf(one), one)
  const isUnit = (one: Candidate) => {
    const first = best.get(idOf(one))
    return one === first || (one.fields > 0 && first?.parent === one.parent && first.kind === one.kind)
  }
  const only = headings.length > 0 ? firstOfEach(items.filter((one) => !best.has(idOf(one)))) : []
  const picked = new Set([...listed.filter(isUnit), ...only])
  const rest = all.filter((one) => !picked.has(one))
  const units = all.filter((one) => picked.has(one))
  return {
    // A task that only the index names stands above the sections of the others.
    units: only.length === 0 ? units : units.sort((a, b) => compareIds(idOf(a), idOf(b))),
    index: rest.filter(({ kind }) => kind !== 'heading'),
    mentions: rest.filter(({ kind }) => kind === 'heading'),
  }
}

/** The section whose tasks say most; one that is called a task list counts double. */
function homeOf(candidates: readonly Candidate[]): Section | undefined {
  const weights = new Map<Section, number>()
  for (const one of candidates) {
    const weight = (1 + 2 * one.fields) * (isHome(one.parent) ? 2 : 1)
    weights.set(one.parent, (weights.get(one.parent) ?? 0) + weight)
  }
  return [...weights].sort(([, a], [, b]) => b - a)[0]?.[0]
}

function rank({ parent, fields }: Candidate, home: Section | undefined): number {
  return (parent === home ? 100 : 0) + fields
}

function start({ headingSpan }: Candidate): number {
  return headingSpan.start
}

function firstOfEach(candidates: readonly Candidate[]): readonly Candidate[] {
  const seen = new Set<string>()
  return candidates.filter((one) => !seen.has(idOf(one)) && seen.add(idOf(one)))
}
