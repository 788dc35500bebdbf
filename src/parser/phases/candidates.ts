import { fieldOf } from '../lookup.ts'
import type { Labels } from '../profile.ts'
import type { Section, Text } from '../section.ts'
import { unitWords } from '../values/identifier.ts'
import { readShortHeading, readUnitHeading, type UnitHeading } from '../values/unit-heading.ts'
import { type Candidate, countFields, keyOf } from './candidate.ts'
import { looseCandidates } from './loose.ts'
import { isPart, numberedParts } from './numbered-parts.ts'

export interface Chosen {
  /** Outermost units, in text order. */
  readonly units: readonly Candidate[]
  /** Sections that speak like a task, and whose headings cannot be read as one. */
  readonly nameless: readonly Section[]
  /** Headings that look like a unit and are none of `units` or below them. */
  readonly others: readonly Candidate[]
}

/** Sections that hold the units where a plan has other headings like them, in a review say. */
const homeNames =
  /^\W*(?:(?:the )?(?:implementation|execution|detailed|development|project|work)? ?(?:phases|plan|task list|tasks|phase details|plan details|steps|stages|waves)|phases? breakdown|work breakdown|task breakdown|roadmap)\W*$/i

/** Finds the plan's units among all headings that look like one. */
export function chooseUnits(root: Section, source: string, labels: Labels): Chosen {
  const all = withoutTitle(allCandidates(root, source, labels), labels)
  const homes = sectionsIn(root).filter(
    ({ heading, level }) => level > 1 && heading !== undefined && homeNames.test(heading.plain),
  )
  const home = homes.map((section) => within(all, section)).sort((a, b) => weigh(b) - weigh(a))[0] ?? []
  const scope = weigh(home) * 2 >= weigh(all) ? home : all
  const kind = mainKind(scope)
  const main = scope.filter((one) => kindOf(one) === kind)
  const known = new Set(main.map(keyOf))
  const extra = scope.filter((one) => kindOf(one) !== kind && isWork(one, labels) && !known.has(keyOf(one)))
  const picked = new Set([...main, ...extra].filter((one) => isUnit(one, main)))
  const units = scope.filter((one) => picked.has(one))
  return { units, nameless: namelessIn(root, units, labels), others: all.filter((one) => !picked.has(one)) }
}

/** A goal and exit criteria alone are an overview of other units. */
function isWork(candidate: Candidate, labels: Labels): boolean {
  return candidate.children.length > 0 || saysHow(candidate, labels)
}

function saysHow({ section }: Candidate, { owner, needs, files, blastRadius }: Labels): boolean {
  return [owner, needs, files, blastRadius].some((keys) => fieldOf(section, keys) !== undefined)
}

const unitWord = new RegExp(`^\\W*(?:${unitWords})(?![A-Za-z])`, 'i')

/** `### Phase x: …` or `### Cleanup` with the fields of a task, beside the units. */
function namelessIn(root: Section, units: readonly Candidate[], labels: Labels): readonly Section[] {
  const levels = new Set(units.map(({ section }) => section.level))
  const known = new Set(units.map(({ section }) => section))
  const visit = (section: Section): readonly Section[] =>
    section.children.flatMap((child) => {
      if (known.has(child)) return []
      return levels.has(child.level) && speaksLikeTask(child, labels) ? [child] : visit(child)
    })
  return visit(root)
}

function speaksLikeTask(section: Section, { owner, needs, files, criteria, blastRadius }: Labels): boolean {
  const said = [owner, needs, files, criteria, blastRadius].filter(
    (keys) => fieldOf(section, keys) !== undefined,
  ).length
  return said > 1 || (said === 1 && section.heading !== undefined && unitWord.test(section.heading.plain))
}

/** `# Phase 10a: Image styles` over a whole document is its title, unless it speaks like a task itself. */
function withoutTitle(all: readonly Candidate[], labels: Labels): readonly Candidate[] {
  const [only, more] = all
  if (only === undefined || more !== undefined || only.section.level !== 1) return all
  const [part] = only.children
  if (part === undefined || isPart(part, only)) return saysHow(only, labels) ? all : only.children
  return only.children
}

/**
 * Headings with a word, and those with a letter and number (`E3`, `U1`) that speak like a task; where there are
 * none, numbered ones that do; else list items and bold lines.
 */
