import type { Report } from '../../diagnostics/diagnostic.ts'
import type { Mention, Step, Task } from '../../plan/plan.ts'
import { type Located, located } from '../../source/span.ts'
import type { LadderHeading } from './heading.ts'
import { ids } from './ids.ts'
import { readLadder } from './ladder.ts'
import { placeOf } from './places.ts'
import type { Ladder, ThreadSketch } from './sketch.ts'
import { derivedStatus, readTaskStates, readThreads, type State } from './state.ts'
import type { Stream } from './stream.ts'
import { readTasks } from './tasks.ts'
import { ownerOf } from './thread.ts'

/** What the files beside the plan record about its threads, by thread id. */
export interface Ledger {
  readonly threads: ReadonlyMap<string, State>
  readonly tasks: ReadonlyMap<string, readonly State[]>
  /** Threads as the other one of PLAN.md and TASKS.md heads them. */
  readonly counterpart: ReadonlyMap<string, ThreadSketch>
  readonly steps: ReadonlyMap<string, readonly Step[]>
  /** Files that the tasks of a thread speak of. */
  readonly mentions: ReadonlyMap<string, readonly Mention[]>
}

/** `own` are the ladders of the plan itself; those of TASKS.md carry the tasks. */
export function ledgerOf(stream: Stream, own: readonly Ladder[], report: Report): Ledger {
  const { form } = placeOf(stream.entry)
  const states = stream.tasks === undefined ? [] : readTaskStates(stream.tasks, report)
  const tasks = grouped(states)
  const other = stream.counterpart && counterpartLadder(stream, form === 'tasks' ? () => {} : report)
  const lists = form === 'tasks' ? own : other === undefined ? [] : [other]
  const given = ids()
  const written = new Map(
    lists.flatMap(({ document, stages }) =>
      threadsIn(stages).map((thread) => [
        thread.id,
        readTasks(thread, { source: document.source.text, ids: given, report }),
      ]),
    ),
  )
  const known = new Set([...written.keys(), ...tasks.keys()])
  return {
    threads: new Map(
      (stream.threads === undefined ? [] : readThreads(stream.threads, report)).map((state) => [
        state.id,
        state,
      ]),
    ),
    tasks,
    counterpart: new Map(
      other === undefined ? [] : threadsIn(other.stages).map((thread) => [thread.id, thread]),
    ),
    steps: new Map(
      [...known].map((id) => [
        id,
        stepsOf(
          (written.get(id) ?? []).map(({ step }) => step),
          tasks.get(id) ?? [],
        ),
      ]),
    ),
    mentions: new Map([...written].map(([id, read]) => [id, read.flatMap(({ mentions }) => mentions)])),
  }
}

function counterpartLadder({ counterpart, entry }: Stream, report: Report): Ladder | undefined {
  if (counterpart === undefined) return undefined
  const form = placeOf(entry).form === 'tasks' ? 'plan' : 'tasks'
  return readLadder(counterpart, { form, stage: undefined, ids: ids(), report })
}

export function threadsIn(stages: Ladder['stages']): readonly ThreadSketch[] {
  return stages.flatMap(({ body }) => body.flatMap((one) => (one.kind === 'thread' ? [one] : one.threads)))
}

function grouped(states: readonly State[]): ReadonlyMap<string, readonly State[]> {
  const groups = new Map<string, State[]>()
  for (const state of states) {
    const thread = state.id.split('.').slice(0, 3).join('.')
    const group = groups.get(thread) ?? []
    groups.set(thread, group)
    group.push(state)
  }
  return groups
}

/** What TASKS.md says, with the state that `tasks.json` keeps; tasks that only `tasks.json` knows follow. */
function stepsOf(written: readonly Step[], states: readonly State[]): readonly Step[] {
  const byId = new Map(states.map((state) => [state.id, state]))
  const known = new Set(written.map(({ id }) => id))
  return [
    ...written.map((step) => {
      const state = byId.get(step.id)
      return { ...step, status: state?.status ?? step.status, report: state?.report ?? step.report }
    }),
    ...[...byId.values()].filter(({ id }) => !known.has(id)).map(stepOf),
  ]
}

function stepOf({ id, span, title, status, report }: State): Step {
  return {
    kind: 'step',
    id,
    word: 'Task',
    title: title ?? located('', span),
    heading: span,
    span: { ...span, end: Math.max(span.end, title?.span.end ?? 0, report?.span.end ?? 0) },
    owner: undefined,
    goal: undefined,
    needs: undefined,
    files: undefined,
    criteria: undefined,
    blastRadius: undefined,
    status,
    checked: undefined,
    report,
  }
}

/** A thread's own record, else what its tasks come to. */
export function statusOf(id: string, { threads, steps }: Ledger): Task['status'] {
  const recorded = threads.get(id)?.status
  if (recorded !== undefined) return recorded
  const states = (steps.get(id) ?? []).flatMap(({ status }) => (status === undefined ? [] : [status]))
  const value = derivedStatus(states.map((state) => state.value))
  const [first] = states
  return value === undefined || first === undefined ? undefined : located(value, first.span)
}

/**
 * Who is to do it: what was recorded last goes first, because a thread is handed on by recording it; then the
 * heading in PLAN.md, then that in TASKS.md.
 */
export function agentOf(heading: LadderHeading, id: string, ledger: Ledger): Located<string> | undefined {
  const recorded = ledger.threads.get(id)?.agent ?? ledger.tasks.get(id)?.find(({ agent }) => agent)?.agent
  const other = ledger.counterpart.get(id)
  const elsewhere = other && ownerOf(other.heading)
  const here = ownerOf(heading)
  return recorded ?? here ?? elsewhere
}
