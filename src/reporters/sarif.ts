import type { Diagnostic, Signature } from '../diagnostics/diagnostic.ts'
import { pages } from '../generated/pages.js'
import { fingerprintsOf } from './fingerprints.ts'
import type { Account, Reporter, Tool } from './reporter.ts'
import { explaining, pageUrl } from './rule-page.ts'
import { levels, ROOT, resultOf } from './sarif-result.ts'
import { visibleJson } from './visible.ts'

/**
 * SARIF 2.1.0, as code scanning of GitHub and others read it. What is silenced is left out, not given as `suppressions`
 * (section 3.35): GitHub does not read that property, and would open an alert for each (github/codeql-action#1230).
 */
export const sarif: Reporter = {
  id: 'sarif',
  report: (account) => `${visibleJson(JSON.stringify(logOf(account), null, 2))}\n`,
}

function logOf(account: Account) {
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [runOf(account)],
  }
}

function runOf(account: Account) {
  const { tool, diagnostics } = account
  const rules = rulesOf(diagnostics)
  const fingerprints = fingerprintsOf(diagnostics)
  return {
    tool: { driver: driverOf(tool, rules) },
    columnKind: 'utf16CodeUnits',
    originalUriBaseIds: { [ROOT]: { description: { text: 'The folder in which plan-compile was run.' } } },
    invocations: [{ executionSuccessful: true }],
    results: diagnostics.map((diagnostic, index) => ({
      ...resultOf(diagnostic, account),
      ruleIndex: rules.findIndex(({ code }) => code === diagnostic.by.code),
      partialFingerprints: { 'planCompile/v1': fingerprints[index] },
    })),
  }
}

/** Those that something is said by, by code. */
function rulesOf(diagnostics: readonly Diagnostic[]): readonly Signature[] {
  const rules = new Map(diagnostics.map(({ by }) => [by.code, by]))
  return [...rules.values()].sort((a, b) => (a.code < b.code ? -1 : 1))
}

function driverOf(tool: Tool, rules: readonly Signature[]) {
  const { name, version, homepage } = tool
  return {
    name,
    semanticVersion: version,
    ...(homepage && { informationUri: homepage }),
    rules: rules.map((rule) => ruleOf(rule, tool)),
  }
}

function ruleOf(rule: Signature, tool: Tool) {
  const { code, name, severity, summary } = rule
  const page = pages[name]
  const url = pageUrl(tool, rule)
  return {
    id: code,
    name,
    shortDescription: { text: summary },
    fullDescription: { text: summary },
    help: { text: `${summary} ${explaining(rule)} tells more.`, ...(page && { markdown: page }) },
    ...(url && { helpUri: url }),
    defaultConfiguration: { level: levels[severity] },
  }
}
