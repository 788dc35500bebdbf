import type { Claim, Group, Node, Reference, Task } from '../../plan/plan.ts'
import { located, type SourceSpan } from '../../source/span.ts'
import { compareIds } from '../values/identifier.ts'
import type { PlanFile } from './plan-file.ts'
import type { RoadmapPhase } from './roadmap.ts'

/** The plans of one folder, by number, and the round that each belongs to. */
export interface PhaseFiles {
  /** `03`; the folder's name where it has no number. */
  readonly id: string
  readonly slug: string | undefined
  readonly files: readonly PlanFile[]
  /** Phases run one after another; other folders for themselves. */
  readonly numbered: boolean
}

export function phasesOf(files: readonly PlanFile[]): readonly PhaseFiles[] {
  const folders = new Map<string, PlanFile[]>()
  for (const file of files) folders.set(file.place.folder, [...(folders.get(file.place.folder) ?? []), file])
  const phases = [...folders.values()].map((inFolder): PhaseFiles => {
    const [first] = inFolder
    const { phase, slug, area, folder } = first?.place ?? {}
    const name = folder?.slice(0, -1).split('/').at(-1)
    return {
      id: phase ?? (name || 'plan'),
      slug,
      files: inFolder.toSorted((a, b) => compareIds(a.id, b.id) || (a.id < b.id ? -1 : 1)),
      numbered: phase !== undefined && area !== 'quick',
    }
  })
  return phases.toSorted((a, b) => Number(b.numbered) - Number(a.numbered) || compareIds(a.id, b.id))
}

/**
 * Plans that close gaps are written after the phase was run, in one or more rounds that count their waves anew: a
 * wave that is lower than the one before it begins another round.
 */
export function roundsOf(
  { files }: PhaseFiles,
  waveOf: (file: PlanFile) => number | undefined,
): ReadonlyMap<PlanFile, number> {
  const rounds = new Map<PlanFile, number>()
  let round = 0
  let last = Number.POSITIVE_INFINITY
  for (const file of files) {
    if (!file.closesGaps) {
      rounds.set(file, 0)
      continue
    }
    const wave = waveOf(file)
    if (round === 0 || (wave !== undefined && wave < last)) round++
    last = wave ?? last
    rounds.set(file, round)
  }
  return rounds
}

/** A phase of one round is its plans; of several rounds, a group for each that waits for the one before. */
export function roundGroups(phase: PhaseFiles, tasks: readonly Task[]): readonly Node[] {
  const byRound = new Map<number, Task[]>()
  for (const task of tasks) {
    const round = task.contract?.round ?? 0
    byRound.set(round, [...(byRound.get(round) ?? []), task])
  }
  if (byRound.size < 2) return tasks
  const groups: Group[] = []
  for (const [round, body] of [...byRound].sort(([a], [b]) => a - b)) {
    const before = groups.at(-1)
    const span = body[0]?.heading
    if (span === undefined) continue
    groups.push({
      kind: 'group',
      id: `${phase.id}/${round === 0 ? 'plans' : `gaps-${round}`}`,
      word: 'Round',
      title: located(round === 0 ? 'As planned' : `Gap closure ${round}`, span),
      span,
      order: 'parallel',
      implied: true,
      needs: before && located([implied(before.id, span)], span),
      body,
    })
  }
  return groups
}

/** What a phase has to know of the others. */
export interface Neighbourhood {
  readonly before: PhaseFiles | undefined
  readonly roadmap: ReadonlyMap<string, RoadmapPhase>
  /** The phases that were read. */
  readonly ids: ReadonlySet<string>
}

/** Several phases: each waits for those that the roadmap names, else for the one before. */
export function phaseGroup(
  phase: PhaseFiles,
  body: readonly Node[],
  { before, roadmap, ids }: Neighbourhood,
): Group {
  const told = roadmap.get(phase.id)
  const span = phase.files[0]?.document.outline.span
  const place = { path: span?.path ?? '', start: 0, end: 0 }
  return {
    kind: 'group',
    id: phase.id,
    word: phase.numbered ? 'Phase' : 'Plans',
    title: told?.name ?? located(phase.slug ?? phase.id, place),
    span: place,
    order: 'parallel',
    implied: true,
    needs: phase.numbered ? needsOfPhase(told, { before, roadmap, ids }, place) : located([], place),
    body,
  }
}

function needsOfPhase(
  told: RoadmapPhase | undefined,
  { before, roadmap, ids }: Neighbourhood,
  place: SourceSpan,
): Group['needs'] {
  const { needs } = told ?? {}
  if (needs === undefined) return located(before?.numbered ? [implied(before.id, place)] : [], place)
  const references = new Map<string, Reference>()
  for (const { value, span } of needs.value) {
    for (const id of throughOthers(value, roadmap, ids)) {
      references.set(id, { id, span, by: id === value ? 'name' : 'implied', soft: false })
    }
  }
  return located([...references.values()], needs.span)
}

/** A phase that is not read is stood for by those that it waits for itself. */
function throughOthers(
  id: string,
  roadmap: ReadonlyMap<string, RoadmapPhase>,
  ids: ReadonlySet<string>,
): ReadonlySet<string> {
  const found = new Set<string>()
  const seen = new Set<string>()
  const open = [id]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (seen.has(next)) continue
    seen.add(next)
    if (ids.has(next)) found.add(next)
    else open.push(...(roadmap.get(next)?.needs?.value.map(({ value }) => value) ?? []))
  }
  return found
}

function implied(id: string, span: SourceSpan): Reference {
  return { id, span, by: 'implied', soft: false }
}

/** The plans of one declared wave are said to run at the same time. */
export function waveClaims(tasks: readonly Task[]): readonly Claim[] {
  const waves = new Map<string, Task[]>()
  for (const task of tasks) {
    if (task.wave === undefined) continue
    const { value } = task.wave
    const round = task.contract?.round ?? 0
    const id = round === 0 ? String(value) : `${value} of gap closure ${round}`
    waves.set(id, [...(waves.get(id) ?? []), task])
  }
  return [...waves].flatMap(([id, members]): readonly Claim[] => {
    const span = members[0]?.wave?.span
    if (span === undefined || members.length < 2) return []
    const references = members.map(({ id: member, wave, heading }): Reference => {
      return { id: member, span: wave?.span ?? heading, by: 'name', soft: false }
    })
    return [{ kind: 'group', id, members: references, after: [], sequential: false, source: 'wave', span }]
  })
}
