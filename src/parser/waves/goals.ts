import type { PhaseGoal } from '../../plan/contract.ts'
import type { Task } from '../../plan/plan.ts'
import { startOf } from '../../source/source-file.ts'
import { located } from '../../source/span.ts'
import type { Papers } from './companions.ts'
import type { PhaseFiles } from './phases.ts'
import type { RoadmapPhase } from './roadmap.ts'
import { verdictOf } from './settings.ts'

/** What each numbered phase is for, and what is known of whether that is reached. */
export function goalOf(
  { id, slug, files, numbered }: PhaseFiles,
  tasks: readonly Task[],
  told: RoadmapPhase | undefined,
  { verifications }: Papers,
): readonly PhaseGoal[] {
  const [first] = files
  if (!numbered || first === undefined) return []
  const { folder, project } = first.place
  const own = verifications.filter(({ path }) => path.slice(0, path.lastIndexOf('/') + 1) === folder)
  return [
    {
      id,
      name: told?.name ?? located((slug ?? id).replaceAll('-', ' '), startOf(first.document.source)),
      folder,
      goal: told?.goal,
      plans: tasks.map((task) => task.id),
      round: Math.max(...tasks.map(({ contract }) => contract?.round ?? 0)),
      verdict: own.map(verdictOf).find((verdict) => verdict !== undefined),
      verifier: project?.endsWith('.ariadna_planning/') === true ? 'ariadna-verifier' : 'gsd-verifier',
    },
  ]
}
