import type { Report } from '../../diagnostics/diagnostic.ts'
import type { MarkdownDocument } from '../dialect.ts'
import type { Outline, Section } from '../section.ts'
import { type LadderHeading, readLadderHeading } from './heading.ts'
import { bare, type Ids } from './ids.ts'
import { checkHeading, reportHome, reportOrder, reportPadding, reportPlace } from './ladder-problems.ts'
import type { BatchSketch, Form, Ladder, StageSketch, ThreadSketch } from './sketch.ts'

interface StageDraft extends StageSketch {
  readonly body: (BatchDraft | ThreadSketch)[]
}
interface BatchDraft extends BatchSketch {
  readonly threads: ThreadSketch[]
}

export interface Climb {
  readonly form: Form
  /** The folder of a stage's own file: `02`, `02-r1`. */
  readonly stage: string | undefined
  /** Ids in use in the whole plan. */
  readonly ids: Ids
  readonly report: Report
}

/** Reads stages, batches and threads by their headings, wherever they nest, and says where they nest wrongly. */
export function readLadder(document: MarkdownDocument, climb: Climb): Ladder {
  const { form, report } = climb
  const { inside, outside } = scopeOf(document, climb)
  for (const { heading, section } of inside) checkHeading(heading, section.level, form, report)
  const stages = stack(document, inside, climb)
  reportOrder(stages, report)
  reportPadding(
    inside.map(({ heading }) => heading),
    report,
  )
  for (const { heading } of outside) {
    reportPlace(
      heading,
      `outside of \`## ${form === 'plan' ? 'Stages' : 'Batches'}\` and is not read`,
      report,
    )
  }
  return { document, form, stages, left: outside.length }
}

function stack(
  { outline, source }: MarkdownDocument,
  rungs: readonly Rung[],
  climb: Climb,
): readonly StageSketch[] {
  const { stage, ids: give, report } = climb
  const stages: StageDraft[] = stage === undefined ? [] : [stageOfFile(stage, outline, source.text, give)]
  for (const { heading, section } of rungs) {
    if (heading.word === 'Stage') {
      if (stage === undefined) stages.push({ id: give(heading.id), heading, section, body: [] })
      else reportPlace(heading, 'in the file of another stage and is not read', report)
      continue
    }
    const current = stages.at(-1) ?? strayStage(stages, { heading, section }, report)
    if (heading.word === 'Batch') {
      const id = give(`${bare(current.id)}.${heading.id}`)
      current.body.push({ kind: 'batch', id, heading, section, threads: [] })
      continue
    }
    const batch = current.body.findLast((one) => one.kind === 'batch')
    const holder = batch === undefined ? `${bare(current.id)}.00` : bare(batch.id)
    const id = give(`${holder}.${heading.id}`)
    const home = batch?.threads ?? current.body
    home.push({ kind: 'thread', id, heading, section })
    if (batch === undefined) reportPlace(heading, 'in no batch', report)
  }
  return stages
}

function strayStage(stages: StageDraft[], { heading, section }: Rung, report: Report): StageDraft {
  reportPlace(heading, 'in no stage', report)
  const stage: StageDraft = { id: '00', heading: undefined, section, body: [] }
  stages.push(stage)
  return stage
}

/** In the per-stage form the file is the stage: `stages/02/PLAN.md`, headed `# Stage 02 Transport Plan`. */
function stageOfFile(id: string, outline: Outline, source: string, give: Ids): StageDraft {
  const top = outline.children.find(({ level }) => level === 1) ?? outline
  const heading = top.heading && readLadderHeading(top.heading, source)
  const title = heading && { ...heading.title, value: heading.title.value.replace(/(?:^|\s+)plan$/i, '') }
  return {
    id: give(id),
    heading: heading && title && { ...heading, title },
    section: top,
    body: [],
  }
}

interface Rung {
  readonly heading: LadderHeading
  readonly section: Section
}

interface Scope {
  readonly inside: readonly Rung[]
  readonly outside: readonly Rung[]
}

/** Units are those below `## Stages`, and later ones that are headed too high to be below it. */
function scopeOf({ outline, source }: MarkdownDocument, { form, report }: Climb): Scope {
  const chapters = outline.children.flatMap((one) => (one.level === 1 ? one.children : [one]))
  const home = form === 'tasks' ? -1 : chapters.findIndex((chapter) => isHome(chapter, form, report))
  if (home < 0) return { inside: rungsIn(chapters, source.text), outside: [] }
  const inside: Rung[] = []
  const outside: Rung[] = []
  for (const [index, chapter] of chapters.entries()) {
    const rungs = rungsIn([chapter], source.text)
    const own = index === home || (index > home && rungs[0]?.section === chapter)
    ;(own ? inside : outside).push(...rungs)
  }
  return { inside, outside: outside.filter(({ heading }) => heading.separator !== '') }
}

function isHome({ heading }: Section, form: Form, report: Report): boolean {
  const said = heading?.plain.trim().toLowerCase() ?? ''
  const word = form === 'plan' ? 'Stages' : 'Batches'
  if (said === word.toLowerCase()) return true
  if (heading === undefined || !new RegExp(`^${word}(?![\\w-])`, 'i').test(said)) return false
  reportHome(heading, word, report)
  return true
}

function rungsIn(sections: readonly Section[], source: string): readonly Rung[] {
  return sections.flatMap((section) => {
    const heading = section.heading && readLadderHeading(section.heading, source)
    const below = rungsIn(section.children, source)
    return heading === undefined ? below : [{ heading, section }, ...below]
  })
}
