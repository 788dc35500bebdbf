import type { Diagnostic, Related, Severity } from '../../src/diagnostics/diagnostic.ts'
import type { Account, Appearance } from '../../src/reporters/reporter.ts'
import { type SourceFile, sourceFile } from '../../src/source/source-file.ts'

/** `path`, and the text that it holds. */
export function sources(texts: Readonly<Record<string, string>>): ReadonlyMap<string, SourceFile> {
  return new Map(Object.entries(texts).map(([path, text]) => [path, sourceFile(path, text)]))
}

export interface Said {
  readonly path?: string
  /** The words that it points at: their first occurrence. */
  readonly at: string
  readonly message?: string
  readonly severity?: Severity
  readonly help?: string
  readonly related?: readonly Related[]
  readonly steps?: readonly Related[]
  readonly fix?: Diagnostic['fix']
}

export function accountOf(texts: Readonly<Record<string, string>>, said: readonly Said[] = []): Account {
  const files = sources(texts)
  return {
    tool: { name: 'plan-compile', version: '1.2.3' },
    plans: [...files.keys()].map((path) => ({
      path,
      dialect: 'phases',
      tasks: 2,
      waves: 1,
      coverage: { found: 2, understood: 2 },
    })),
    passedOver: 0,
    diagnostics: said.map((one) => diagnosticOf(files, one)),
    sources: files,
    output: undefined,
  }
}

/** The place of the first occurrence of `words`. */
export function spanOf(files: ReadonlyMap<string, SourceFile>, path: string, words: string) {
  const start = files.get(path)?.text.indexOf(words) ?? 0
  return { path, start, end: start + words.length }
}

function diagnosticOf(files: ReadonlyMap<string, SourceFile>, said: Said): Diagnostic {
  const { path = 'plan.md', at, message = 'something is so', severity = 'error', help, related = [] } = said
  const by = { code: 'PC302', name: 'no-parallel-write', severity, summary: 'A law.' }
  const about = { steps: said.steps ?? [], fix: said.fix, subject: undefined, unit: undefined }
  return { by, severity, span: spanOf(files, path, at), message, help, related, ...about }
}

export const plain: Appearance = { color: false, width: 100, quiet: false }
export const bare: Appearance = { ...plain, quiet: true }
