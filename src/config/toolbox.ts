import { strict } from '../analyzer/analyze.ts'
import type { Rule } from '../analyzer/rule.ts'
import { rules } from '../analyzer/rules/index.ts'
import { moved, weighed, withOptions } from '../analyzer/weighed.ts'
import type { Checker } from '../compile.ts'
import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import type { Dialect } from '../parser/dialect.ts'
import { dialects } from '../parser/dialects/index.ts'
import { noWorkspace } from '../plan/workspace.ts'
import { type Layer, verdictOn } from './settings.ts'

export interface Choice {
  /** What was decided about rules, the weakest first. */
  readonly layers: readonly Layer[]
  /** The id of the only dialect to read; `undefined`: ask each file which one it is. */
  readonly dialect: string | undefined
  /** Whether a file is one of its plans even where it does not look like one. */
  readonly certain: boolean
  /** Rules besides ours. */
  readonly ownRules: readonly Rule[]
}

/** The ids that `Choice.dialect` may have. */
export const dialectIds: readonly string[] = dialects.map(({ id }) => id)

/** All rules and dialects, as chosen. */
export function checkerFor({ layers, dialect, certain, ownRules }: Choice): Checker {
  const chosen = dialect === undefined ? dialects : dialects.filter(({ id }) => id === dialect)
  const all = [...rules, ...ownRules]
  return {
    dialects: dialect !== undefined && certain ? chosen.map(sure) : chosen,
    rules: all.flatMap((rule) => decided(rule, layers)),
    workspace: noWorkspace,
    silent: all.filter((rule) => verdictOn(rule, layers).level === 'off'),
    weigh: (problem) => weighedProblem(problem, layers),
  }
}

function sure(dialect: Dialect): Dialect {
  return { ...dialect, recognises: () => 1 }
}

function decided(rule: Rule, layers: readonly Layer[]): readonly Rule[] {
  const { level, options } = verdictOn(rule, layers)
  const set = Object.keys(options).length > 0 ? withOptions(rule, options) : rule
  switch (level) {
    case undefined:
      return [set]
    case 'off':
      return []
    case 'strict':
      return strict([set])
    case 'error':
    case 'warning':
    case 'info':
      return [weighed(set, level)]
  }
}

/** What the parser found, as decided; `undefined`: it is not to be said. */
function weighedProblem(problem: Diagnostic, layers: readonly Layer[]): Diagnostic | undefined {
  const { level } = verdictOn(problem.by, layers)
  switch (level) {
    case 'off':
      return undefined
    case undefined:
    case 'strict':
      return problem
    case 'error':
    case 'warning':
    case 'info':
      return { ...problem, severity: moved(problem.severity, problem.by.severity, level) }
  }
}
