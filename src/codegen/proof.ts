import { leadsOutside } from '../plan/paths.ts'
import type { Criterion, FileChange, Proof, Task, Work } from '../plan/plan.ts'
import { sh, shown } from './escape.ts'

/** What a task and its steps are to write, each path once. */
export function filesOf(task: Task): readonly FileChange[] {
  const files = new Map<string, FileChange>()
  for (const file of worksOf(task).flatMap((work) => work.files?.value ?? [])) {
    if (!files.has(file.path)) files.set(file.path, file)
  }
  return [...files.values()]
}

/**
 * What the execution script looks at after the agent. A pattern or a placeholder names no file that must be there, and
 * a path from the prose of a deliverable is often cut short: each of them would block good work.
 */
export function isProven({ path, kind, inferred }: FileChange): boolean {
  return kind !== 'glob' && !inferred && !PLACEHOLDER.test(path)
}

/** `migrations/YYYYMMDD_add_cache.sql`, `adr/NNNN-cache.md`, `src/<name>.ts`. */
const PLACEHOLDER = /YYYY|MMDD|HHMM|NNN|XXX|TIMESTAMP|<[^>]*>|\{[^}]*\}/

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
  const proofs = criteriaOf(task).flatMap(({ proof }) => (proof === undefined ? [] : commandsOf(proof)))
  const commands = [...scopeCommandsOf(task), ...proofs].map((command) => command.trim())
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

function worksOf(task: Task): readonly Work[] {
  return [task, ...task.steps]
}
