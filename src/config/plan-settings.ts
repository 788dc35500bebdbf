import type { Rule } from '../analyzer/rule.ts'
import type { Severity } from '../diagnostics/diagnostic.ts'
import type { SkillWords } from '../plan/skills.ts'
import type { TeamWishes } from '../plan/team.ts'
import type { ConfigurationFile, TeamSetting } from './configuration-file.ts'
import type { RunConfiguration } from './run-configuration.ts'
import type { Layer } from './settings.ts'

/** What a repository has decided: files read, presets put in, the user's own rules loaded. */
export interface Configuration {
  /** The file that was found. */
  readonly path: string
  readonly failOn: Severity | 'never' | undefined
  readonly maxWarnings: number | undefined
  readonly exclude: readonly string[]
  readonly skills: SkillWords
  /** As written, from the folder of `path`. */
  readonly baseline: string | undefined
  /** What happens after the last plan of a phase; `undefined`: nobody has said. */
  readonly verifier: boolean | undefined
  readonly review: boolean | undefined
  /** How plans are run. */
  readonly run: RunConfiguration
  readonly ownRules: readonly Rule[]
  /** For every plan, the weakest first. */
  readonly parts: readonly ConfigurationFile[]
}

/** How one plan is read and judged. */
export interface PlanSettings {
  readonly dialect: string | undefined
  readonly layers: readonly Layer[]
  readonly team?: TeamWishes
}

/** Where nobody has decided anything. */
export const unconfigured: PlanSettings = { dialect: undefined, layers: [] }

/** What holds for one plan; `path` from the folder of the configuration. */
export function settingsFor(
  { parts }: Configuration,
  path: string,
  matches: (globs: readonly string[], path: string) => boolean,
): PlanSettings {
  const said = parts.flatMap((file) => [
    file,
    ...(file.overrides ?? []).filter(({ files }) => matches(files, path)),
  ])
  return {
    dialect: said.findLast(({ dialect }) => dialect !== undefined)?.dialect,
    layers: said.flatMap(layersOf),
    team: {
      ...wishesIn(said.findLast(({ team }) => team !== undefined)?.team),
      models: Object.assign({}, ...said.map(({ models }) => models)),
    },
  }
}

function wishesIn(team: TeamSetting | undefined): TeamWishes {
  return typeof team === 'object' ? { isOn: true, ...team } : { isOn: team }
}

/** A list of settings is as many layers. */
function layersOf({ strict, rules = {} }: Pick<ConfigurationFile, 'strict' | 'rules'>): readonly Layer[] {
  const maps = isList(rules) ? rules.filter((one) => typeof one !== 'string') : [rules]
  const first = strict === undefined ? [] : [{ strict }]
  return [...first, ...maps.map((map) => ({ rules: map }))]
}

function isList<T>(value: T | readonly (string | T)[]): value is readonly (string | T)[] {
  return Array.isArray(value)
}
