import type { Severity } from '../diagnostics/diagnostic.ts'
import { validateConfig } from '../generated/schemas.js'
import type { Models } from '../plan/policy.ts'
import type { TeamWishes } from '../plan/team.ts'
import type { RunConfiguration } from './run-configuration.ts'

/** A configuration as it is written, see `schemas/config.schema.json`. */
export interface ConfigurationFile {
  readonly extends?: string | readonly string[]
  /** A list also holds the paths of files with rules of the user's own. */
  readonly rules?: RuleSettings | readonly (string | RuleSettings)[]
  readonly overrides?: readonly OverrideEntry[]
  readonly strict?: boolean
  readonly dialect?: string
  readonly failOn?: Severity | 'never'
  readonly maxWarnings?: number
  readonly exclude?: readonly string[]
  /** Skills by the words that call for them. */
  readonly skills?: Readonly<Record<string, string>>
  readonly team?: TeamSetting
  readonly models?: Models
  readonly baseline?: string
  /** Whether the goal of a phase is verified, and whether a person accepts it. */
  readonly verifier?: boolean
  readonly review?: boolean
  readonly run?: RunConfiguration
}

export interface OverrideEntry {
  readonly files: readonly string[]
  readonly rules?: RuleSettings
  readonly strict?: boolean
  readonly dialect?: string
  readonly team?: TeamSetting
  readonly models?: Models
}

/** With members of one's own it is also switched on. */
export type TeamSetting = boolean | Pick<TeamWishes, 'reviewer' | 'tester' | 'cycles'>

/** By name, code or family. */
export type RuleSettings = Readonly<Record<string, RuleSetting>>
export type RuleSetting = Level | readonly [Level, Readonly<Record<string, unknown>>]
export type Level = Severity | 'off'

export const levels: readonly Level[] = ['off', 'info', 'warning', 'error']

/** Whether a value is as the schema has it. */
export function isConfigurationFile(value: unknown): value is ConfigurationFile {
  return validateConfig(value)
}

export const topKeys: readonly string[] = [
  '$schema',
  'extends',
  'rules',
  'overrides',
  'strict',
  'dialect',
  'failOn',
  'maxWarnings',
  'exclude',
  'skills',
  'team',
  'models',
  'baseline',
  'verifier',
  'review',
  'run',
]

export const overrideKeys: readonly string[] = ['files', 'rules', 'strict', 'dialect', 'team', 'models']
