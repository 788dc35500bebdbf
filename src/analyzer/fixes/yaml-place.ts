import type { SourceSpan } from '../../source/span.ts'

/** A part of a document, with the document. */
export interface Stretch {
  readonly span: SourceSpan
  readonly written: string
  readonly text: string
}

/** Whether it stands in front matter. */
export function isInYaml({ span, text }: Stretch): boolean {
  const opening = /^---[ \t]*(?:\r\n|\r|\n)/.exec(text)
  if (opening === null) return false
  const closing = /(?:^|[\r\n])---[ \t]*(?:[\r\n]|$)/.exec(text.slice(opening[0].length))
  return closing !== null && span.start < opening[0].length + closing.index + 1
}

/** In the quotes of its neighbours; bare ids that YAML would read as numbers or dates are quoted. */
export function quotedLike(neighbours: string, id: string): string {
  const quote = /(?<quote>["'])[^"']*\k<quote>/.exec(neighbours)?.groups?.['quote']
  if (quote !== undefined) return `${quote}${id}${quote}`
  return neighbours.trim() !== '' && /^[\w-]*[a-z-][\w-]*$/i.test(id) ? id : `"${id}"`
}
