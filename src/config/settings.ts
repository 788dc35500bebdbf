import type { OptionValue } from '../analyzer/option.ts'
import type { Signature } from '../diagnostics/diagnostic.ts'
import type { Level, RuleSettings } from './configuration-file.ts'
import { exact, narrowness } from './selectors.ts'

/** What one file, one preset, one override or the command line says; a later layer goes before an earlier one. */
export interface Layer {
  readonly strict?: boolean
  readonly rules?: RuleSettings
  /** Only what these selectors mean speaks. */
  readonly only?: readonly string[]
  /** What these selectors mean does not speak. */
  readonly without?: readonly string[]
}

/** How one rule runs. */
export interface Verdict {
  /** `strict`: as its own checklist has it; `undefined`: as the rule says itself. */
  readonly level: Level | 'strict' | undefined
  readonly options: Readonly<Record<string, OptionValue>>
}

/** Who decides over a signature: the last layer that speaks of it, and in a layer the narrowest selector. */
export function verdictOn(
  signature: Signature & { readonly checklist?: boolean },
  layers: readonly Layer[],
): Verdict {
  let verdict: Verdict = { level: signature.recommended === false ? 'off' : undefined, options: {} }
  for (const layer of layers) {
    const { strict, rules } = layer
    if (strict === true && signature.checklist === true) verdict = { ...verdict, level: 'strict' }
    if (strict === false && verdict.level === 'strict') verdict = { ...verdict, level: undefined }
    verdict = { ...verdict, level: chosen(verdict.level, signature, layer) }
    const { level, options, narrow } = spokenOf(signature, rules) ?? {}
    // Who weighs a family means what speaks in it: what is off by itself is asked for by name.
    const isAsleep = signature.recommended === false && verdict.level === 'off' && narrow !== exact
    if (level === undefined || isAsleep) continue
    verdict = { level, options: { ...verdict.options, ...options } }
  }
  return verdict
}

/** By `--select` and `--ignore`. That a text cannot be read as a plan is said whatever is selected. */
function chosen(level: Verdict['level'], signature: Signature, { only, without }: Layer): Verdict['level'] {
  const isNamed = (selectors: readonly string[]) =>
    selectors.some((selector) => narrowness(selector, signature) > 0)
  if (isFirm(signature) && /^PC0/.test(signature.code)) return level
  if (without !== undefined && isNamed(without)) return 'off'
  if (only === undefined) return level
  if (!isNamed(only)) return 'off'
  return level === 'off' ? undefined : level
}

interface Spoken {
  readonly level: Level
  readonly options: Readonly<Record<string, OptionValue>>
  readonly narrow: number
}

/** A family leaves alone what may not be made milder: to name such a one is a fault, which was reported. */
function spokenOf(signature: Signature, rules: RuleSettings = {}): Spoken | undefined {
  const narrowest = Object.entries(rules)
    .map(([selector, setting]) => ({ setting, narrow: narrowness(selector, signature) }))
    .filter(({ narrow }) => narrow > 0)
    .sort((a, b) => b.narrow - a.narrow)[0]
  if (narrowest === undefined) return undefined
  const { setting, narrow } = narrowest
  const [level, options] = typeof setting === 'string' ? [setting, {}] : setting
  return isFirm(signature) && level !== 'error' ? undefined : { level, options: valuesIn(options), narrow }
}

/** An error that no configuration makes milder: what is built of such a plan would be wrong. */
export function isFirm({ suppressible, severity }: Signature): boolean {
  return suppressible === false && severity === 'error'
}

function valuesIn(options: Readonly<Record<string, unknown>>): Readonly<Record<string, OptionValue>> {
  return Object.fromEntries(
    Object.entries(options).flatMap(([name, value]) => (isValue(value) ? [[name, value]] : [])),
  )
}

function isValue(value: unknown): value is OptionValue {
  if (Array.isArray(value)) return value.every((element) => typeof element === 'string')
  return ['number', 'string', 'boolean'].includes(typeof value)
}
