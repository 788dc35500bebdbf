import { rules } from '../analyzer/rules/index.ts'
import { verdictOn } from '../config/settings.ts'
import { problems } from '../parser/problems.ts'
import { visibleJson } from '../reporters/visible.ts'
import type { Arguments } from './arguments.ts'
import { layersOf, settingsAt } from './checkers.ts'
import { configurationOf } from './configuration-of.ts'
import { pathOf } from './inspect.ts'
import type { Machine } from './machine.ts'

/** What holds for one plan, as JSON: each rule with its level and what is set of its options. */
export async function printedConfiguration(given: Arguments, machine: Machine): Promise<string> {
  const configuration = await configurationOf(given, machine)
  const plan = pathOf(given.value('print-config') ?? '', given, machine)
  const settings = configuration && settingsAt(configuration, plan, machine)
  const layers = [...(settings?.layers ?? []), ...layersOf(given, configuration)]
  const all = [...problems, ...rules, ...(configuration?.ownRules ?? [])]
  const levels = all.map((signature): [string, unknown] => {
    const { level, options } = verdictOn(signature, layers)
    const weight = level === undefined ? signature.severity : level === 'strict' ? 'error' : level
    return [signature.name, Object.keys(options).length > 0 ? [weight, options] : weight]
  })
  const document = {
    configuration: configuration?.path ?? null,
    plan,
    dialect: given.value('dialect') ?? settings?.dialect ?? null,
    failOn: given.value('fail-on') ?? configuration?.failOn ?? 'error',
    maxWarnings: configuration?.maxWarnings ?? null,
    exclude: configuration?.exclude ?? [],
    team: settings?.team ?? {},
    run: configuration?.run ?? {},
    rules: Object.fromEntries(levels),
  }
  return `${visibleJson(JSON.stringify(document, null, 2))}\n`
}
