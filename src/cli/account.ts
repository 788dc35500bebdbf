import { sortDiagnostics } from '../diagnostics/diagnostic.ts'
import { homepage, version } from '../generated/version.js'
import { tasksOf } from '../plan/walk.ts'
import type { Account, OutputAccount, PlanAccount } from '../reporters/reporter.ts'
import type { Inspected } from './inspect.ts'

interface Circumstances {
  readonly passedOver?: number
  readonly output?: OutputAccount
}

/** What a run has to tell about the plans that it looked at. */
export function accountOf(
  inspected: readonly Inspected[],
  { passedOver = 0, output }: Circumstances = {},
): Account {
  return {
    tool: { name: 'plan-compile', version, ...(homepage && { homepage }) },
    plans: inspected.map(planAccountOf),
    passedOver,
    diagnostics: sortDiagnostics(inspected.flatMap(({ diagnostics }) => diagnostics)),
    sources: new Map(inspected.flatMap(({ sources }) => [...sources])),
    output,
  }
}

function planAccountOf({ path, plan, schedule }: Inspected): PlanAccount {
  return {
    path,
    dialect: plan?.dialect,
    tasks: plan ? tasksOf(plan).length : 0,
    waves: schedule?.waves.length ?? 0,
    coverage: plan?.coverage,
  }
}
