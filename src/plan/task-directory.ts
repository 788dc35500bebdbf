import type { Located, SourceSpan } from '../source/span.ts'

/** A plan that is a folder: what its files say beyond the tasks themselves, for the rules that compare them. */
export interface TaskDirectory {
  /** `033-court-fees`; `undefined` where the folder is not named like a plan. */
  readonly name: string | undefined
  /** Folders next to this one that have the same number. */
  readonly twins: readonly string[] | undefined
  /** `split`: at least one task has a file of its own, `tasks/task-N/task.md`. */
  readonly layout: 'split' | 'embedded'
  /** The plan's status as written, a place each; the state file's goes before the README's. */
  readonly statuses: readonly Located<string>[] | undefined
  /** Words of the state files that are none of the format's own. */
  readonly unknownStatuses: readonly UnknownStatus[] | undefined
  /** Plans that have to be complete first. */
  readonly otherPlans: readonly OtherPlan[] | undefined
  /** Headings that group tasks: `## Phase 1: Foundation`. */
  readonly groupings: readonly SourceSpan[] | undefined
  /** The section that says why the tasks are cut as they are. */
  readonly sizing: SourceSpan | undefined
  /** Said about tasks that the plan does not have. */
  readonly strays: readonly Stray[] | undefined
  readonly records: readonly TaskRecord[]
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
  /** Folders next to this one that it can mean; `undefined`: nobody looked. */
  readonly folders: readonly string[] | undefined
}

export interface Stray {
  readonly kind: 'state' | 'approach' | 'result'
  /** `7`. */
  readonly id: string
  readonly span: SourceSpan
}

/** What the files of a plan say about one task besides what became the task. */
export interface TaskRecord {
  /** The task's id in the plan. */
  readonly id: string
  /** Where its fields stand: a file of its own, the README, or they do not. */
  readonly place: 'brief' | 'readme' | 'nowhere'
  /** Its README heading, where that has fields although the task has a file of its own. */
  readonly embedded: SourceSpan | undefined
  readonly description: SourceSpan | undefined
  /** An entry of its files that names no path: "all route files". What it covers, nobody can check. */
  readonly openEntry: SourceSpan | undefined
  readonly productContext: Located<readonly Pointer[]> | undefined
  readonly patterns: Located<readonly Pointer[]> | undefined
  readonly research: Located<readonly Pointer[]> | undefined
  readonly model: Located<string> | undefined
  readonly type: Located<string> | undefined
  /** How many of the task's criteria are success criteria; those of regressions follow them. */
  readonly successCriteria: number | undefined
  /** Other places that tell its title or what it waits for. */
  readonly sayings: readonly Saying[] | undefined
  /** The executor's `plan.md`. */
  readonly approach: Evidence | undefined
  /** The executor's `impl.md`. */
  readonly result: Evidence | undefined
  /** What the executor's plan says again, word for word. */
  readonly repeats: Repeats | undefined
  /** Paths that the reviewer's `take.md` asks to leave alone. */
  readonly refused: readonly Located<string>[] | undefined
}

export interface Repeats {
  /** Sentences of the executor's plan. */
  readonly spans: readonly SourceSpan[]
  /** How many sentences the task has. */
  readonly of: number
}

/** `heading` and `index`: in the README; `section`: sentences about the order; `state`: `plan.json`. */
export interface Saying {
  readonly from: 'heading' | 'index' | 'section' | 'state'
  /** Where it names the task. */
  readonly span: SourceSpan
  readonly title: Located<string> | undefined
  /** Ids in the plan. */
  readonly needs: Located<readonly Located<string>[]> | undefined
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
  readonly files: readonly Located<string>[]
  /** Entries of its mapping of criteria, by the number of the criterion; `undefined`: it has no such section. */
  readonly mapping: Located<readonly Located<number | 'unnumbered'>[]> | undefined
}
