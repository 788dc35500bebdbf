import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import type { Judgement, KnownFinding } from '../config/baseline.ts'
import { type Diagnostic, sign, sortDiagnostics } from '../diagnostics/diagnostic.ts'
import { noStaleBaseline } from '../parser/problems.ts'
import type { Account } from '../reporters/reporter.ts'
import { visible } from '../reporters/visible.ts'
import { type SourceFile, sourceFile } from '../source/source-file.ts'
import type { SourceSpan } from '../source/span.ts'
import { displayPath, wholeText } from '../workspace/disk.ts'
import { pathBelow } from '../workspace/path-below.ts'
import { writeReports } from '../workspace/report-file.ts'
import type { Arguments } from './arguments.ts'
import { configurationOf, withPlaces } from './configuration-of.ts'
import { type Machine, notify } from './machine.ts'
import { UsageError } from './usage-error.ts'

/** What a run says of its plans, without what its baseline knows, and with what in that is stale. */
export async function withoutKnown(account: Account, given: Arguments, machine: Machine): Promise<Account> {
  const place = await placeOf(given, machine)
  if (place === undefined) return account
  const { readBaseline, judged } = await import('../config/baseline.ts')
  const source = sourceFile(place.shown, textAt(place, given))
  const baseline = withPlaces(new Map([[place.shown, source.text]]), () =>
    readBaseline(source.text, place.shown),
  )
  const judgement = judged(account.diagnostics, baseline, place.inside)
  const isLookedAt = lookedAt(account, place)
  const rows = baseline.entries.map((entry, index) => rowOf(entry, baseline.places[index], judgement, index))
  const stale = rows.filter(({ entry, found }) => found < entry.count && isLookedAt(entry.path))
  const files = { place, source, machine }
  if (given.has('baseline-write')) {
    const others = baseline.entries.filter(({ path }) => !isLookedAt(path))
    return await write(account, others, files)
  }
  if (given.has('baseline-prune')) await prune(rows, stale, files)
  else if (judgement.known.length > 0 && !given.has('quiet')) {
    notify(machine, `${findings(judgement.known.length)} known by ${visible(place.shown)}`)
  }
  const told =
    given.has('baseline-prune') || isPartial(given) ? [] : stale.map((row) => staleness(row, source))
  const diagnostics = sortDiagnostics([...judgement.fresh, ...told])
  return { ...account, diagnostics, sources: new Map([...account.sources, [place.shown, source]]) }
}

/** Where a baseline is, or is to be. */
interface Place {
  readonly file: string
  /** As the user would write it. */
  readonly shown: string
  /** A path, as the user would write it, from the folder of the baseline. */
  inside(path: string): string
}

async function placeOf(given: Arguments, machine: Machine): Promise<Place | undefined> {
  if (given.has('no-baseline')) return undefined
  const { folder } = machine
  const configuration = await configurationOf(given, machine)
  const home = configuration === undefined ? folder : dirname(resolve(folder, configuration.path))
  const named = given.value('baseline') ?? configuration?.baseline
  const from = given.has('baseline') ? folder : home
  const file = resolve(from, named ?? 'plan-baseline.json')
  const isWanted = named !== undefined || given.has('baseline-write') || given.has('baseline-prune')
  if (!isWanted && !existsSync(file)) return undefined
  return {
    file,
    shown: displayPath(folder, file),
    inside: (path) => pathBelow(dirname(file), resolve(folder, path)),
  }
}

function textAt({ file, shown }: Place, given: Arguments): string {
  if (existsSync(file)) return wholeText(shown, file, 'a baseline')
  if (given.has('baseline-write')) return '{ "version": 1, "findings": [] }\n'
  throw new UsageError(`${shown} does not exist: --baseline-write makes it`)
}

/** An entry, where it stands, and how many findings it has. */
interface Row {
  readonly entry: KnownFinding
  readonly span: SourceSpan | undefined
  readonly found: number
}

function rowOf(entry: KnownFinding, span: SourceSpan | undefined, { found }: Judgement, index: number): Row {
  return { entry, span, found: found[index] ?? 0 }
}

/** Of other plans a run knows nothing; of those that are gone, that nothing is found in them. */
function lookedAt({ sources }: Account, { file, inside }: Place): (path: string) => boolean {
  const seen = new Set([...sources.keys()].map(inside))
  return (path) => seen.has(path) || !existsSync(join(dirname(file), path))
}

/** Rules that did not look have found nothing. */
function isPartial(given: Arguments): boolean {
  return given.has('select') || given.has('ignore')
}

function staleness({ entry, span, found }: Row, { path }: SourceFile): Diagnostic {
  const { code, unit, count } = entry
  const what = `${code} in ${entry.path}${unit === undefined ? '' : ` (${unit})`}`
  const message =
    found === 0 ? `${what} is not found any more` : `${what} is found ${found} times, and not ${count} times`
  return sign(noStaleBaseline, {
    span: span ?? { path, start: 0, end: 0 },
    message,
    help: 'Run `plan-compile check --baseline-prune`, which takes it out.',
    subject: JSON.stringify(entry),
  })
}

interface Files {
  readonly place: Place
  readonly source: SourceFile
  readonly machine: Machine
}

async function write(account: Account, others: readonly KnownFinding[], files: Files): Promise<Account> {
  const { knownFindings } = await import('../config/baseline.ts')
  const all = [...others, ...knownFindings(account.diagnostics, files.place.inside)]
  await put(all, files)
  const total = all.reduce((sum, { count }) => sum + count, 0)
  notify(files.machine, `${findings(total)} known by ${visible(files.place.shown)} from now on`)
  return { ...account, diagnostics: [] }
}

async function prune(rows: readonly Row[], stale: readonly Row[], files: Files): Promise<void> {
  const rest = rows.flatMap((row) => {
    if (!stale.includes(row)) return [row.entry]
    return row.found > 0 ? [{ ...row.entry, count: row.found }] : []
  })
  if (stale.length > 0) await put(rest, files)
  const entries = `${stale.length} stale ${stale.length === 1 ? 'entry is' : 'entries are'}`
  notify(files.machine, `${entries} taken out of ${visible(files.place.shown)}`)
}

async function put(entries: readonly KnownFinding[], { place, source, machine }: Files): Promise<void> {
  const { baselineText } = await import('../config/baseline.ts')
  const contents = baselineText(entries)
  if (contents !== source.text || !existsSync(place.file)) {
    writeReports(machine.folder, [{ path: place.shown, contents }])
  }
}

function findings(count: number): string {
  return count === 1 ? '1 finding is' : `${count} findings are`
}
