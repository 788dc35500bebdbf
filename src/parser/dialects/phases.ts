import type { Report } from '../../diagnostics/diagnostic.ts'
import type { Claim, Plan } from '../../plan/plan.ts'
import { startOf } from '../../source/source-file.ts'
import type { Dialect, Document, MarkdownDocument } from '../dialect.ts'
import { fieldOf } from '../lookup.ts'
import type { Candidate } from '../phases/candidate.ts'
import { type Chosen, chooseUnits } from '../phases/candidates.ts'
import { readCheckpoints } from '../phases/checkpoints.ts'
import { groupFields, groupTables } from '../phases/groups.ts'
import { contextOf, statusOf, titleOf } from '../phases/header.ts'
import { reportItems, reportNameless, reportOthers, reportParallelItems } from '../phases/left-out.ts'
import { diagramClaims } from '../phases/mermaid.ts'
import { withOverview } from '../phases/overview.ts'
import { lowerAll, type Sketch, sketch, unitsIn } from '../phases/tree.ts'
import { placeholderIn } from '../placeholder.ts'
import { noRepeatedSection } from '../problems.ts'
import { commonLabels } from '../profile.ts'
import { isRecord, isRoadmap } from '../record.ts'
import { normalId } from '../values/identifier.ts'
import { type Names, roomy, seriesOf } from '../values/references.ts'
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
  const { units } = chosenIn(document)
  if (units.length === 0 || (isRoadmap(document.path) && !units.some(hasWorker))) return 0
  const spoken = units.filter(({ fields, children }) => fields > 0 || children.length > 0).length
  if (spoken === 0) return units.length > 2 ? 0.3 : 0.1
  return Math.min(0.9, 0.5 + 0.1 * spoken)
}

/** Asked for when a dialect is looked for, and when the plan is read. */
const chosen = new WeakMap<MarkdownDocument, Chosen>()

function chosenIn(document: MarkdownDocument): Chosen {
  const known = chosen.get(document)
  if (known !== undefined) return known
  const units = chooseUnits(document.outline, document.source.text, commonLabels)
  chosen.set(document, units)
  return units
}

/** A road map tells what a phase is for; who does it, and where, is for its plans. */
function hasWorker({ section }: Candidate): boolean {
  const { owner, files, blastRadius } = commonLabels
  return [owner, files, blastRadius].some((keys) => fieldOf(section, keys) !== undefined)
}

function lower(document: MarkdownDocument, report: Report): Plan {
  const { path, source, outline } = document
  const { units, others, nameless } = chosenIn(document)
  const sketched = sketch(units, commonLabels, report)
  const names = namesOf(unitsIn(sketched), sketched)
  const level = sketched.map(({ unit }) => normalId(unit.id))
  const sketches = withOverview(sketched, outline, { names: { ...names, level }, report })
  const named = unitsIn(sketches)
  const left =
    reportOthers(others, units, report) +
    reportNameless(nameless, others, report) +
    reportItems(outline, named, report)
  reportParallelItems(named, report)
  const spans = named.map(({ section }) => section.span)
  return {
    kind: 'plan',
    dialect: 'phases',
    path,
    span: startOf(source),
    title: titleOf(outline),
    status: statusOf(outline),
    body: lowerAll(sketches, { labels: commonLabels, names, report }),
    claims: claimsOf(document, { ...names, level }, report),
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
  return { ids, series: seriesOf(ids.keys()), level: [], outside, room: roomy() }
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
