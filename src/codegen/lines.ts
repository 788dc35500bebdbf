import { md } from './escape.ts'

/** ` “Title”`, or nothing. */
export function quoted(title: string | undefined): string {
  return title === undefined || md(title) === '' ? '' : ` “${md(title)}”`
}

export function indented(lines: readonly string[]): readonly string[] {
  return lines.map((line) => `  ${line}`)
}

/** One line with all values; none at all where there is none. */
export function list(what: string, values: readonly string[] = []): readonly string[] {
  return values.length > 0 ? [`${what} ${values.map(md).join(', ')}`] : []
}
