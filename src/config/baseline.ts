import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import { type Identity, identitiesOf } from '../diagnostics/identity.ts'
import { validateBaseline } from '../generated/schemas.js'
import { plainOf } from '../parser/schema.ts'
import type { SourceSpan } from '../source/span.ts'
import { entryOf, itemsOf } from './file-faults.ts'
import { readJson } from './json-value.ts'
import { Misconfigured } from './misconfigured.ts'

/** A finding that is known, and how many that are alike. Paths are from the folder of the baseline. */
export interface KnownFinding extends Omit<Identity, 'occurrence'> {
  readonly count: number
}

export interface Baseline {
  readonly entries: readonly KnownFinding[]
  /** Where each entry stands in the file. */
  readonly places: readonly SourceSpan[]
}

/** Throws a `Misconfigured` where the file is no baseline. */
export function readBaseline(text: string, path: string): Baseline {
  const value = readJson(text, path)
  const file = plainOf(value)
  if (!isBaselineFile(file)) {
    const [problem] = validateBaseline.errors ?? []
    const where = problem?.instancePath ? ` at ${problem.instancePath}` : ''
    const message = `this is no baseline${where}: ${problem?.message ?? 'it has another form'}`
    throw new Misconfigured([{ span: { ...value.span, end: value.span.start + 1 }, message }])
  }
  return {
    entries: file.findings.map(({ unit, count = 1, ...rest }) => ({ ...rest, unit, count })),
    places: itemsOf(entryOf(value, 'findings')?.value).map(({ span }) => span),
  }
}

interface BaselineFile {
  readonly findings: readonly {
    readonly code: string
    readonly path: string
    readonly unit?: string
    readonly subject: string
    readonly count?: number
  }[]
}

function isBaselineFile(value: unknown): value is BaselineFile {
  return validateBaseline(value)
}

export interface Judgement {
  /** What is not known. */
  readonly fresh: readonly Diagnostic[]
  readonly known: readonly Diagnostic[]
  /** How many of each entry were found. */
  readonly found: readonly number[]
}

/** Parts findings into known and fresh ones; of those that are alike the first ones are known. */
export function judged(
  diagnostics: readonly Diagnostic[],
  { entries }: Baseline,
  pathOf: (path: string) => string,
): Judgement {
  const indexes = new Map(entries.map((entry, index) => [keyOf(entry), index]))
  const found = entries.map(() => 0)
  const fresh: Diagnostic[] = []
  const known: Diagnostic[] = []
  for (const [at, identity] of identitiesOf(diagnostics).entries()) {
    const diagnostic = diagnostics[at]
    if (diagnostic === undefined) continue
    const index = indexes.get(keyOf({ ...identity, path: pathOf(identity.path) }))
    const entry = index === undefined ? undefined : entries[index]
    if (index === undefined || entry === undefined || (found[index] ?? 0) >= entry.count) {
      fresh.push(diagnostic)
      continue
    }
    found[index] = (found[index] ?? 0) + 1
    known.push(diagnostic)
  }
  return { fresh, known, found }
}

/** What a baseline says of findings. */
export function knownFindings(
  diagnostics: readonly Diagnostic[],
  pathOf: (path: string) => string,
): readonly KnownFinding[] {
  const entries = new Map<string, KnownFinding>()
  for (const { code, path, unit, subject } of identitiesOf(diagnostics)) {
    const entry = { code, path: pathOf(path), unit, subject }
    entries.set(keyOf(entry), { ...entry, count: (entries.get(keyOf(entry))?.count ?? 0) + 1 })
  }
  return [...entries.values()]
}

/** By path, code, unit and subject, a line each: what changes in it is easily read. */
export function baselineText(entries: readonly KnownFinding[]): string {
  const lines = entries
    .map((entry) => ({ key: sortKey(entry), line: `    ${JSON.stringify(writtenOf(entry))}` }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ line }) => line)
  return `{\n  "version": 1,\n  "findings": [${lines.length > 0 ? `\n${lines.join(',\n')}\n  ` : ''}]\n}\n`
}

function writtenOf({ code, path, unit, subject, count }: KnownFinding) {
  return { code, path, ...(unit !== undefined && { unit }), subject, ...(count > 1 && { count }) }
}

function sortKey({ path, code, unit, subject }: KnownFinding): string {
  return JSON.stringify([path, code, unit ?? '', subject])
}

function keyOf({ code, path, unit, subject }: Omit<Identity, 'occurrence'>): string {
  return JSON.stringify([code, path, unit ?? null, subject])
}
