import { closest } from '../diagnostics/closest.ts'
import type { Signature } from '../diagnostics/diagnostic.ts'
import { validateConfig } from '../generated/schemas.js'
import { validate } from '../parser/schema.ts'
import type { Entry, Value } from '../parser/section.ts'
import type { Located } from '../source/span.ts'
import { levels, overrideKeys, topKeys } from './configuration-file.ts'
import type { ConfigurationFault } from './misconfigured.ts'
import { runKeys } from './run-configuration.ts'
import { selectorsOf } from './selectors.ts'
import { signatures } from './signatures.ts'

/** What is wrong with the form of a configuration; which rules there are is not asked yet. */
export function faultsOf(value: Value): readonly ConfigurationFault[] {
  const overrides = itemsOf(entryOf(value, 'overrides')?.value)
  const own = [
    ...unknownKeys(value, topKeys),
    ...runFaults(entryOf(value, 'run')?.value),
    ...overrides.flatMap((override) => unknownKeys(override, overrideKeys)),
    ...settingsIn(value).flatMap((setting) => [...nameFaults(setting), ...levelFaults(setting)]),
  ]
  return own.length > 0 ? own : schemaFaults(value)
}

/** Each setting of a rule that is written anywhere in a configuration. */
export function settingsIn(value: Value): readonly Entry[] {
  const rules = entryOf(value, 'rules')?.value
  const overrides = itemsOf(entryOf(value, 'overrides')?.value)
  const maps = [rules, ...itemsOf(rules), ...overrides.map((override) => entryOf(override, 'rules')?.value)]
  return maps.flatMap((map) => (map?.kind === 'map' ? map.entries : []))
}

/** `unknown rule no-cycel: did you mean …?`, at the word. */
export function unknownWord(
  what: string,
  { value: written, span }: Located<string>,
  known: readonly string[],
): ConfigurationFault {
  const meant = written.length > 80 ? undefined : closest(written, known)
  const hint = meant === undefined ? (known.length > 12 ? '' : `: there is ${known.join(', ')}`) : ''
  const question = meant === undefined ? '' : `: did you mean ${meant}?`
  return { span, message: `unknown ${what} ${JSON.stringify(written.slice(0, 80))}${hint}${question}` }
}

export function entryOf(value: Value, key: string): Entry | undefined {
  return value.kind === 'map' ? value.entries.find((entry) => entry.key.value === key) : undefined
}

export function itemsOf(value: Value | undefined): readonly Value[] {
  return value?.kind === 'list' ? value.items : []
}

function unknownKeys(value: Value, known: readonly string[]): readonly ConfigurationFault[] {
  if (value.kind !== 'map') return []
  const unknown = value.entries.filter(({ key }) => !known.includes(key.value))
  return unknown.map(({ key }) => unknownWord('key', key, known))
}

function runFaults(run: Value | undefined): readonly ConfigurationFault[] {
  return run === undefined ? [] : unknownKeys(run, runKeys)
}

/** What is written as no rule is: which rules there are, with the user's own, is asked later. */
function nameFaults({ key }: Entry): readonly ConfigurationFault[] {
  return selectable.test(key.value) ? [] : [unknownWord('rule', key, selectorsOf(signatures))]
}

/** A name, a code or a family, as the schema has them. */
const selectable = /^(?:[A-Z]{2,8}\d{0,3}|[a-z][a-z0-9]*(?:-[a-z0-9]+)*)$/

/** A level is a word, and the first of two where options follow. */
function levelFaults({ value }: Entry): readonly ConfigurationFault[] {
  const level = value.kind === 'list' ? value.items[0] : value
  if (level?.kind !== 'scalar' || typeof level.value !== 'string') return []
  if (levels.some((known) => known === level.value)) return []
  return [unknownWord('level', { value: level.value, span: level.span }, levels)]
}

/** Only where our own checks are content: what they say, they say better. */
function schemaFaults(value: Value): readonly ConfigurationFault[] {
  const faults: ConfigurationFault[] = []
  validate(validateConfig, value, configuration, (_, { span, message }) => faults.push({ span, message }))
  return faults
}

const configuration: Signature = {
  code: 'configuration',
  name: 'configuration',
  severity: 'error',
  summary: 'A configuration has the form of its schema.',
}
