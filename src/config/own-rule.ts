import type { RuleOption } from '../analyzer/option.ts'
import type { Rule } from '../analyzer/rule.ts'
import type { Finding, Severity } from '../diagnostics/diagnostic.ts'
import { Misconfigured } from './misconfigured.ts'
import { isFinding, isSeverity } from './own-finding.ts'

/** What a user's own rule says of itself; all of it is looked at before it runs. */
export interface OwnRule {
  /** Letters of the user's own and three digits, such as `ACME001`; `PC` is ours. */
  readonly code: string
  /** Lower case and hyphens, such as `no-friday-deploys`. */
  readonly name: string
  readonly severity: Severity
  /** The law in one sentence. */
  readonly summary: string
  /** Whether it becomes an error under `strict`; `false` where it is not said. */
  readonly checklist?: boolean
  readonly options?: readonly RuleOption[]
  readonly check: Rule['check']
}

/**
 * A rule of one's own, for `"rules": ["./plan-rules/no-friday-deploys.js"]` in the configuration. Gives back what it is
 * given: it is there for the types.
 */
export function defineRule(rule: OwnRule): OwnRule {
  return rule
}

/** The rule in the default export of `path`; throws a `Misconfigured` without a place where it is none. */
export function ownRuleFrom(value: unknown, path: string): Rule {
  try {
    return ruleIn(value, path)
  } catch (error) {
    // A getter or a proxy may throw as well as any function of theirs.
    throw error instanceof Misconfigured ? error : unusable(path, wordsIn(error))
  }
}

function ruleIn(value: unknown, path: string): Rule {
  const fault = faultOf(value)
  if (fault !== undefined || !isOwnRule(value)) throw unusable(path, fault ?? 'its default export is no rule')
  return {
    ...value,
    checklist: value.checklist === true,
    check: (input) => findingsOf(() => value.check(input), path),
  }
}

function isOwnRule(value: unknown): value is OwnRule {
  return faultOf(value) === undefined
}

function faultOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return 'it has no default export that is a rule'
  const { code, name, severity, summary, check, options } = { ...emptyRule, ...value }
  if (typeof code !== 'string' || !/^[A-Z]{2,8}\d{3}$/.test(code) || /^PC\d/.test(code)) {
    return 'its `code` is not letters of your own and three digits, such as ACME001; PC is taken'
  }
  if (typeof name !== 'string' || !/^[a-z][a-z0-9]*(-[a-z0-9]+)+$/.test(name)) {
    return 'its `name` is not lower case words between hyphens, such as no-friday-deploys'
  }
  if (!isSeverity(severity)) return 'its `severity` is not error, warning or info'
  if (typeof summary !== 'string' || summary === '') return 'it has no `summary`, the law in one sentence'
  if (typeof check !== 'function') return 'its `check` is no function'
  if (options !== undefined && !isOptions(options))
    return 'its `options` have no name, summary and default each'
  return undefined
}

const emptyRule: Readonly<Record<keyof OwnRule, unknown>> = {
  code: undefined,
  name: undefined,
  severity: undefined,
  summary: undefined,
  checklist: undefined,
  options: undefined,
  check: undefined,
}

function isOptions(value: unknown): boolean {
  return (
    Array.isArray(value) &&
    value.every(
      (one: unknown) =>
        typeof one === 'object' && one !== null && 'name' in one && 'summary' in one && 'default' in one,
    )
  )
}

/** A rule that never ends is told from one that finds a lot. */
const MOST_FINDINGS = 100_000

/** What the rule finds; what it throws or yields wrongly is its file's fault, not ours. */
function findingsOf(check: () => Iterable<unknown>, path: string): readonly Finding[] {
  const findings: Finding[] = []
  try {
    for (const one of check()) {
      if (!isFinding(one)) throw new Error('it yields what is no finding: { span, message }')
      findings.push(one)
      if (findings.length > MOST_FINDINGS) throw new Error(`it yields more than ${MOST_FINDINGS} findings`)
    }
  } catch (error) {
    throw unusable(path, wordsIn(error))
  }
  return findings
}

/** What was thrown, in words: it may be anything, and refuse to be a text. */
export function wordsIn(thrown: unknown): string {
  try {
    return thrown instanceof Error ? (String(thrown.message).split('\n', 1)[0] ?? '') : String(thrown)
  } catch {
    return 'it throws what has no words'
  }
}

/** A rule file that cannot be used, and why. */
export function unusable(path: string, why: string): Misconfigured {
  return new Misconfigured([{ span: { path, start: 0, end: 0 }, message: `${path} cannot be used: ${why}` }])
}
