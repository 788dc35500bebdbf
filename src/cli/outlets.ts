import { formats } from '../reporters/index.ts'
import type { Account, Appearance, Format, Reporter } from '../reporters/reporter.ts'
import { isSameFile, writeReports } from '../workspace/report-file.ts'
import { isRunByAgent } from './agent.ts'
import type { Arguments } from './arguments.ts'
import type { Machine } from './machine.ts'
import { UsageError, unknown } from './usage-error.ts'

/** A place where findings are told, and how. */
export interface Outlet {
  readonly reporter: Reporter
  readonly appearance: Appearance
  /** The path of a file; `undefined`: standard output. */
  readonly file: string | undefined
}

/** Where the command line wants findings told: on standard output or in `--output-file`, and in further files. */
export async function outletsOf(
  given: Arguments,
  machine: Machine,
  color: boolean,
): Promise<readonly Outlet[]> {
  const wanted = given.values('format').map(parse)
  const inFiles = wanted.filter(({ file }) => file !== undefined)
  const here = wanted.filter(({ file }) => file === undefined).map(({ id }) => id)
  if (here.length > 1) {
    throw new UsageError(`only one format can be printed: write --format ${here[1]}=FILE for the others`)
  }
  const main = { id: here[0] ?? defaultFormat(machine), file: given.value('output-file') }
  const places = [main, ...inFiles]
  requireDistinct(
    places.flatMap(({ file }) => file ?? []),
    machine,
  )
  return await Promise.all(
    places.map(async ({ id, file }) => ({
      reporter: await formatCalled(id, '--format').load(),
      appearance: appearanceOf(given, machine, file === undefined && color),
      file,
    })),
  )
}

interface Wanted {
  readonly id: string
  readonly file: string | undefined
}

function parse(value: string): Wanted {
  const [id = '', ...rest] = value.split('=')
  if (rest.length === 0) return { id, file: undefined }
  const file = rest.join('=')
  if (file === '') throw new UsageError(`--format ${value} needs a file: --format ${id}=FILE`)
  return { id, file }
}

/** Whoever is there: what the environment asks for, what agents read, what people read. */
function defaultFormat({ environment }: Machine): string {
  const asked = environment['PLAN_COMPILE_FORMAT']
  if (asked) return formatCalled(asked, 'format in PLAN_COMPILE_FORMAT').id
  return isRunByAgent(environment) ? 'agent' : 'pretty'
}

function formatCalled(id: string, what: string): Format {
  const format = formats.find((one) => one.id === id)
  if (format) return format
  throw unknown(
    what,
    id,
    formats.map((one) => one.id),
  )
}

function appearanceOf(given: Arguments, { output }: Machine, color: boolean): Appearance {
  const width = output.columns ?? 100
  return { color, width, quiet: given.has('quiet'), links: color && output.isTerminal }
}

function requireDistinct(files: readonly string[], { folder }: Machine): void {
  const twice = files.find((file, index) =>
    files.slice(0, index).some((other) => isSameFile(folder, file, other)),
  )
  if (twice !== undefined) throw new UsageError(`two formats cannot go to one file: ${twice}`)
}

/** Tells an account at all outlets; of files all or none is written, each whole. */
export function tellAt(outlets: readonly Outlet[], account: Account, machine: Machine): void {
  const texts = outlets.map(({ file, reporter, appearance }) => ({
    file,
    contents: reporter.report(account, appearance),
  }))
  for (const { file, contents } of texts) if (file === undefined) machine.output.write(contents)
  const reports = texts.flatMap(({ file, contents }) =>
    file === undefined ? [] : [{ path: file, contents }],
  )
  writeReports(machine.folder, reports)
}

/** The same places, for findings only. */
export function silenced(outlets: readonly Outlet[]): readonly Outlet[] {
  return outlets.map((outlet) => ({ ...outlet, appearance: { ...outlet.appearance, quiet: true } }))
}

/** Whether somebody reads along who wants to know how to go on. */
export function isForPeople({ reporter, appearance, file }: Outlet): boolean {
  return reporter.id === 'pretty' && file === undefined && !appearance.quiet
}
