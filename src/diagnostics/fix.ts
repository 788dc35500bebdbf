import type { SourceSpan } from '../source/span.ts'

export interface TextEdit {
  readonly span: SourceSpan
  readonly text: string
}

/** `safe` keeps the meaning, `unsafe` may change it, `placeholder` leaves something for the author to fill in. */
export interface Fix {
  readonly safety: 'safe' | 'unsafe' | 'placeholder'
  readonly title: string
  readonly edits: readonly TextEdit[]
}
