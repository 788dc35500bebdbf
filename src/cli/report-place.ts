import { basename, dirname, resolve } from 'node:path'
import type { SourceFile } from '../source/source-file.ts'
import { beginningOf, isSameFile, replacedBy } from '../workspace/report-file.ts'
import type { Arguments } from './arguments.ts'
import { configurationOf } from './configuration-of.ts'
import type { Machine } from './machine.ts'
import type { Outlet } from './outlets.ts'
import { UsageError } from './usage-error.ts'

/** What a run has read, and is asked to report. */
export interface Telling {
  readonly outlets: readonly Outlet[]
  readonly sources: Iterable<readonly [string, SourceFile]>
}

/**
 * Throws a `UsageError` where a report would replace a file of the user's: a plan, any other Markdown that is no
 * report of ours, a configuration, a baseline. To be asked before anything is written.
 */
export async function requireNoLoss(
  { outlets, sources }: Telling,
  given: Arguments,
  machine: Machine,
): Promise<void> {
  const files = outlets.flatMap(({ file }) => file ?? [])
  if (files.length === 0) return
  const plans = [...sources].map(([path]) => path)
  const settings = await settingsOf(given, machine)
  for (const file of files) {
    const isOneOf = (paths: readonly string[]) => paths.some((path) => isSameFile(machine.folder, path, file))
    const what = isOneOf(plans)
      ? 'a plan that was read'
      : isOneOf(settings)
        ? 'a configuration or a baseline'
        : lostIn(replacedBy(machine.folder, file))
    if (what !== undefined) throw new UsageError(`${file} is not written: it is ${what}`)
  }
}

/** The configuration and the baseline of this run, whatever they are called. */
async function settingsOf(given: Arguments, machine: Machine): Promise<readonly string[]> {
  const configuration = await configurationOf(given, machine)
  const named = given.value('baseline')
  const home = configuration && dirname(resolve(machine.folder, configuration.path))
  return [
    ...(configuration === undefined ? [] : [configuration.path]),
    ...(named === undefined ? [] : [named]),
    ...(home === undefined || configuration?.baseline === undefined
      ? []
      : [resolve(home, configuration.baseline)]),
  ]
}

const settingNames: readonly string[] = [
  'plan-compile.config.json',
  'plan-compile.config.jsonc',
  'plan-baseline.json',
  'package.json',
]

/** How a report in Markdown begins; one of `--quiet` that has nothing to tell is empty. */
const reported = /^(?:### plan-compile: |\| \| Place \| Rule \| Finding \||$(?![\s\S]))/

function lostIn(file: string | undefined): string | undefined {
  if (file === undefined) return undefined
  if (settingNames.includes(basename(file).toLowerCase())) return 'a configuration or a baseline'
  if (!/\.(?:md|markdown)$/i.test(file) || reported.test(beginningOf(file))) return undefined
  return 'Markdown that is no earlier report'
}
