import type { Located, SourceSpan } from '../source/span.ts'

/** Words within a value. */
export interface Phrase {
  readonly words: string
  readonly span: SourceSpan
}

/** The first match in a value; where its text stands there letter for letter, at the place of the words alone. */
export function phraseIn({ value, span }: Located<string>, pattern: RegExp): Phrase | undefined {
  const match = pattern.exec(value)
  if (match === null) return undefined
  const [words] = match
  if (value.length !== span.end - span.start) return { words, span }
  const start = span.start + match.index
  return { words, span: { path: span.path, start, end: start + words.length } }
}
