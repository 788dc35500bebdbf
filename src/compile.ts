import { analyze } from './analyzer/analyze.ts'
import type { Rule } from './analyzer/rule.ts'
import { type Diagnostic, type Report, sign, sortDiagnostics } from './diagnostics/diagnostic.ts'
import { load } from './load.ts'
import type { Dialect, Document } from './parser/dialect.ts'
import { planHasTasks } from './parser/problems.ts'
import type { Plan } from './plan/plan.ts'
import type { Schedule } from './plan/schedule.ts'
import { unitFinder } from './plan/unit-at.ts'
import { tasksOf } from './plan/walk.ts'
import type { Workspace } from './plan/workspace.ts'
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
  /** Sorted by place. */
  readonly diagnostics: readonly Diagnostic[]
  /** The documents of the plan, by path. */
  readonly sources: ReadonlyMap<string, SourceFile>
}

/** Reads the plan at `entry`, and all that belongs to it, and says what is wrong with it. */
export async function check(
  entry: string,
  host: Host,
  { dialects, rules, workspace }: Checker,
): Promise<Checked> {
  const problems: Diagnostic[] = []
  const report: Report = (by, finding) => problems.push(sign(by, finding))
  const { dialect, documents, sources, neighbours } = await load(entry, host, dialects, report)
  if (dialect === undefined || !isPlan(documents)) {
    return { plan: undefined, schedule: undefined, diagnostics: sortDiagnostics(problems), sources }
  }
  const lower = await dialect.frontEnd()
  const plan = whole(lower(documents, report, neighbours), entry)
  if (tasksOf(plan).length === 0) report(planHasTasks, noTasks(plan))
  const { schedule, diagnostics } = analyze(plan, rules, workspace)
  const unitAt = unitFinder(plan)
  const placed = [...problems, ...diagnostics].map((one) => ({ ...one, unit: unitAt(one.span)?.id }))
  return { plan, schedule, diagnostics: sortDiagnostics(placed), sources }
}

function isPlan(documents: readonly Document[]): documents is readonly [Document, ...Document[]] {
  return documents.length > 0
}

/** Who asks for a folder asks for all that is in it. */
function whole(plan: Plan, entry: string): Plan {
  const { focus, ...rest } = plan
  return focus !== undefined && entry.endsWith('/') ? rest : plan
}

function noTasks({ span }: Plan) {
  return {
    span,
    message: 'No task is found in this plan',
    help: 'Head each task with a line such as `### Phase 1: Name`.',
  }
}
