import type { Report } from '../../diagnostics/diagnostic.ts'
import type { Claim, Plan } from '../../plan/plan.ts'
import { startOf } from '../../source/source-file.ts'
import type { Dialect, Document, MarkdownDocument } from '../dialect.ts'
import { fieldOf } from '../lookup.ts'
import { type Candidate, keyOf } from '../phases/candidate.ts'
import { chooseUnits } from '../phases/candidates.ts'
import { readCheckpoints } from '../phases/checkpoints.ts'
import { groupFields, groupTables } from '../phases/groups.ts'
import { contextOf, statusOf, titleOf } from '../phases/header.ts'
import { diagramClaims } from '../phases/mermaid.ts'
import { lowerAll, mention, type Sketch, sketch, unitsIn } from '../phases/tree.ts'
import { placeholderIn } from '../placeholder.ts'
import { noRepeatedSection, taskIsUnderstood } from '../problems.ts'
import { commonLabels } from '../profile.ts'
import { isRecord, isRoadmap } from '../record.ts'
import type { Section } from '../section.ts'
import { normalId } from '../values/identifier.ts'
import { type Names, roomy } from '../values/references.ts'
import type { Unit } from '../work.ts'

/** One document; phases are headings, their fields bold labels, table rows or sub-headings. */
export const phases: Dialect = {
  id: 'phases',
  summary: 'One document with a heading for each phase, stage, step or task',
  recognises,
  frontEnd:
    async () =>
    ([document], report) => {
      if (document.kind !== 'markdown') throw new Error(`a phase plan is Markdown, not ${document.path}`)
      return lower(document, report)
    },
}

function recognises(document: Document): number {
  if (document.kind !== 'markdown' || isRecord(document) || placeholderIn(document) !== undefined) return 0
  const { outline, source } = document
  const { units } = chooseUnits(outline, source.text, commonLabels)
  if (units.length === 0 || (isRoadmap(document.path) && !units.some(hasWorker))) return 0
  const spoken = units.filter(({ fields, children }) => fields > 0 || children.length > 0).length
  if (spoken === 0) return units.length > 2 ? 0.3 : 0.1
  return Math.min(0.9, 0.5 + 0.1 * spoken)
}

/** A road map tells what a phase is for; who does it, and where, is for its plans. */
function hasWorker({ section }: Candidate): boolean {
  const { owner, files, blastRadius } = commonLabels
  return [owner, files, blastRadius].some((keys) => fieldOf(section, keys) !== undefined)
}

function lower(document: MarkdownDocument, report: Report): Plan {
  const { path, source, outline } = document
  const { units, others, nameless } = chooseUnits(outline, source.text, commonLabels)
  const sketches = sketch(units, commonLabels, report)
  const named = unitsIn(sketches)
  const names = namesOf(named, sketches)
  const left = reportOthers(others, units, report) + reportNameless(nameless, others, report)
  const spans = named.map(({ section }) => section.span)
  return {
    kind: 'plan',
    dialect: 'phases',
    path,
    span: startOf(source),
    title: titleOf(outline),
    status: statusOf(outline),
    body: lowerAll(sketches, { labels: commonLabels, names, report }),
    claims: claimsOf(document, { ...names, level: sketches.map(({ unit }) => normalId(unit.id)) }, report),
    checkpoints: readCheckpoints(document, names, report),
    context: contextOf(outline, spans),
    coverage: { found: named.length + left, understood: named.length },
  }
}

/** A step that shares its number with a phase is reached by its own id only. */
function namesOf(units: readonly Unit[], [only, more]: readonly Sketch[]): Names {
  const ids = new Map<string, string>()
  for (const { id, heading } of units) {
    const ticket = /^[A-Z]+-(\d+[A-Za-z]?)$/.exec(id)?.[1]
    for (const name of [id, heading.id, `${heading.word} ${heading.id}`, ticket]) {
      const normal = name && normalId(name)
      if (normal && !ids.has(normal)) ids.set(normal, id)
    }
  }
  const outside = more === undefined && only?.unit.section.level === 1
  return { ids, level: [], outside, room: roomy() }
}

/** Headings that look like a unit and were not read: counts those that name no unit of the plan. */
function reportOthers(others: readonly Candidate[], units: readonly Candidate[], report: Report): number {
  const chosen = new Set(units)
  const apart = new Map<string, Candidate[]>()
  for (const other of others) {
    if (units.some(({ section }) => inside(other, section.span)) || holds(other, chosen)) continue
    const twin = units.find((unit) => keyOf(unit) === keyOf(other))
    if (twin !== undefined) {
      report(noRepeatedSection, mention(other, twin))
      continue
    }
    const kind = `${other.heading.word} ${other.section.level}`
    apart.set(kind, [...(apart.get(kind) ?? []), other])
  }
  for (const alike of apart.values()) reportApart(alike, report)
  return [...apart.values()].flat().length
}

/** Said once for headings of one kind: an overview has as many as the plan has phases. */
function reportApart([first, ...more]: readonly Candidate[], report: Report): void {
  if (first === undefined) return
  const name = `“${first.heading.word} ${first.heading.id}”`
  const message =
    more.length === 0
      ? `${name} looks like a task, but stands apart from the plan's other tasks and is not read`
      : `${name} and ${more.length} more like it look like tasks, but stand apart from the plan's others and are not read`
  const places = more.map(({ section }) => section.heading?.span ?? section.span)
  report(taskIsUnderstood, {
    span: first.section.heading?.span ?? first.section.span,
    message,
    help: 'Put it at the same heading level and under the same section as the others.',
    related: places.map((span) => ({ span, message: 'and here' })),
  })
}

function reportNameless(sections: readonly Section[], others: readonly Candidate[], report: Report): number {
  const said = new Set(others.map(({ section }) => section))
  const nameless = sections.filter((section) => !said.has(section))
  for (const { heading, span } of nameless) {
    report(taskIsUnderstood, {
      span: heading?.span ?? span,
      message:
        'This section has the fields of a task, but its heading has no word and number of one, and it is not read',
      help: 'Head it as the other tasks are, such as `### Phase 4: Name`.',
    })
  }
  return nameless.length
}

function inside(
  { section }: Candidate,
  { start, end }: { readonly start: number; readonly end: number },
): boolean {
  return section.span.start >= start && section.span.end <= end
}

function holds(candidate: Candidate, chosen: ReadonlySet<Candidate>): boolean {
  return candidate.children.some((child) => chosen.has(child) || holds(child, chosen))
}

/** The last table of groups stands: a review adds a better one below the first. */
function claimsOf({ outline }: MarkdownDocument, names: Names, report: Report): readonly Claim[] {
  const tables = groupTables(outline, names).filter(({ claims }) =>
    claims.some(({ members }) => members.length > 0),
  )
  const last = tables.at(-1)
  for (const { span } of tables.slice(0, -1)) {
    report(noRepeatedSection, {
      span,
      message: 'This table of groups is replaced by a later one',
      help: 'Delete the one that no longer holds.',
      ...(last && { related: [{ span: last.span, message: 'the table that counts' }] }),
    })
  }
  return [...(last?.claims ?? groupFields(outline, names)), ...diagramClaims(outline, names)]
}
