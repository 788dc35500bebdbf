import type { Report } from '../../diagnostics/diagnostic.ts'
import type { WorkStatus } from '../../plan/plan.ts'
import { type Located, located, type SourceSpan } from '../../source/span.ts'
import type { DataDocument } from '../dialect.ts'
import type { Value } from '../section.ts'
import { at, itemsOf, textOf } from './data.ts'
import { padded } from './heading.ts'
import { statusIsUnderstood } from './problems.ts'

/** What a state file says of one thread, or of one of its tasks. */
export interface State {
  /** `01.02.03`, or `01.02.03.04` of a task. */
  readonly id: string
  /** The id, where it is written. */
  readonly span: SourceSpan
  /** Of a task: what it is about. */
  readonly title: Located<string> | undefined
  readonly agent: Located<string> | undefined
  readonly status: Located<WorkStatus> | undefined
  readonly report: Located<string> | undefined
  readonly names: {
    readonly thread: Located<string> | undefined
    readonly batch: Located<string> | undefined
    readonly stage: Located<string> | undefined
  }
}

/** `threads.json`: ids of three numbers. */
export function readThreads({ value }: DataDocument, report: Report): readonly State[] {
  return itemsOf(at(value, 'threads')).flatMap((item) => {
    const id = idIn(item, 'threadId', 3)
    return id === undefined
      ? []
      : [
          {
            ...stateOf(item, id, report),
            agent: textOf(item, 'assignedAgent'),
            names: {
              thread: textOf(item, 'threadName'),
              batch: textOf(item, 'batchName'),
              stage: textOf(item, 'stageName'),
            },
          },
        ]
  })
}

/** `tasks.json`: ids of four numbers. */
export function readTaskStates({ value }: DataDocument, report: Report): readonly State[] {
  return itemsOf(at(value, 'tasks')).flatMap((item) => {
    const id = idIn(item, 'id', 4)
    return id === undefined
      ? []
      : [
          {
            ...stateOf(item, id, report),
            agent: textOf(item, 'assigned_agent'),
            names: {
              thread: textOf(item, 'thread_name'),
              batch: textOf(item, 'batch_name'),
              stage: textOf(item, 'stage_name'),
            },
          },
        ]
  })
}

function idIn(item: Value, key: string, parts: number): Located<string> | undefined {
  const written = textOf(item, key)
  if (written === undefined || !/^\d+(?:\.\d+)*$/.test(written.value)) return undefined
  const numbers = written.value.split('.')
  return numbers.length === parts ? located(numbers.map(padded).join('.'), written.span) : undefined
}

function stateOf(item: Value, id: Located<string>, report: Report): Omit<State, 'agent' | 'names'> {
  return {
    id: id.value,
    span: id.span,
    title: textOf(item, 'name'),
    status: statusIn(item, report),
    report: textOf(item, 'report'),
  }
}

const statuses: Readonly<Record<string, WorkStatus>> = {
  pending: 'pending',
  in_progress: 'running',
  completed: 'completed',
  blocked: 'blocked',
  cancelled: 'skipped',
}

function statusIn(item: Value, report: Report): State['status'] {
  const written = textOf(item, 'status')
  if (written === undefined) return undefined
  const status = Object.hasOwn(statuses, written.value) ? statuses[written.value] : undefined
  if (status !== undefined) return located(status, written.span)
  report(statusIsUnderstood, {
    span: written.span,
    message: `\`${written.value.slice(0, 40)}\` is no state of a task or thread`,
    help: 'The states are `pending`, `in_progress`, `completed`, `blocked` and `cancelled`.',
  })
  return undefined
}

/** Of a thread, from its tasks: blocked and running ones first, then pending; a mix of done and cancelled is cancelled. */
export function derivedStatus(tasks: readonly WorkStatus[]): WorkStatus | undefined {
  if (tasks.length === 0) return undefined
  const some = (status: WorkStatus) => tasks.includes(status)
  if (tasks.every((status) => status === 'completed')) return 'completed'
  if (tasks.every((status) => status === 'skipped')) return 'skipped'
  return some('blocked') ? 'blocked' : some('running') ? 'running' : some('pending') ? 'pending' : 'skipped'
}
