import type { Task, Work } from '../../plan/plan.ts'
import { worksOf } from '../../plan/walk.ts'
import type { SourceSpan } from '../../source/span.ts'

/** A command line that a plan holds for its proof, and where. */
export interface PlanCommand {
  readonly command: string
  readonly span: SourceSpan
  readonly work: Work
}

/** The commands of blast radii, criteria and verifications, in the order of the tasks. */
export function commandsOf(tasks: readonly Task[]): readonly PlanCommand[] {
  return tasks.flatMap(worksOf).flatMap((work) => [
    ...blastRadiusCommands(work),
    ...(work.criteria?.value ?? []).flatMap(({ proof, span }) =>
      proof?.kind === 'command' ? [{ command: proof.command, span, work }] : [],
    ),
    ...(work.verification?.value.commands ?? []).map((command) => {
      return { command, span: work.verification?.span ?? work.heading, work }
    }),
  ])
}

function blastRadiusCommands(work: Work): readonly PlanCommand[] {
  const { blastRadius } = work
  if (blastRadius?.value.kind !== 'commands') return []
  return blastRadius.value.commands.map((command) => ({ command, span: blastRadius.span, work }))
}
