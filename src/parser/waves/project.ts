import type { Report } from '../../diagnostics/diagnostic.ts'
import type { Plan, Task } from '../../plan/plan.ts'
import { unitsOf } from '../../plan/walk.ts'
import { startOf } from '../../source/source-file.ts'
import { located } from '../../source/span.ts'
import type { Document } from '../dialect.ts'
import { recordHasPlan } from '../problems.ts'
import { textIn } from '../values.ts'
import { branchOf } from './branch.ts'
import { type Papers, papersOf } from './companions.ts'
import { goalOf } from './goals.ts'
import { keyIn } from './head.ts'
import { reportProblems } from './head-problems.ts'
import { padded, planPath } from './layout.ts'
import { lowerPlan } from './lower-plan.ts'
import type { PlanNames } from './needs.ts'
import { reportListed, reportPapers } from './paper-problems.ts'
import { type PhaseFiles, phaseGroup, phasesOf, roundGroups, roundsOf, waveClaims } from './phases.ts'
import { type PlanFile, planFile } from './plan-file.ts'
import { requirementsOf } from './requirements.ts'
import { type RoadmapPhase, readRoadmap } from './roadmap.ts'
import { projectOf } from './settings.ts'
import { statusOf, summaryStem, toldBy } from './summaries.ts'

/** All plan files that were read, one phase or several, as one plan. */
export function lowerProject(
  documents: readonly [Document, ...Document[]],
  report: Report,
  present: readonly string[] = [],
): Plan {
  const [entry] = documents
  const papers = papersOf(documents)
  const phases = phasesOf(numbered(papers.plans.map(({ document, place }) => planFile(document, place))))
  const roadmap = papers.roadmap === undefined ? [] : readRoadmap(papers.roadmap)
  const byNumber = new Map(roadmap.map((phase) => [phase.number, phase]))
  const files = phases.flatMap((phase) => phase.files)
  for (const file of files) reportProblems(file, report)
  reportPapers(papers, report)
  const statuses = statusesOf(files, papers, report)
  const names = namesOf(files, roadmap, present)
  const lowered = phases.map((phase) => ({ phase, tasks: lowerPhase(phase, { names, statuses, report }) }))
  const told = (phase: PhaseFiles) => byNumber.get(phase.id)
  for (const phase of phases) {
    const own = told(phase)
    if (own !== undefined) reportListed(phase, own, report)
  }
  const ids = new Set(phases.map(({ id }) => id))
  const body = lowered.flatMap(({ phase, tasks }, index) => {
    const nodes = roundGroups(phase, tasks)
    if (phases.length === 1) return nodes
    return [phaseGroup(phase, nodes, { before: phases[index - 1], roadmap: byNumber, ids })]
  })
  const branch = branchOf(papers, phases, report)
  const plan: Plan = {
    kind: 'plan',
    dialect: 'waves',
    path: entry.path,
    span: startOf(entry.source),
    title: titleOf(phases, told, papers),
    status: undefined,
    body,
    claims: lowered.flatMap(({ tasks }) => waveClaims(tasks)),
    checkpoints: [],
    context: phases.flatMap((phase) => contextOf(told(phase))),
    coverage: { found: 0, understood: 0 },
    focus: entry.path,
    project: { ...projectOf(papers), ...(branch && { branch }) },
    phases: lowered.flatMap(({ phase, tasks }) => goalOf(phase, tasks, told(phase), papers)),
    ...requirementsOf(
      phases.flatMap((phase) => told(phase) ?? []),
      papers,
      [...ids],
    ),
  }
  const units = unitsOf(plan).filter(({ kind }) => kind !== 'group').length
  const broken = files.reduce((count, { tags }) => count + tags.broken.length, 0)
  return { ...plan, coverage: { found: units + broken, understood: units } }
}

/** The same id twice, in an archive say, is told apart. */
function numbered(files: readonly PlanFile[]): readonly PlanFile[] {
  const taken = new Set<string>()
  return files.map((file) => {
    let id = file.id
    for (let count = 2; taken.has(id.toLowerCase()); count++) id = `${file.id}#${count}`
    taken.add(id.toLowerCase())
    return { ...file, id }
  })
}

interface Lowering {
  readonly names: PlanNames
  readonly statuses: ReadonlyMap<PlanFile, NonNullable<Task['status']>>
  readonly report: Report
}

