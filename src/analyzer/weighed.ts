import { type Severity, severities } from '../diagnostics/diagnostic.ts'
import { type OptionValue, optionsOf } from './option.ts'
import type { Rule } from './rule.ts'

/** A rule with another severity; what it finds less or more grave than usual keeps its distance to that. */
export function weighed(rule: Rule, severity: Severity): Rule {
  return {
    ...rule,
    severity,
    *check(input) {
      for (const finding of rule.check(input)) {
        if (finding.severity === undefined) yield finding
        else yield { ...finding, severity: moved(finding.severity, rule.severity, severity) }
      }
    },
  }
}

/** What `own` comes to where `from` becomes `to`. */
export function moved(own: Severity, from: Severity, to: Severity): Severity {
  const index = severities.indexOf(own) + severities.indexOf(to) - severities.indexOf(from)
  return severities[Math.min(Math.max(index, 0), severities.length - 1)] ?? own
}

/** A rule with its options set. */
export function withOptions(rule: Rule, values: Readonly<Record<string, OptionValue>>): Rule {
  const option = optionsOf(values)
  return { ...rule, check: (input) => rule.check({ ...input, option }) }
}
