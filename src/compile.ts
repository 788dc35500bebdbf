import type { Diagnostic } from './diagnostics/diagnostic.ts'
import type { Plan } from './plan/plan.ts'
import type { Schedule } from './plan/schedule.ts'
import type { Workspace } from './plan/workspace.ts'
import type { Rule } from './analyzer/rule.ts'
import type { Dialect } from './parser/dialect.ts'
import type { Host } from './source/host.ts'
import type { SourceFile } from './source/source-file.ts'

/** What checking needs; passed in, so that a test or a configuration can choose. */
export interface Checker {
  readonly dialects: readonly Dialect[]
  readonly rules: readonly Rule[]
  readonly workspace: Workspace
}

/** `plan` and `schedule` are `undefined` where the entry is no plan that can be read. */
export interface Checked {
  readonly plan: Plan | undefined
  readonly schedule: Schedule | undefined
  readonly diagnostics: readonly Diagnostic[]
  readonly sources: ReadonlyMap<string, SourceFile>
}

/** Reads the plan at `entry`, and all that belongs to it, and says what is wrong with it. */
export async function check(_entry: string, _host: Host, _tools: Checker): Promise<Checked> {
  throw new Error('not written yet')
}
