import { estimateIn } from '../plan/estimate.ts'
import type { Task } from '../plan/plan.ts'
import type { Schedule, Slot } from '../plan/schedule.ts'
import { isSettled } from '../plan/settled.ts'
import { timelineOf } from '../plan/timeline.ts'
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

/** Whether a task was completed, or a gate passed. */
export function isWell({ status }: Rehearsed): boolean {
  return status === 'completed' || status === 'opened'
}

/** What happened to each task and gate, in the order of the schedule. */
export function rehearsedOf(
  { waves }: Schedule,
  slugs: Slugs,
  { happenings, status, minutes }: Course & { readonly minutes: ReadonlyMap<string, number> },
): readonly Rehearsed[] {
  const started = [...new Set(happenings.flatMap(({ kind, key }) => (kind === 'start' ? [key] : [])))]
  const known = new Set(waves.flatMap(({ slots }) => slots.map((slot) => slugs.get(vertexOf(slot).id))))
  const turns = started.filter((key) => known.has(key))
  const passed = new Set(happenings.flatMap(({ kind, key }) => (kind === 'pass' ? [key] : [])))
  const stretches = timelineOf(happenings, (key) => minutes.get(key) ?? 0)
  return waves.flatMap(({ number: wave, slots }) =>
    slots.map((slot) => {
      const { id, title } = vertexOf(slot)
      const key = slugs.get(id) ?? ''
      const turn = turns.indexOf(key)
      const isTask = slot.kind === 'run'
      return {
        kind: isTask ? 'task' : 'gate',
        name: `${slot.kind === 'run' ? slot.task.word : 'Gate'} ${id}`,
        title: title.value,
        owner: slot.kind === 'run' ? slot.policy.agent : undefined,
        wave,
        turn: turn < 0 ? undefined : turn + 1,
        status: isTask ? (status.get(key) ?? without(slot.task)) : passed.has(key) ? 'opened' : 'skipped',
        minutes: minutes.size === 0 ? undefined : stretches.get(key),
      } as const
    }),
  )
}

/** A plan that was carried out before is not started again. */
function without(task: Task) {
  return isSettled(task) ? 'completed' : 'pending'
}

function vertexOf(slot: Slot) {
  return slot.kind === 'run' ? slot.task : slot.gate
}
