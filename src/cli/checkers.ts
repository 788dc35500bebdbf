import { dirname, resolve } from 'node:path'
import type { Checker } from '../compile.ts'
import { type Configuration, type PlanSettings, settingsFor, unconfigured } from '../config/plan-settings.ts'
import { narrowness, selectorsOf } from '../config/selectors.ts'
import type { Layer } from '../config/settings.ts'
import { signatures } from '../config/signatures.ts'
import { checkerFor, dialectIds } from '../config/toolbox.ts'
import type { TeamWishes } from '../plan/team.ts'
import { matcher } from '../workspace/glob.ts'
import { pathBelow } from '../workspace/path-below.ts'
import type { Arguments } from './arguments.ts'
import { aroundOf } from './around.ts'
import { configurationOf } from './configuration-of.ts'
import type { Machine } from './machine.ts'
import { wishesIn } from './run-settings.ts'
import { UsageError, unknown } from './usage-error.ts'

/** How a plan is to be checked. `named`: by the user, so that it has to be one. */
export type CheckerAt = (path: string, named: boolean) => Checker

/** By what the repository has decided, and the command line after it. */
export async function checkersOf(given: Arguments, machine: Machine): Promise<CheckerAt> {
  const dialect = given.value('dialect')
  if (dialect !== undefined && !dialectIds.includes(dialect)) throw unknown('--dialect', dialect, dialectIds)
  const configuration = await configurationOf(given, machine)
  const ownRules = configuration?.ownRules ?? []
  const last = layersOf(given, configuration)
  const lookAround = aroundOf(given, machine)
  const wishes = wishesIn(given, configuration?.run)
  const make = (settings: PlanSettings, certain: boolean) => {
    const layers = [...settings.layers, ...last]
    const choice = { layers, dialect: dialect ?? settings.dialect, certain, ownRules }
    const skills = configuration?.skills
    const team = teamIn(given, settings)
    return { ...checkerFor(choice), lookAround, wishes, team, ...(skills?.size && { skills }) }
  }
  if (configuration === undefined) {
    const both = { named: make(unconfigured, true), found: make(unconfigured, false) }
    return (_, named) => (named ? both.named : both.found)
  }
  return (path, named) => make(settingsAt(configuration, path, machine), named)
}

/** `--team` and `--no-team` go before what is configured, which still says who the members are. */
function teamIn(given: Arguments, { team = {} }: PlanSettings): TeamWishes {
  if (given.has('team') && given.has('no-team'))
    throw new UsageError('--team and --no-team contradict each other: leave one of them out')
  return { ...team, ...(given.has('team') && { isOn: true }), ...(given.has('no-team') && { isOn: false }) }
}

/** What holds for the plan at `path`, which is as the user would write it. */
export function settingsAt(configuration: Configuration, path: string, { folder }: Machine): PlanSettings {
  const home = dirname(resolve(folder, configuration.path))
  const inside = pathBelow(home, resolve(folder, path))
  return settingsFor(configuration, inside, (globs, one) => matcher(globs)(one))
}

/** What the command line says goes before all else. */
export function layersOf(given: Arguments, configuration: Configuration | undefined): readonly Layer[] {
  const known = [...signatures, ...(configuration?.ownRules ?? [])]
  const selectors = (option: string) => {
    const words = given.values(option).flatMap((value) => value.split(',').map((word) => word.trim()))
    const strange = words.find((word) => known.every((signature) => narrowness(word, signature) === 0))
    if (strange !== undefined) {
      throw unknown(`rule in --${option}`, strange, selectorsOf(known), 'plan-compile explain')
    }
    return words
  }
  const only = selectors('select')
  const without = selectors('ignore')
  return [
    ...(given.has('strict') ? [{ strict: true }] : []),
    ...(only.length > 0 ? [{ only }] : []),
    ...(without.length > 0 ? [{ without }] : []),
  ]
}