function lowerPhase(phase: PhaseFiles, { names, statuses, report }: Lowering): readonly Task[] {
  const rounds = roundsOf(phase, ({ head }) => {
    const said = textIn(keyIn(head, 'wave'))?.value
    return said !== undefined && /^\d+$/.test(said) ? Number(said) : undefined
  })
  return phase.files.map((file) =>
    lowerPlan(file, {
      names,
      phase: phase.numbered ? phase.id : undefined,
      report,
      round: rounds.get(file) ?? 0,
      status: statuses.get(file),
    }),
  )
}

/** A plan's own word goes before that of its summary, which goes before nothing. */
function statusesOf(files: readonly PlanFile[], { summaries }: Papers, report: Report): Lowering['statuses'] {
  const statuses = new Map<PlanFile, NonNullable<Task['status']>>()
  for (const document of summaries) {
    const named = summaryStem(document.path)
    const file =
      files.find(
        ({ place }) =>
          place.folder === named?.folder && place.stem.toLowerCase() === named.stem.toLowerCase(),
      ) ??
      files.find(
        ({ place, id }) => place.folder === named?.folder && id.toLowerCase() === named.stem.toLowerCase(),
      )
    if (file !== undefined) statuses.set(file, statusOf(document))
    else if (named !== undefined && files.some(({ place }) => place.folder === named.folder)) {
      report(recordHasPlan, {
        span: startOf(document.source),
        message: `This is the summary of \`${named.stem || named.folder}\`, and no plan has that name`,
        help: 'Rename it as its plan is named, or delete it.',
      })
    }
  }
  for (const file of files) {
    const said = textIn(keyIn(file.head, 'status'))
    const status = said && toldBy(said.value)
    if (said !== undefined && status !== undefined) statuses.set(file, located(status, said.span))
  }
  return statuses
}

/** What stands in other folders is known by its name alone; what the roadmap ticks off is done. */
function namesOf(
  files: readonly PlanFile[],
  roadmap: readonly RoadmapPhase[],
  present: readonly string[],
): PlanNames {
  const read = new Map<string, string>()
  for (const { id, place, head } of files) {
    const alias = textIn(keyIn(head, 'id'))?.value
    for (const name of [id, place.stem, alias]) {
      if (name && !read.has(name.toLowerCase())) read.set(name.toLowerCase(), id)
    }
  }
  const outside = new Map<string, 'open' | 'done'>()
  const here = new Set(files.map(({ place }) => place.phase))
  for (const { number, done, plans } of roadmap) {
    if (here.has(number)) continue
    outside.set(number.toLowerCase(), done ? 'done' : 'open')
    for (const { value } of plans)
      outside.set(value.replace(/(?:-PLAN)?(?:\.md)?$/i, '').toLowerCase(), done ? 'done' : 'open')
  }
  const summaries = new Set(
    present.flatMap((path) => (/SUMMARY\.md$/i.test(path) ? path.replace(/SUMMARY\.md$/i, '') : [])),
  )
  for (const path of present) {
    const place = planPath(path)
    if (place?.phase === undefined || place.number === undefined) continue
    const state = summaries.has(path.replace(/PLAN\.md$/i, '')) ? 'done' : 'open'
    outside.set(`${place.phase}-${padded(place.number)}`.toLowerCase(), state)
    outside.set(place.stem.toLowerCase(), state)
  }
  return { read, outside }
}

function titleOf(
  phases: readonly PhaseFiles[],
  told: (phase: PhaseFiles) => RoadmapPhase | undefined,
  { roadmap }: Papers,
): Plan['title'] {
  const [first, second] = phases
  if (first === undefined) return undefined
  if (second !== undefined) {
    const heading = roadmap?.outline.children.find(({ level }) => level === 1)?.heading
    return heading && located(heading.plain.replace(/^\W*roadmap:\s*/i, '').trim(), heading.span)
  }
  const name = told(first)?.name
  if (name !== undefined && name.value !== '') return name
  const file = first.files[0]
  if (file === undefined) return undefined
  const said = textIn(keyIn(file.head, 'phase'))
  const slug = first.slug?.replaceAll('-', ' ')
  return slug === undefined ? undefined : located(slug, said?.span ?? startOf(file.document.source))
}

function contextOf(told: RoadmapPhase | undefined): Plan['context'] {
  return told === undefined ? [] : [{ title: `Phase ${told.number}: ${told.name.value}`, span: told.span }]
}
