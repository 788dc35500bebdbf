import type { Criterion, FileChange, Proof, Task, Work } from '../plan/plan.ts'
import { sh, shown } from './escape.ts'

/**
 * What a task and its steps are to write, each path once. The execution script looks at each of them after the
 * agent, save the patterns, which name no file that must be there.
 */
export function filesOf(task: Task): readonly FileChange[] {
  const files = new Map<string, FileChange>()
  for (const file of worksOf(task).flatMap((work) => work.files?.value ?? [])) {
    if (!files.has(file.path)) files.set(file.path, file)
  }
  return [...files.values()]
}

/** The criteria of a task, then those of its steps. */
export function criteriaOf(task: Task): readonly Criterion[] {
  return worksOf(task).flatMap(({ criteria }) => criteria?.value ?? [])
}

/** The commands of a task's blast radius, then those of its steps'. */
export function scopeCommandsOf(task: Task): readonly string[] {
  return worksOf(task).flatMap(({ blastRadius }) =>
    blastRadius?.value.kind === 'commands' ? blastRadius.value.commands : [],
  )
}

/**
 * What the execution script runs after the agent, each once: the blast radius, then what proves a criterion. A
 * command of several lines has no place in its table: the agent alone runs it.
 */
export function proofCommandsOf(task: Task): readonly string[] {
  const proofs = criteriaOf(task).flatMap(({ proof }) => (proof === undefined ? [] : [commandOf(proof)]))
  const commands = [...scopeCommandsOf(task), ...proofs].map((command) => command.trim())
  return [...new Set(commands)].filter((command) => command !== '' && !/[\n\r]/.test(command))
}

function commandOf(proof: Proof): string {
  switch (proof.kind) {
    case 'command':
      return proof.command
    case 'file':
      return proof.minimumLines === undefined
        ? `test -e ${sh(shown(`./${proof.path}`))}`
        : `test "$(wc -l < ${sh(shown(proof.path))})" -ge ${proof.minimumLines}`
  }
}

function worksOf(task: Task): readonly Work[] {
  return [task, ...task.steps]
}
