import { normalisePath } from '../plan/paths.ts'
import type { FileChange, Task } from '../plan/plan.ts'
import { filesOf } from '../plan/walk.ts'
import type { SourceSpan } from '../source/span.ts'
import type { RuleInput } from './rule.ts'
import { saysNeeds } from './silence.ts'

/** What one task does to one file. */
export interface Use {
  readonly task: Task
  readonly path: string
  readonly span: SourceSpan
  readonly mode: FileChange['mode'] | 'read'
  /** Counts from 1. */
  readonly wave: number
}

/** Of each file that several tasks name, by one spelling, its uses in the order in which they run. */
export function fileHistories({ tasks, schedule, workspace }: RuleInput): readonly (readonly Use[])[] {
  const waves = new Map(
    schedule.waves.flatMap(({ number, slots }) =>
      slots.map((slot): [string, number] => [slot.kind === 'run' ? slot.task.id : slot.gate.id, number]),
    ),
  )
  const histories = new Map<string, Use[]>()
  for (const task of tasks) {
    for (const use of usesIn(task, waves.get(task.id) ?? 0)) {
      const path = normalisePath(use.path)
      const key = workspace.caseInsensitive ? path.toLowerCase() : path
      const history = histories.get(key) ?? []
      histories.set(key, history)
      history.push(use)
    }
  }
  const shared = [...histories.values()].filter(([first, ...more]) =>
    more.some(({ task }) => task !== first?.task),
  )
  return shared.map((history) => history.toSorted((a, b) => a.wave - b.wave))
}

function usesIn(task: Task, wave: number): readonly Use[] {
  const written = filesOf(task).filter(({ kind }) => kind === 'file')
  const own = new Set(written.map(({ path }) => path))
  const read = task.inputs?.value.filter(({ value }) => !own.has(value)) ?? []
  return [
    ...written.map(({ path, span, mode }): Use => ({ task, path, span, mode, wave })),
    ...read.map(({ value, span }): Use => ({ task, path: value, span, mode: 'read', wave })),
  ]
}

/**
 * Whether it is certain that one runs before the other: by a dependency, or because one does not say what it waits
 * for and is run in the order of the text. Two that no dependency orders are told elsewhere.
 */
export function runsBefore(one: Use, other: Use, { graph }: RuleInput): boolean {
  if (one.wave >= other.wave) return false
  return graph.waitsFor(other.task.id, one.task.id) || !saysNeeds(one.task) || !saysNeeds(other.task)
}
