import type { Located, SourceSpan } from '../source/span.ts'
import type { FileChange, Reference } from './plan.ts'

/** A plan that is a folder: what its files say beyond the tasks themselves, for the rules that compare them. */
export interface TaskDirectory {
  /** `033-court-fees`; `undefined` where the folder is not named like a plan. */
  readonly name: string | undefined
  /** `split`: at least one task has a file of its own, `tasks/task-N/task.md`. */
  readonly layout: 'split' | 'embedded'
  /** The plan's status as written, each place once; the state file goes before the README. */
  readonly statuses: readonly Located<string>[]
  /** Words of the state files that are none of the format's own. */
  readonly unknownStatuses: readonly UnknownStatus[]
  /** Plans that have to be complete first. */
  readonly otherPlans: readonly OtherPlan[]
  /** Headings that group tasks: `## Phase 1: Foundation`. */
  readonly groupings: readonly SourceSpan[]
  readonly records: readonly TaskRecord[]
  /** Said about tasks that the plan does not have. */
  readonly strays: readonly Stray[]
}

export interface Stray {
  readonly kind: 'state' | 'approach' | 'result'
  /** `7`. */
  readonly id: string
  readonly span: SourceSpan
}

export interface UnknownStatus {
  readonly of: 'plan' | 'task' | 'member'
  readonly word: Located<string>
}

/** `Plan 022`, `022-legal-hub`. */
export interface OtherPlan {
  /** The number or name as written: `022`. */
  readonly id: string
  readonly span: SourceSpan
  /** The task that asks for it; `undefined`: the whole plan does. */
  readonly task: string | undefined
}

/** What the files of a plan say about one task. */
export interface TaskRecord {
  /** The task's id in the plan. */
  readonly id: string
  /** Everything that was said about its title and order, the one that counts first. */
  readonly sources: readonly Source[]
  /** Where its fields stand: its own file, else the README. */
  readonly place: 'brief' | 'readme' | 'nowhere'
  /** Fields below its README heading although it has a file of its own. */
  readonly embedded: SourceSpan | undefined
  readonly description: SourceSpan | undefined
  readonly productContext: Located<readonly Pointer[]> | undefined
  readonly patterns: Located<readonly Pointer[]> | undefined
  readonly research: Located<readonly Pointer[]> | undefined
  readonly model: Located<string> | undefined
  readonly type: Located<string> | undefined
  /** How many of the task's criteria are success criteria; those of regressions follow them. */
  readonly successCriteria: number
  /** The executor's `plan.md`. */
  readonly approach: Evidence | undefined
  /** The executor's `impl.md`. */
  readonly result: Evidence | undefined
}

/** One place that tells a task's title or what it waits for. */
export interface Source {
  readonly kind: 'brief' | 'heading' | 'index' | 'section' | 'state'
  /** Where it names the task. */
  readonly span: SourceSpan
  readonly title: Located<string> | undefined
  readonly needs: Located<readonly Reference[]> | undefined
}

/** A pointer to a document: a path, and why it matters. */
export interface Pointer {
  readonly path: string
  readonly why: string | undefined
  readonly span: SourceSpan
}

/** What an executor wrote down before or after the work: its word, not a proof. */
export interface Evidence {
  /** The first line of the file. */
  readonly span: SourceSpan
  readonly files: readonly FileChange[]
  /** Entries of its mapping of criteria; `undefined` where it has no such section. */
  readonly mapping: Located<readonly Mapped[]> | undefined
}

/** An entry of a criteria mapping; `number` where it names the criterion by its number. */
export interface Mapped {
  readonly number: number | undefined
  readonly span: SourceSpan
}
