import type { Desk } from '../desk.ts'
import type { Strokes } from '../stroke.ts'
import { phasesOf } from './phase.ts'
import { requirementStrokes } from './requirements.ts'
import { roadmapStrokes } from './roadmap.ts'
import { stateStrokes } from './state.ts'
import { summaryStrokes } from './summary.ts'

/** A summary for each plan that has none, then the papers of the project: roadmap, requirements, state. */
export function* recordWaves(desk: Desk): Strokes {
  const phases = phasesOf(desk)
  if (phases.length === 0) return
  for (const { plans } of phases) yield* summaryStrokes(desk, plans)
  yield* roadmapStrokes(desk, phases)
  yield* requirementStrokes(desk)
  yield* stateStrokes(desk, phases)
}
