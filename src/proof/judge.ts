import type { Base, Checked, Judgement, TaskCommit, TaskJudgement } from '../plan/judgement.ts'
import { verdictOf } from '../plan/judgement.ts'
import type { Plan, Task } from '../plan/plan.ts'
import { checkArtifacts } from './artifacts.ts'
import { commandsOf } from './commands.ts'
import { commitsOf } from './commits.ts'
import type { Evidence } from './evidence.ts'
import { checkFiles } from './files.ts'
import { checkLinks } from './links.ts'
import { checkPackages } from './packages.ts'
import { straysOf } from './promises.ts'

export interface Case {
  readonly plan: Plan
  /** Those that are judged. */
  readonly tasks: readonly Task[]
  /** Paths of the plan's own documents. */
  readonly documents: ReadonlySet<string>
  readonly base: Base
  /** Of each task in the execution script, by its id. */
  readonly keys: ReadonlyMap<string, string>
}

/** Holds what each task promises against what is there. No command counts yet. */
export function judge({ plan, tasks, documents, base, keys }: Case, evidence: Evidence): Judgement {
  return {
    base,
    tasks: tasks.map((task) => {
      const names = { plan: plan.path, key: keys.get(task.id) }
      return judgementOf(task, checksOf(task, evidence), commitsOf(task, names, evidence.commits))
    }),
    strays: straysOf(plan, evidence.changes, documents),
  }
}

function checksOf(task: Task, evidence: Evidence): readonly Checked[] {
  return [
    ...checkFiles(task, evidence),
    ...checkArtifacts(task, evidence),
    ...checkLinks(task, evidence),
    ...checkPackages(task, evidence),
    ...commandsOf(task),
  ]
}

function judgementOf(task: Task, checks: readonly Checked[], commits: readonly TaskCommit[]): TaskJudgement {
  return { task, verdict: verdictOf(checks), checks, commits }
}

/** How a command ended; completes a sentence that begins with it. `undefined`: well. */
export type Ends = ReadonlyMap<string, string | undefined>

/** The same with what the commands say, by their text. */
export function settle({ tasks, ...rest }: Judgement, ends: Ends): Judgement {
  const settled = (check: Checked): Checked => {
    if (check.kind !== 'command' || !ends.has(check.subject)) return check
    const reason = ends.get(check.subject)
    return { ...check, state: reason === undefined ? 'proven' : 'failed', reason }
  }
  return {
    ...rest,
    tasks: tasks.map(({ task, checks, commits }) => judgementOf(task, checks.map(settled), commits)),
  }
}
