import type { Rule } from '../analyzer/rule.ts'
import type { Checker } from '../compile.ts'

/** Measures rules while they run. */
export interface Timing {
  adapt(checker: Checker): Checker
  /** A line for each rule that took any time, the slowest first, and one for all else. */
  lines(): readonly string[]
}

export function timing(): Timing {
  const began = performance.now()
  const spent = new Map<string, number>()
  return {
    adapt: (checker) => ({ ...checker, rules: checker.rules.map((rule) => timed(rule, spent)) }),
    lines: () => linesOf(spent, performance.now() - began),
  }
}

/** A rule that is asked for all its findings at once, so that none of its work is done on another's time. */
function timed(rule: Rule, spent: Map<string, number>): Rule {
  const called = `${rule.code} ${rule.name}`
  return {
    ...rule,
    check: (input) => {
      const began = performance.now()
      const findings = [...rule.check(input)]
      spent.set(called, (spent.get(called) ?? 0) + performance.now() - began)
      return findings
    },
  }
}

function linesOf(spent: ReadonlyMap<string, number>, total: number): readonly string[] {
  const slowest = [...spent].sort(([one, a], [other, b]) => b - a || (one < other ? -1 : 1))
  const rules = slowest.reduce((sum, [, time]) => sum + time, 0)
  const rows = [...slowest, ['reading, parsing and all else', total - rules] as const]
  return rows.map(([name, time]) => `${time.toFixed(1).padStart(9)} ms  ${name}`)
}
