import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import { fingerprintOf, identitiesOf } from '../diagnostics/identity.ts'

/** What servers know each finding by from run to run: it stays when lines move, and no two of a report share one. */
export function fingerprintsOf(diagnostics: readonly Diagnostic[]): readonly string[] {
  return identitiesOf(diagnostics).map(fingerprintOf)
}