function allCandidates(root: Section, source: string, labels: Labels): readonly Candidate[] {
  const worded = candidatesIn(root, { source, labels }, (text, fields) => {
    const short = fields > 0 ? readShortHeading(text, source) : undefined
    return readUnitHeading(text, source) ?? (short && /^[A-Z]/.test(short.id) ? short : undefined)
  })
  if (worded.length > 1 || worded.some(isSpoken)) return worded
  const short = candidatesIn(root, { source, labels }, (text, fields) =>
    fields > 0 ? readShortHeading(text, source) : undefined,
  )
  if (short.length > 1) return short
  const loose = looseCandidates(root, source, labels)
  return loose.length > 1 ? loose : worded
}

function isSpoken({ fields, children }: Candidate): boolean {
  return fields > 0 || children.some(isSpoken)
}

/** Reads a heading, given how many fields of a task its section has. */
type ReadHeading = (text: Text, fields: number) => UnitHeading | undefined

/** Outermost candidates below a section; inner ones are their children. */
function candidatesIn(
  section: Section,
  reading: { readonly source: string; readonly labels: Labels },
  read: ReadHeading,
): readonly Candidate[] {
  return section.children.flatMap((child) => {
    const children = candidatesIn(child, reading, read)
    const fields = countFields(child, reading.labels)
    const heading = child.heading && read(child.heading, fields)
    if (heading === undefined) return children
    if (!heading.separated && isAside(heading)) return children
    const parts = children.length > 0 ? children : numberedParts(child, heading.id, reading)
    return [{ heading, section: child, fields, children: parts }]
  })
}

/** `Phase 1 Deliverables`, `Step 3 and 4`: words about a unit, not a unit. */
function isAside({ title }: UnitHeading): boolean {
  return /^(?:deliverables?|(?:exit |entry |quality )?(?:gates?|checks?)|exit|entry|tasks?|testing|tests?|checklist|summary|overview|results?|notes?|review|status|complete|completion|internal|dependenc|acceptance|criteria|verification|validation|metrics|timeline|plan|implementation plan|and|to|through|or|is|was|&|\+|vs)\b/i.test(
    title.value,
  )
}

function sectionsIn(section: Section): readonly Section[] {
  return section.children.flatMap((child) => [child, ...sectionsIn(child)])
}

/** The outermost candidates that stand below `section`, which may itself stand below one. */
function within(candidates: readonly Candidate[], section: Section): readonly Candidate[] {
  return candidates.flatMap((one) => {
    const inside = one.section.span.start > section.span.start && one.section.span.end <= section.span.end
    return inside ? [one] : within(one.children, section)
  })
}

/** A unit with fields says more than one without. */
function weigh(candidates: readonly Candidate[]): number {
  return candidates.reduce((sum, { fields, children }) => sum + 1 + fields * 2 + weigh(children), 0)
}

/** The heading level and word with the most distinct units that have fields; of equal ones that which says more. */
function mainKind(candidates: readonly Candidate[]): string {
  const kinds = new Map<string, Candidate[]>()
  for (const one of candidates) {
    const kind = kinds.get(kindOf(one)) ?? []
    kinds.set(kindOf(one), kind)
    kind.push(one)
  }
  const distinct = (some: readonly Candidate[]) => new Set(some.map(keyOf)).size
  const ranked = [...kinds].map(([kind, all]) => ({
    kind,
    spoken: distinct(all.filter(({ fields, children }) => fields > 0 || children.length > 0)),
    named: distinct(all),
    weight: weigh(all),
  }))
  ranked.sort((a, b) => b.spoken - a.spoken || b.weight - a.weight || b.named - a.named)
  return ranked[0]?.kind ?? ''
}

function kindOf({ heading, section }: Candidate): string {
  return `${section.level} ${heading.word}`
}

/** Without a separator it is a unit only where its number is its own. */
function isUnit(candidate: Candidate, all: readonly Candidate[]): boolean {
  if (candidate.heading.separated) return true
  const twins = all.filter((other) => other !== candidate && keyOf(other) === keyOf(candidate))
  return twins.every(({ heading, fields }) => !heading.separated && fields < candidate.fields)
}
