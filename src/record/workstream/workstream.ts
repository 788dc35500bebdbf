import { placeOf } from '../../parser/workstream/places.ts'
import { tasksOf } from '../../plan/walk.ts'
import { type Desk, pageAt } from '../desk.ts'
import { isComplete } from '../results.ts'
import type { Strokes } from '../stroke.ts'
import { streamStrokes } from './registry.ts'
import { taskListStrokes, taskStateStrokes } from './tasks.ts'
import { threadStrokes } from './threads.ts'

/** `threads.json`, the tasks of threads in `tasks.json` and `TASKS.md`, and the state of the stream in `index.json`. */
export function* recordWorkstream(desk: Desk): Strokes {
  const { plan, run, documents } = desk
  const entry = pageAt(desk, plan.path)
  if (entry === undefined || run.results.size === 0) return
  const { stream, work } = placeOf(entry)
  yield* threadStrokes(desk, `${stream}threads.json`, documents.has(`${stream}tasks.json`))
  yield* taskStateStrokes(desk, `${stream}tasks.json`)
  yield* taskListStrokes(desk, `${stream}TASKS.md`)
  const ids = tasksOf(plan).map(({ id }) => id)
  yield* streamStrokes(desk, { path: `${work}index.json`, stream, isDone: isComplete(ids, run) })
}
