import type { Report } from '../diagnostics/diagnostic.ts'
import type { Suppression } from '../diagnostics/suppression.ts'
import type { Plan } from '../plan/plan.ts'
import type { SourceFile } from '../source/source-file.ts'
import type { Frontmatter, Yaml } from './frontmatter.ts'
import type { Outline, Value } from './section.ts'

/** One file that belongs to a plan, read. */
export type Document = MarkdownDocument | DataDocument

export interface MarkdownDocument {
  readonly kind: 'markdown'
  readonly path: string
  readonly source: SourceFile
  readonly outline: Outline
  /** The comments in it that silence rules. */
  readonly suppressions: readonly Suppression[]
  /** Loaded where the text may hold YAML, see `mayHoldYaml`. */
  readonly yaml: YamlReader | undefined
}

/** `frontmatter.ts`, which brings a library that most plans do not need. */
export interface YamlReader {
  readFrontmatter(yaml: string, path: string, offset: number): Frontmatter
  readYaml(yaml: string, path: string, offset: number): Yaml
}

/** JSON or YAML; `value` is `undefined` where the file is empty or nothing in it can be read. */
export interface DataDocument {
  readonly kind: 'data'
  readonly path: string
  readonly source: SourceFile
  readonly value: Value | undefined
}

/** A front end reads outlines and never fails, never judges. */
export interface Dialect {
  readonly id: string
  readonly summary: string
  /**
   * Globs below a folder that a plan's entry may match, such as `**` + `/PLAN.md`: how plans are found where a
   * folder is named. Absent: any Markdown file may be one.
   */
  readonly entries?: readonly string[]
  /** How sure it is that `entry` is one of its plans: 0 … 1. */
  recognises(entry: Document): number
  /**
   * Globs, relative to the host's root, of the other files that belong to the plan; they may match the entry. Where a
   * `folder` was asked for (with a final `/`), what is below it belongs to the plan too.
   */
  companions?(entry: Document, folder?: string): readonly string[]
  /** The folder whose plan is meant where a file of it is named that is none itself, such as a road map. */
  folderOf?(path: string): string | undefined
  /** Globs of files that are not read: that they exist says enough, such as the summary of another phase's plan. */
  neighbours?(entry: Document): readonly string[]
  /** Loads what reads the plan: of all dialects only the one that it is in is needed whole. */
  frontEnd(): Promise<Lower>
}

/** The entry comes first, the others follow by path; `neighbours` are the paths of files that are not read. */
export type Lower = (
  documents: readonly [Document, ...Document[]],
  report: Report,
  neighbours?: readonly string[],
) => Plan
