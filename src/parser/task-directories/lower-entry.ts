import type { Report } from '../../diagnostics/diagnostic.ts'
import type { Task, WorkStatus } from '../../plan/plan.ts'
import type { Saying, TaskRecord } from '../../plan/task-directory.ts'
import { type Located, located, type SourceSpan } from '../../source/span.ts'
import type { Section } from '../section.ts'
import type { Reading } from '../work.ts'
import type { Candidate } from './candidates.ts'
import type { Entry } from './entries.ts'
import { headingOther, indexOther, type Needs, type Other, sayingOf, stateOther } from './sources.ts'
import type { StateTask } from './state.ts'
import { tellTask } from './tasks.ts'

/** A task, and everything that was said about it. */
export interface Lowered {
  readonly entry: Entry
  readonly task: Task
  readonly section: Section | undefined
  readonly place: TaskRecord['place']
  readonly embedded: SourceSpan | undefined
  readonly openEntry: SourceSpan | undefined
  readonly sayings: readonly Saying[]
}

/** What others than the task itself say about it. */
export interface Elsewhere {
  readonly index: readonly Candidate[]
  /** Sentences outside of the tasks. */
  readonly sentences: Needs
  /** Sentences and arrows. */
  readonly order: Needs
  readonly state: StateTask | undefined
}

const silent: Report = () => {}

/**
 * A task's own file goes before its section in the README, that before the index, that before sentences and
 * arrows about all tasks, and those before the state file.
 */
export function lowerEntry(entry: Entry, elsewhere: Elsewhere, reading: Reading): Lowered {
  const { id, candidate, brief } = entry
  const { names } = reading
  const place = brief ?? candidate
  if (place === undefined) throw new Error(`task ${id} stands nowhere`)
  const told = tellTask(id, place, reading)
  const twice = brief !== undefined && candidate !== undefined
  const remarks = [...(candidate?.kind === 'item' ? [candidate] : []), ...elsewhere.index]
  const inReadme: readonly Other[] = [
    ...(twice ? [headingOther(tellTask(id, candidate, { ...reading, report: silent }))] : []),
    ...remarks.map((one) => indexOther(one, names, id)).filter((one) => one.needs !== undefined),
  ]
  const { sentences } = elsewhere
  const state = elsewhere.state && stateOther(elsewhere.state, names)
  const own = told.task.needs ?? told.hint.needs ?? inReadme.find((one) => one.needs !== undefined)?.needs
  const embedded = twice && candidate.fields > 0
  const others = [
    ...inReadme,
    ...(sentences && own
      ? [{ from: 'section' as const, span: sentences.span, title: undefined, needs: sentences }]
      : []),
    ...(state ? [state] : []),
  ]
  return {
    entry,
    task: {
      ...told.task,
      needs: own ?? elsewhere.order ?? state?.needs,
      status: statusOf(elsewhere, told.task, candidate),
    },
    section: place.section,
    place: brief !== undefined ? 'brief' : (candidate?.fields ?? 0) > 0 ? 'readme' : 'nowhere',
    embedded: embedded ? candidate.headingSpan : undefined,
    openEntry: told.openEntry,
    sayings: others.map(sayingOf),
  }
}

/** The state file first, then the mark in the heading, then a box. */
function statusOf(
  { state, index }: Elsewhere,
  task: Task,
  candidate: Candidate | undefined,
): Located<WorkStatus> | undefined {
  const places = [...(candidate === undefined ? [] : [candidate]), ...index]
  const marked = places.find(({ heading }) => heading.status !== undefined)?.heading.status
  const box = places.find(({ checked }) => checked !== undefined)
  const ticked = box && located<WorkStatus>(box.checked === true ? 'completed' : 'pending', box.headingSpan)
  return state?.status ?? task.status ?? marked ?? ticked
}
