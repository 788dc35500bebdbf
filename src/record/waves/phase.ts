import { type PlanPath, padded, planPath } from '../../parser/waves/layout.ts'
import type { Task } from '../../plan/plan.ts'
import { tasksOf } from '../../plan/walk.ts'
import type { Desk } from '../desk.ts'
import { isComplete, lastEnd, type Result } from '../results.ts'

/** The plans of one phase, and how far they are. */
export interface Phase {
  /** `03`; `undefined` where its folder has no number. */
  readonly number: string | undefined
  readonly folder: string
  readonly plans: readonly PlanRecord[]
  /** All plans are done, and nothing waits behind them, such as a person who is to accept the phase. */
  readonly isComplete: boolean
  readonly ended: number | undefined
}

export interface PlanRecord {
  readonly task: Task
  readonly place: PlanPath
  readonly result: Result | undefined
  /** By this run, or by its own summary. */
  readonly isDone: boolean
}

/** Phases that this run has touched, in the order of the plan. */
export function phasesOf({ plan, run }: Desk): readonly Phase[] {
  const folders = new Map<string, PlanRecord[]>()
  for (const task of tasksOf(plan)) {
    const place = planPath(task.heading.path)
    if (place === undefined) continue
    const result = run.results.get(task.id)
    const isDone = (result?.verdict ?? task.status?.value) === 'completed'
    folders.set(place.folder, [...(folders.get(place.folder) ?? []), { task, place, result, isDone }])
  }
  return [...folders.values()].flatMap((plans) => {
    const [first] = plans
    if (first === undefined || plans.every(({ result }) => result === undefined)) return []
    const own = plans.flatMap(({ task, result }) => (result === undefined ? [] : [task.id]))
    return [
      {
        number: first.place.phase && padded(first.place.phase),
        folder: first.place.folder,
        plans,
        isComplete: plans.every(({ isDone }) => isDone) && isComplete(own, run),
        ended: lastEnd(own, run),
      },
    ]
  })
}

export function summaryPath({ folder, stem }: PlanPath): string {
  return `${folder}${stem === '' ? '' : `${stem}-`}SUMMARY.md`
}

/** `03-02-PLAN.md` */
export function fileName({ path }: PlanPath): string {
  return path.slice(path.lastIndexOf('/') + 1)
}
