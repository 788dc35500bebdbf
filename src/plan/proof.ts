import { type Located, located } from '../source/span.ts'
import type { Criterion, FileChange, Step, Task, Work } from './plan.ts'
import { worksOf } from './walk.ts'

/**
 * Whether a machine can look for it. A pattern or a placeholder names no file that must be there, and a path from the
 * prose of a deliverable is often cut short: each of them would block good work.
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

/** Commands by which the author sees that it is done, and a machine can; what a checkpoint asks is for a person to run. */
export function verificationsOf(task: Task): readonly Located<string>[] {
  const works: readonly Work[] = [task, ...task.steps.filter(isForAgents)]
  return works.flatMap(({ verification }) =>
    verification === undefined
      ? []
      : verification.value.proofs.map((command) => located(command, verification.span)),
  )
}

function isForAgents({ form }: Step): boolean {
  return form?.pause === undefined
}
