import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import { withClean } from './groups.ts'
import { placeOf } from './place.ts'
import type { Account, Reporter } from './reporter.ts'
import { attributes, xmlDocument } from './xml.ts'

/** The report of Checkstyle, which many servers read; clean files are named too. */
export const checkstyle: Reporter = {
  id: 'checkstyle',
  report: (account) =>
    xmlDocument([
      '<checkstyle version="4.3">',
      ...withClean(account).flatMap(([name, diagnostics]) => [
        `  <file${attributes({ name })}>`,
        ...diagnostics.map((diagnostic) => `    <error${attributes(errorOf(diagnostic, account))}/>`),
        '  </file>',
      ]),
      '</checkstyle>',
    ]),
}

function errorOf({ by, severity, message, help, span }: Diagnostic, { sources }: Account) {
  const { line, column } = placeOf(sources, span).start
  return {
    line,
    column,
    severity,
    message: help === undefined ? message : `${message}. ${help}`,
    source: `plan-compile.${by.code}.${by.name}`,
  }
}
