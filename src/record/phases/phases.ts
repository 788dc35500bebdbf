import type { MarkdownDocument } from '../../parser/dialect.ts'
import type { Criterion, Task } from '../../plan/plan.ts'
import { tasksOf, worksOf } from '../../plan/walk.ts'
import { type Desk, pageAt } from '../desk.ts'
import { lineAt, restated, ticked } from '../lines.ts'
import { isComplete, type Result } from '../results.ts'
import { inserted, remark, type Strokes } from '../stroke.ts'
import { checkpointStrokes } from './checkpoints.ts'
import { summaryOf } from './summary.ts'

/** One document that says all: the status of each phase, proven criteria, checkpoints, and in the end a summary. */
export function* recordPhases(desk: Desk): Strokes {
  const { plan, run } = desk
  const page = pageAt(desk, plan.path)
  if (page === undefined) return
  const tasks = tasksOf(plan)
  for (const task of tasks) {
    const result = run.results.get(task.id)
    if (result === undefined) continue
    yield* statusOf(task, result, page)
    if (result.verdict === 'completed') yield* ticksOf(task, desk, page)
  }
  const isDone = isComplete(
    tasks.map(({ id }) => id),
    run,
  )
  if (isDone) yield* implemented(desk, page)
  const sections = [...(isDone ? summaryOf(desk, page) : [])]
  yield* checkpointStrokes(desk, page, sections)
}

const WORDS: Readonly<Record<Result['verdict'], string>> = {
  completed: 'Complete',
  blocked: 'Blocked',
  timeout: 'Timeout',
}

/** Only where the phase has a status: the checkpoints say it for all. */
function* statusOf(
  { status, heading, word, id }: Task,
  { verdict }: Result,
  page: MarkdownDocument,
): Strokes {
  if (status === undefined || status.value === verdict) return
  const isInHeading = status.span.start >= heading.start && status.span.end <= heading.end
  const stroke = isInHeading ? undefined : restated(page.source, status.span, WORDS[verdict])
  yield stroke ?? remark(`${word} ${id} says ${status.value} in words of its own, which are left as they are`)
}

function* ticksOf(task: Task, { run }: Desk, { source }: MarkdownDocument): Strokes {
  const criteria = worksOf(task).flatMap((work) => work.criteria?.value ?? [])
  const isOpen = (criterion: Criterion) => criterion.checked === false && run.proves(task.id, criterion)
  for (const { span } of criteria.filter(isOpen)) yield* ticked(source, lineAt(source, span.start))
}

function* implemented({ plan }: Desk, { source }: MarkdownDocument): Strokes {
  const { status, title } = plan
  if (status?.value === 'implemented') return
  if (status !== undefined) {
    const stroke = restated(source, status.span, 'Implemented')
    yield stroke ?? remark('The status of the plan is a sentence, which is left as it is')
  } else if (title !== undefined) {
    yield inserted(source.path, lineAt(source, title.span.start).end, '\n\n**Status:** Implemented')
  }
}
