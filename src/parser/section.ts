import type { Located, SourceSpan } from '../source/span.ts'

/**
 * A run of prose as the author sees it. `plain` has exactly the length of the source range: what is
 * markup (`**`, back-ticks, link targets, comments, line prefixes) is blanked, so an index into `plain`
 * plus `span.start` is an offset into the document.
 *
 *     > **Deps:** Phase 1 (`types`)
 *     > `          Phase 1 ( types )`
 */
export interface Text {
  readonly span: SourceSpan
  readonly plain: string
  /** Inline code, without its back-ticks. */
  readonly codes: readonly Located<string>[]
  /** Struck-through, removed by its author. */
  readonly struck: readonly SourceSpan[]
  /** Where markup was blanked: nothing that a reader sees, not even a blank. */
  readonly gaps: readonly SourceSpan[]
}

export interface ListItem {
  readonly span: SourceSpan
  /** `[ ]` false, `[x]` true, none undefined. */
  readonly checked: boolean | undefined
  /** The item's own first paragraph; fields are labelled parts of it. */
  readonly text: Text | undefined
  readonly fields: readonly Field[]
  /** What is nested below it. */
  readonly blocks: readonly Block[]
}

export type Block =
  | { readonly kind: 'paragraph'; readonly span: SourceSpan; readonly text: Text }
  | {
      readonly kind: 'list'
      readonly span: SourceSpan
      readonly ordered: boolean
      readonly items: readonly ListItem[]
    }
  | {
      readonly kind: 'table'
      readonly span: SourceSpan
      readonly header: readonly Text[]
      readonly rows: readonly Row[]
    }
  | {
      readonly kind: 'code'
      readonly span: SourceSpan
      readonly language: string
      readonly code: Located<string>
    }
  | { readonly kind: 'html'; readonly span: SourceSpan; readonly html: string }
  | { readonly kind: 'rule'; readonly span: SourceSpan }
  | { readonly kind: 'quote'; readonly span: SourceSpan; readonly blocks: readonly Block[] }

export interface Row {
  readonly span: SourceSpan
  readonly cells: readonly Text[]
}

/**
 * `**Owner:** x`, `- **Owner:** x`, `**Agent:** x | **Skills:** y`, a `| Property | Value |` row and a
 * front matter key are one thing.
 */
export interface Field {
  /** The label in lower case, one space between words, without markup, colon and a trailing `(…)`. */
  readonly key: string
  readonly label: Located<string>
  /** What follows the label on its line; `undefined` where nothing does. */
  readonly text: Text | undefined
  /** What follows below, up to the next label, heading or rule. */
  readonly blocks: readonly Block[]
  readonly span: SourceSpan
}

/** A heading and all below it, down to the next heading of its level or above. */
export interface Section {
  readonly heading: Text | undefined
  /** 1 … 6; 0 for the document itself. */
  readonly level: number
  readonly span: SourceSpan
  /** Everything before the first sub-heading, fields included, in text order. */
  readonly blocks: readonly Block[]
  readonly fields: readonly Field[]
  readonly children: readonly Section[]
}

export interface Outline extends Section {
  /** Each top-level key of the front matter; empty where there is none. */
  readonly frontmatter: readonly Entry[]
}

/** A key of front matter or of JSON, and its value with places all the way down. */
export interface Entry {
  readonly key: Located<string>
  readonly value: Value
}

export type Value =
  /** `source` is the text as written: `01` stays `01`. */
  | {
      readonly kind: 'scalar'
      readonly span: SourceSpan
      readonly source: string
      readonly value: string | number | boolean | null
    }
  | { readonly kind: 'list'; readonly span: SourceSpan; readonly items: readonly Value[] }
  | { readonly kind: 'map'; readonly span: SourceSpan; readonly entries: readonly Entry[] }
