import { type GraphNode, wavesOf } from '../codegen/graph.ts'
import { estimateIn } from '../plan/estimate.ts'
import type { Task } from '../plan/plan.ts'
import type { Schedule } from '../plan/schedule.ts'
import { type Happening, timelineOf } from '../plan/timeline.ts'
import type { Rehearsed } from '../reporters/rehearsal.ts'
import type { SourceFile } from '../source/source-file.ts'
import type { Course } from '../workspace/course.ts'

type Slugs = ReadonlyMap<string, string>

/** How long each task takes by its own words, by key; a task without such words as long as others. Empty: none has. */
export function minutesOf(
  tasks: readonly Task[],
  sources: ReadonlyMap<string, SourceFile>,
  slugs: Slugs,
): ReadonlyMap<string, number> {
  const said = tasks.map(({ span }) => {
    const text = sources.get(span.path)?.text ?? ''
    return estimateIn(text.slice(span.start, span.end))
  })
  const known = said.flatMap((minutes) => minutes ?? []).sort((a, b) => a - b)
  const usual = known[Math.floor(known.length / 2)]
  if (usual === undefined) return new Map()
  return new Map(tasks.map(({ id }, index) => [slugs.get(id) ?? '', said[index] ?? usual]))
}

/** Seconds, so that one longest chain of tasks takes a few of them. */
export function scaled(
  minutes: ReadonlyMap<string, number>,
  { criticalPath }: Schedule,
  slugs: Slugs,
): ReadonlyMap<string, number> {
  const chain = criticalPath.reduce((sum, id) => sum + (minutes.get(slugs.get(id) ?? '') ?? 0), 0)
  const longest = Math.max(chain, ...minutes.values())
  return new Map([...minutes].map(([key, time]) => [key, (time / longest) * SECONDS]))
}

const SECONDS = 3

/** Whether a task was completed, a gate passed, a check come to. */
export function isWell({ status }: Rehearsed): boolean {
  return status === 'completed' || status === 'opened' || status === 'not run'
}

type Told = Course & { readonly minutes: ReadonlyMap<string, number> }

/** What happened to each node, in the order of the schedule. */
export function rehearsedOf(graph: readonly GraphNode[], told: Told): readonly Rehearsed[] {
  const { happenings, minutes } = told
  const keys = new Set(graph.map(({ row }) => row.key))
  const started = [...new Set(happenings.flatMap(({ kind, key }) => (kind === 'start' ? [key] : [])))]
  const turns = started.filter((key) => keys.has(key))
  const stretches = timelineOf(happenings, (key) => minutes.get(key) ?? 0)
  return wavesOf(graph).flatMap(({ nodes }) =>
    nodes.map((node) => {
      const { row, slot } = node
      const turn = turns.indexOf(row.key)
      const isTimed = minutes.has(row.key) || row.kind === 'gate'
      return {
        kind: row.kind === 'barrier' ? 'task' : row.kind,
        name: nameOf(node),
        title: (slot?.kind === 'run' ? slot.task.title.value : row.title) ?? '',
        owner: slot?.kind === 'run' ? slot.policy.agent : row.agent,
        wave: row.wave,
        isAdded: slot === undefined,
        turn: turn < 0 ? undefined : turn + 1,
        status: statusOf(node, told),
        minutes: isTimed && minutes.size > 0 ? stretches.get(row.key) : undefined,
      } as const
    }),
  )
}

/** As the plan calls it; what the compiler has added, by its key. */
function nameOf({ row, slot }: GraphNode): string {
  if (slot === undefined) return row.key
  return slot.kind === 'run' ? `${slot.task.word} ${slot.task.id}` : `Gate ${slot.gate.id}`
}

/** No command of a plan runs in a rehearsal: of a check we know only whether its turn came. */
function statusOf({ row: { key, kind } }: GraphNode, { happenings, status }: Told): string {
  const has = (what: Happening['kind']) => happenings.some((one) => one.kind === what && one.key === key)
  switch (kind) {
    case 'task':
      return status.get(key) ?? 'pending'
    case 'check':
      return has('end') ? 'not run' : 'skipped'
    case 'gate':
      return has('pass') ? 'opened' : 'skipped'
    case 'barrier': // a plan that was carried out before is not started again
      return 'completed'
  }
}
