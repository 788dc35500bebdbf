import { strict } from '../analyzer/analyze.ts'
import { rules } from '../analyzer/rules/index.ts'
import type { Checker } from '../compile.ts'
import type { Dialect } from '../parser/dialect.ts'
import { dialects } from '../parser/dialects/index.ts'
import { noWorkspace } from '../plan/workspace.ts'

export interface Choice {
  /** Makes the whole validation checklist of the seeds errors. */
  readonly strict: boolean
  /** The id of the only dialect to read; `undefined`: ask each file which one it is. */
  readonly dialect: string | undefined
  /** Whether a file is one of its plans even where it does not look like one. */
  readonly certain: boolean
}

/** The ids that `Choice.dialect` may have. */
export const dialectIds: readonly string[] = dialects.map(({ id }) => id)

/** All rules and dialects, as chosen. */
export function checkerFor({ strict: isStrict, dialect, certain }: Choice): Checker {
  const chosen = dialect === undefined ? dialects : dialects.filter(({ id }) => id === dialect)
  return {
    dialects: dialect !== undefined && certain ? chosen.map(sure) : chosen,
    rules: isStrict ? strict(rules) : rules,
    workspace: noWorkspace,
  }
}

function sure(dialect: Dialect): Dialect {
  return { ...dialect, recognises: () => 1 }
}
