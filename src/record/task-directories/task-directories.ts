import { tasksOf } from '../../plan/walk.ts'
import type { Desk } from '../desk.ts'
import { isComplete } from '../results.ts'
import { remark, type Strokes } from '../stroke.ts'
import { checkpointFile } from './checkpoint-file.ts'
import { readmeStrokes } from './readme.ts'
import { planStateStrokes, teamStrokes } from './state.ts'

/** `plan.json`, or what older plans have in its place; the marks in the README; a checkpoint file for a resume. */
export function* recordTaskDirectory(desk: Desk): Strokes {
  const { plan, run, documents } = desk
  if (run.results.size === 0) return
  const isDone = isComplete(
    tasksOf(plan).map(({ id }) => id),
    run,
  )
  const data = [...documents.values()].filter((document) => document.kind === 'data')
  const states = data.filter(({ path }) => /(?:^|\/)(?:plan|status\/project|status\/plan)\.json$/.test(path))
  for (const document of states) yield* planStateStrokes(desk, document, isDone)
  for (const document of data) yield* teamStrokes(desk, document)
  if (states.length === 0) yield remark('There is no `plan.json`: only the README says how far the plan is')
  yield* readmeStrokes(desk, isDone)
  yield* checkpointFile(desk, isDone)
}
