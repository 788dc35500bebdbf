import type { Report } from './diagnostics/diagnostic.ts'
import type { Dialect, Document } from './parser/dialect.ts'
import { parseDocument } from './parser/parse.ts'
import { noUnknownDialect } from './parser/problems.ts'
import { decode } from './parser/text-problems.ts'
import type { Host } from './source/host.ts'
import { type SourceFile, startOf } from './source/source-file.ts'

/** `dialect` is `undefined` where the entry cannot be read or is no plan; why has been reported. */
export interface Loaded {
  readonly dialect: Dialect | undefined
  readonly documents: readonly Document[]
  readonly sources: ReadonlyMap<string, SourceFile>
}

/** The only waiting of the core: reads the entry, asks for its dialect, reads what belongs to it. */
export async function load(
  entry: string,
  host: Host,
  dialects: readonly Dialect[],
  report: Report,
): Promise<Loaded> {
  const sources = new Map<string, SourceFile>()
  const read = async (path: string): Promise<Document | undefined> => {
    const bytes = await host.read(path)
    if (bytes === undefined) return undefined
    const { source, readable } = decode(path, bytes, report)
    sources.set(path, source)
    return readable ? parseDocument(source, report) : undefined
  }
  const first = await read(entry)
  if (first === undefined) return { dialect: undefined, documents: [], sources }
  const dialect = detect(first, dialects)
  if (dialect === undefined) {
    report(noUnknownDialect, {
      span: startOf(first.source),
      message: 'This is no plan: no heading, list or table in it looks like a phase or task',
      help: 'Head each phase with a line such as `### Phase 1: Name`.',
    })
    return { dialect, documents: [first], sources }
  }
  const companions = await readAll(dialect.companions?.(first) ?? [], first.path, host, read)
  return { dialect, documents: [first, ...companions], sources }
}

/** The dialect that is surest; of equally sure ones the earlier. */
export function detect(entry: Document, dialects: readonly Dialect[]): Dialect | undefined {
  const scored = dialects.map((dialect) => ({ dialect, score: dialect.recognises(entry) }))
  return scored.filter(({ score }) => score > 0).sort((a, b) => b.score - a.score)[0]?.dialect
}

async function readAll(
  globs: readonly string[],
  entry: string,
  host: Host,
  read: (path: string) => Promise<Document | undefined>,
): Promise<readonly Document[]> {
  const found = await Promise.all(globs.map((glob) => host.glob(glob)))
  const paths = [...new Set(found.flat())].filter((path) => path !== entry).sort()
  const documents = await Promise.all(paths.map(read))
  return documents.filter((document) => document !== undefined)
}
