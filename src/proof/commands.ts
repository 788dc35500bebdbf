import type { Checked } from '../plan/judgement.ts'
import type { Task } from '../plan/plan.ts'
import { criteriaOf, verificationsOf } from '../plan/proof.ts'
import { worksOf } from '../plan/walk.ts'

/** The commands of a task's blast radius, those of its criteria, then those that it is verified by, each once and not run yet. */
export function commandsOf(task: Task): readonly Checked[] {
  const scope = worksOf(task).flatMap(({ blastRadius }) =>
    blastRadius?.value.kind === 'commands'
      ? blastRadius.value.commands.map((command) => ({ command, span: blastRadius.span }))
      : [],
  )
  const criteria = criteriaOf(task).flatMap(({ proof, span }) =>
    proof?.kind === 'command' ? [{ command: proof.command, span }] : [],
  )
  const verifications = verificationsOf(task).map(({ value, span }) => ({ command: value, span }))
  const commands = new Map<string, Checked>()
  for (const { command, span } of [...scope, ...criteria, ...verifications]) {
    const subject = command.trim()
    if (subject === '' || commands.has(subject)) continue
    commands.set(subject, { kind: 'command', subject, state: 'unchecked', reason: 'is not run', span })
  }
  return [...commands.values()]
}
