import type { Finding, Signature } from '../diagnostics/diagnostic.ts'
import type { Plan, Task } from '../plan/plan.ts'
import type { Schedule } from '../plan/schedule.ts'
import type { Workspace } from '../plan/workspace.ts'
import type { SourceFile } from '../source/source-file.ts'
import type { TaskGraph } from './graph.ts'
import type { Options, RuleOption } from './option.ts'

/** What a rule may look at; all of it is computed once for all rules. */
export interface RuleInput {
  readonly plan: Plan
  /** `tasksOf(plan)`. */
  readonly tasks: readonly Task[]
  readonly graph: TaskGraph
  readonly schedule: Schedule
  readonly workspace: Workspace
  /** The documents of the plan as they are written, by path: for fixes, which keep to the author's way of writing. */
  readonly sources: ReadonlyMap<string, SourceFile>
  /** What the configuration sets about this rule: `option(most)`. */
  readonly option: Options
  /** Held against the whole checklist: no plan does without a part of it. */
  readonly isStrict?: boolean
}

/** One law of plans. Pure: same input, same findings, in any order. */
export interface Rule extends Signature {
  /** Part of the seeds' own checklist: an error under `--strict`. */
  readonly checklist: boolean
  /** What a configuration may set; absent: nothing. */
  readonly options?: readonly RuleOption[]
  check(input: RuleInput): Iterable<Finding>
}
