import type { Finding, Report } from './diagnostics/diagnostic.ts'
import type { Dialect, Document, YamlReader } from './parser/dialect.ts'
import { mayHoldYaml, parseDocument } from './parser/parse.ts'
import { placeholderIn } from './parser/placeholder.ts'
import { noUnknownDialect } from './parser/problems.ts'
import { isRecord, isRoadmap } from './parser/record.ts'
import { decode } from './parser/text-problems.ts'
import type { Host } from './source/host.ts'
import { type SourceFile, startOf } from './source/source-file.ts'

/** `dialect` is `undefined` where the entry cannot be read or is no plan; why has been reported. */
export interface Loaded {
  readonly dialect: Dialect | undefined
  readonly documents: readonly Document[]
  readonly sources: ReadonlyMap<string, SourceFile>
  /** Paths of files that belong near the plan and were not read. */
  readonly neighbours: readonly string[]
  /** `true`: a folder was asked for, and its plan is read whole. */
  readonly whole: boolean
}

/**
 * The only waiting of the core: reads the entry, asks for its dialect, reads what belongs to it. An entry with a final
 * `/` is a folder: the plan in it is read whole.
 */
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
    return readable ? parseDocument(source, report, await yamlFor(source)) : undefined
  }
  const folder = entry.endsWith('/')
    ? entry.replace(/^(?:\.\/)+/, '')
    : await folderMeant(entry, host, dialects)
  const whole = folder !== undefined
  const path = folder === undefined ? entry : await entryIn(folder, host, dialects)
  const first = path === undefined ? undefined : await read(path)
  if (first === undefined) return { dialect: undefined, documents: [], sources, neighbours: [], whole }
  const dialect = detect(first, dialects)
  if (dialect === undefined) {
    report(noUnknownDialect, noPlan(first))
    return { dialect, documents: [first], sources, neighbours: [], whole }
  }
  const companions = await readAll(dialect.companions?.(first, folder) ?? [], first.path, host, read)
  const neighbours = await globAll(dialect.neighbours?.(first) ?? [], host)
  return { dialect, documents: [first, ...companions], sources, neighbours, whole }
}

/** Most plans hold no YAML, and its reader is a tenth of what starting costs. */
async function yamlFor(source: SourceFile): Promise<YamlReader | undefined> {
  return mayHoldYaml(source) ? await import('./parser/frontmatter.ts') : undefined
}

function noPlan(document: Document): Finding {
  const placeholder = placeholderIn(document)
  if (placeholder !== undefined) {
    const message = `This is a template and no plan: ${placeholder.value} in its title is still to be filled in`
    return { span: placeholder.span, message, help: 'Name the plan that was made from it.' }
  }
  if (isRoadmap(document.path)) {
    const message = 'This is the road map of a project and no plan: none of its phases has a plan yet'
    const help = 'Write the plans of a phase first, such as `phases/01-name/01-01-PLAN.md` beside it.'
    return { span: startOf(document.source), message, help }
  }
  if (document.kind === 'markdown' && isRecord(document)) {
    const message =
      'This stands next to a plan and is none: its name or front matter says that it is a record'
    return { span: startOf(document.source), message, help: 'Name the plan that it belongs to.' }
  }
  return {
    span: startOf(document.source),
    message: 'This is no plan: no heading, list or table in it looks like a phase or task',
    help: 'Head each phase with a line such as `### Phase 1: Name`.',
  }
}

/** Who names the road map of plans means them all. */
async function folderMeant(
  entry: string,
  host: Host,
  dialects: readonly Dialect[],
): Promise<string | undefined> {
  for (const dialect of dialects) {
    const folder = dialect.folderOf?.(entry)
    if (folder !== undefined && (await entryIn(folder, host, [dialect])) !== undefined) return folder
  }
  return undefined
}

/** Of no more files than these a folder's plan is looked for in. */
const mostCandidates = 100

/** The first file that a dialect looks for in folders and takes for its own; dialects and their globs in order. */
async function entryIn(
  folder: string,
  host: Host,
  dialects: readonly Dialect[],
): Promise<string | undefined> {
  const literal = folder.replace(/[\\*?[\]{}()!+@|]/g, '\\$&')
  const globs = dialects.flatMap(({ entries }) => entries ?? []).map((glob) => `${literal}${glob}`)
  const seen = new Set<string>()
  for (const glob of globs) {
    for (const path of await host.glob(glob)) {
      if (seen.has(path)) continue
      if (seen.size >= mostCandidates) return undefined
      seen.add(path)
      const document = await readQuietly(path, host)
      if (document !== undefined && detect(document, dialects)?.entries !== undefined) return path
    }
  }
  return undefined
}

/** What is wrong with its text is said when it is read in earnest. */
async function readQuietly(path: string, host: Host): Promise<Document | undefined> {
  const bytes = await host.read(path)
  if (bytes === undefined) return undefined
  const { source, readable } = decode(path, bytes, () => {})
  return readable ? parseDocument(source, () => {}, await yamlFor(source)) : undefined
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
  const paths = (await globAll(globs, host)).filter((path) => path !== entry)
  const documents = await Promise.all(paths.map(read))
  return documents.filter((document) => document !== undefined)
}

async function globAll(globs: readonly string[], host: Host): Promise<readonly string[]> {
  const found = await Promise.all(globs.map((glob) => host.glob(glob)))
  return [...new Set(found.flat())].sort()
}
