import { rules } from '../analyzer/rules/index.ts'
import { families } from '../config/families.ts'
import type { Severity, Signature } from '../diagnostics/diagnostic.ts'
import { pages } from '../generated/pages.js'

/** A rule as `explain --format json` tells of it. */
export interface RuleAccount {
  readonly code: string
  readonly name: string
  readonly family: string
  /** What a finding weighs by default, where the rule is on. */
  readonly severity: Severity
  readonly onByDefault: boolean
  /** Whether `--strict` makes it an error. */
  readonly checklist: boolean
  /** Whether a comment or a baseline may silence it. */
  readonly suppressible: boolean
  /** Whether some of its findings can be mended by `check --fix`, perhaps with `--unsafe-fixes` or `--placeholders`. */
  readonly fixable: boolean
  readonly options: readonly { readonly name: string; readonly summary: string; readonly default: unknown }[]
  readonly summary: string
  /** The page of the rule, in Markdown. */
  readonly page: string
}

export function accountOf(signature: Signature): RuleAccount {
  const { code, name, severity, summary, recommended = true, suppressible = true } = signature
  const rule = rules.find((one) => one.code === code)
  const [, family] = families.find(([digit]) => code.startsWith(digit)) ?? []
  return {
    code,
    name,
    family: family ?? '',
    severity,
    onByDefault: recommended,
    checklist: rule?.checklist ?? false,
    suppressible,
    fixable: isFixable(signature),
    options: (rule?.options ?? []).map((one) => ({
      name: one.name,
      summary: one.summary,
      default: one.default,
    })),
    summary,
    page: pageOf(signature),
  }
}

/** What is to be known of a rule at a glance, besides its weight. */
export function remarksOn(signature: Signature): readonly string[] {
  const { onByDefault, checklist, suppressible, fixable } = accountOf(signature)
  return [
    ...(onByDefault ? [] : ['off by default']),
    ...(checklist ? ['an error under --strict'] : []),
    ...(suppressible ? [] : ['no comment silences it']),
    ...(fixable ? ['has a fix'] : []),
  ]
}

/** A rule that mends shows on its page what comes out. */
export function isFixable(signature: Signature): boolean {
  return /^`{3,}mended/m.test(pageOf(signature))
}

export function pageOf({ code, name, summary }: Signature): string {
  return pages[name] ?? `# ${name} (${code})\n\n${summary}\n`
}
