import { countBySeverity } from './count.ts'
import { viewsOf } from './diagnostic-json.ts'
import type { Account, PlanAccount, Reporter } from './reporter.ts'
import { visibleJson } from './visible.ts'

/** By `schemas/report.schema.json`; always a document, even where there is nothing to say. */
export const json: Reporter = {
  id: 'json',
  report: (account) => `${visibleJson(JSON.stringify(documentOf(account), null, 2))}\n`,
}

function documentOf(account: Account) {
  const { tool, plans, passedOver, diagnostics, output } = account
  const { error, warning, info } = countBySeverity(diagnostics)
  const fixable = diagnostics.filter(({ fix }) => fix?.safety === 'safe').length
  return {
    version: 1,
    tool: { name: tool.name, version: tool.version },
    summary: { plans: plans.length, passedOver, errors: error, warnings: warning, infos: info, fixable },
    diagnostics: viewsOf(account),
    files: plans.map(fileOf),
    ...(output && { output }),
  }
}

function fileOf({ path, dialect, tasks, waves, coverage }: PlanAccount) {
  return { path, dialect: dialect ?? null, tasks, waves, coverage: coverage ?? null }
}
