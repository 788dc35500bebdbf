import type { Signature } from '../diagnostics/diagnostic.ts'
import type { Tool } from './reporter.ts'

/** Where the page of a rule stands; `undefined` where the project has no address. */
export function pageUrl({ homepage }: Tool, { name }: Signature): string | undefined {
  return homepage === undefined ? undefined : `${homepage}/docs/rules/${encodeURIComponent(name)}.md`
}

/** The command that prints the page of a rule. */
export function explaining({ code }: Signature): string {
  return `plan-compile explain ${code}`
}
