import type { SourceSpan } from '../source/span.ts'
import type { Task } from './plan.ts'

/** What the disk says about the tasks of a plan. */
export interface Judgement {
  readonly base: Base
  readonly tasks: readonly TaskJudgement[]
  /** Files that changed since the base and that no task of the plan declares; by path. */
  readonly strays: readonly string[]
}

/** What the files are compared with. */
export interface Base {
  /** `none`: there is no git repository, `empty`: one without a commit. */
  readonly kind: 'given' | 'recorded' | 'merge-base' | 'head' | 'empty' | 'none'
  readonly commit: string | undefined
}

export interface TaskJudgement {
  readonly task: Task
  readonly verdict: Verdict
  readonly checks: readonly Checked[]
  /** The newest first. They change no verdict. */
  readonly commits: readonly TaskCommit[]
}

/** A commit since the base that belongs to a task. */
export interface TaskCommit {
  readonly id: string
  /** The first line of its message: text of a stranger. */
  readonly subject: string
  /** `name`: its message names the task; `files`: it changes a file that the task declares. */
  readonly by: 'name' | 'files'
}

/** `unproven`: there is nothing that could be looked at. */
export type Verdict = 'proven' | 'not-proven' | 'unproven'

/** One thing that a task promises, and what was seen of it. */
export interface Checked {
  readonly kind: 'file' | 'artifact' | 'stub' | 'link' | 'package' | 'command'
  /** A path, a package, a command: text of the plan. */
  readonly subject: string
  readonly state: 'proven' | 'failed' | 'unchecked'
  /** Completes a sentence that begins with the subject; `undefined` where it is proven. */
  readonly reason: string | undefined
  /** Where the plan says it. */
  readonly span: SourceSpan
  /** The line of the file that is meant. */
  readonly line?: number
}

export function verdictOf(checks: readonly Checked[]): Verdict {
  if (checks.some(({ state }) => state === 'failed')) return 'not-proven'
  return checks.some(({ state }) => state === 'proven') ? 'proven' : 'unproven'
}
