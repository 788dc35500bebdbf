import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import { fingerprintsOf } from './fingerprints.ts'
import { placeOf } from './place.ts'
import type { Account, Reporter } from './reporter.ts'
import { visibleJson } from './visible.ts'

/** A Code Quality report, for `artifacts: reports: codequality`; an empty list where there is nothing to say. */
export const gitlab: Reporter = {
  id: 'gitlab',
  report(account) {
    const fingerprints = fingerprintsOf(account.diagnostics)
    const issues = account.diagnostics.map((diagnostic, index) => ({
      ...issueOf(diagnostic, account),
      fingerprint: fingerprints[index],
    }))
    return `${visibleJson(JSON.stringify(issues, null, 2))}\n`
  },
}

const SEVERITIES = { error: 'major', warning: 'minor', info: 'info' } as const

/** GitLab does not show `check_name`, so the description says it too. */
function issueOf({ by, severity, message, span }: Diagnostic, { sources }: Account) {
  const { path, start, end } = placeOf(sources, span)
  return {
    description: `${by.code} ${by.name}: ${message}`,
    check_name: by.code,
    severity: SEVERITIES[severity],
    location: { path, lines: { begin: start.line, end: end.line } },
  }
}
