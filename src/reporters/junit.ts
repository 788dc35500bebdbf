import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import { withClean } from './groups.ts'
import { placeOf } from './place.ts'
import type { Account, Reporter } from './reporter.ts'
import { explaining } from './rule-page.ts'
import { attributes, xml, xmlDocument } from './xml.ts'

/**
 * JUnit XML as Jenkins and GitLab read it. Errors and warnings are failed tests; a remark is a passed one that prints
 * it. A clean plan is one passed test, because servers refuse an empty suite. No times: the same plan, the same bytes.
 */
export const junit: Reporter = {
  id: 'junit',
  report(account) {
    const suites = withClean(account)
    return xmlDocument([
      `<testsuites${attributes({ name: 'plan-compile', ...countsOf(suites.flatMap(casesOf)) })}>`,
      ...suites.flatMap((suite) => suiteOf(suite, account)),
      '</testsuites>',
    ])
  },
}

type Suite = ReturnType<typeof withClean>[number]
/** `undefined`: nothing is wrong with the file. */
type Case = Diagnostic | undefined

function casesOf([, diagnostics]: Suite): readonly Case[] {
  return diagnostics.length > 0 ? diagnostics : [undefined]
}

function countsOf(cases: readonly Case[]) {
  return { tests: cases.length, failures: cases.filter(isFailure).length, errors: 0 }
}

function isFailure(one: Case): boolean {
  return one !== undefined && one.severity !== 'info'
}

function suiteOf(suite: Suite, account: Account): readonly string[] {
  const [path] = suite
  const cases = casesOf(suite)
  const names = uniqueNames(cases, account)
  return [
    `  <testsuite${attributes({ name: path, ...countsOf(cases) })}>`,
    ...cases.flatMap((one, index) => caseOf(one, { name: names[index] ?? '', classname: path }, account)),
    '  </testsuite>',
  ]
}

/** Of tests that share a name, GitLab keeps the first one. */
function uniqueNames(cases: readonly Case[], account: Account): readonly string[] {
  const seen = new Map<string, number>()
  return cases.map((one) => {
    const name = one ? nameOf(one, account) : 'plan-compile'
    const count = (seen.get(name) ?? 0) + 1
    seen.set(name, count)
    return count === 1 ? name : `${name} #${count}`
  })
}

function nameOf({ by, span }: Diagnostic, { sources }: Account): string {
  const { line, column } = placeOf(sources, span).start
  return `${by.code} ${by.name} (${line}:${column})`
}

function caseOf(
  one: Case,
  named: Readonly<Record<'name' | 'classname', string>>,
  account: Account,
): readonly string[] {
  if (one === undefined) return [`    <testcase${attributes(named)}/>`]
  const [tag, values] = isFailure(one)
    ? ['failure', { type: one.severity, message: one.message }]
    : ['system-out', {}]
  return [
    `    <testcase${attributes(named)}>`,
    `      <${tag}${attributes(values)}>${linesOf(one, account).map(xml).join('\n')}</${tag}>`,
    '    </testcase>',
  ]
}

function linesOf({ by, severity, span, message, help, related }: Diagnostic, { sources }: Account) {
  const at = (place: Diagnostic['span']) => {
    const { path, start } = placeOf(sources, place)
    return `${path}:${start.line}:${start.column}`
  }
  return [
    `${at(span)}: ${severity}: ${message}`,
    ...related.map((place) => `${at(place.span)}: ${place.message}`),
    ...(help === undefined ? [] : [`help: ${help}`]),
    explaining(by),
  ]
}
