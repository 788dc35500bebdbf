import { leadsOutside } from '../plan/paths.ts'
import type { Proof, Task } from '../plan/plan.ts'
import { criteriaOf, verificationsOf } from '../plan/proof.ts'
import { worksOf } from '../plan/walk.ts'
import { sh, shown } from './escape.ts'

/** The commands of a task's blast radius, then those of its steps'. */
export function scopeCommandsOf(task: Task): readonly string[] {
  return worksOf(task).flatMap(({ blastRadius }) =>
    blastRadius?.value.kind === 'commands' ? blastRadius.value.commands : [],
  )
}

/**
 * What the execution script runs after the agent, each once: the blast radius, what proves a criterion, then
 * what the author verifies it by. A
 * command of several lines has no place in its table: the agent alone runs it.
 */
export function proofCommandsOf(task: Task): readonly string[] {
  const proofs = criteriaOf(task).flatMap(({ proof }) => (proof === undefined ? [] : commandsOf(proof)))
  const verifications = verificationsOf(task).map(({ value }) => value)
  const commands = [...scopeCommandsOf(task), ...proofs, ...verifications].map((command) => command.trim())
  return [...new Set(commands)].filter((command) => command !== '' && !/[\n\r]/.test(command))
}

/** Nothing where the file lies outside of the repository: the runner has no business there. */
function commandsOf(proof: Proof): readonly string[] {
  switch (proof.kind) {
    case 'command':
      return [proof.command]
    case 'file':
      return leadsOutside(proof.path) ? [] : [fileTest(sh(shown(proof.path)), proof.minimumLines)]
  }
}

function fileTest(word: string, minimumLines: number | undefined): string {
  return minimumLines === undefined ? `test -e ${word}` : `test "$(wc -l < ${word})" -ge ${minimumLines}`
}
