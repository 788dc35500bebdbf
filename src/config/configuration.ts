import { isOfKind, type OptionValue } from '../analyzer/option.ts'
import type { Rule } from '../analyzer/rule.ts'
import type { Signature } from '../diagnostics/diagnostic.ts'
import type { Entry, Value } from '../parser/section.ts'
import { entryOf, itemsOf, settingsIn, unknownWord } from './file-faults.ts'
import { type ConfigurationFault, Misconfigured } from './misconfigured.ts'
import type { Configuration } from './plan-settings.ts'
import { type Holder, type Part, partsOf, type Surroundings } from './read-configuration.ts'
import { mergedRun } from './run-configuration.ts'
import { isFamily, narrowness, selectorsOf } from './selectors.ts'
import { isFirm } from './settings.ts'
import { signatures } from './signatures.ts'

/** Who has more to mend runs it again. */
const MOST_FAULTS = 100

/** Throws a `Misconfigured` that names all faults of a file, or the first hundred, with their places. */
export async function readConfiguration(holder: Holder, surroundings: Surroundings): Promise<Configuration> {
  const parts = partsOf(holder, surroundings.open)
  const ownRules = await ownRulesOf(parts, surroundings)
  const known = [...signatures, ...ownRules]
  const settings = parts.flatMap(({ value }) => (value === undefined ? [] : settingsIn(value)))
  const faults: ConfigurationFault[] = []
  for (const entry of settings) {
    if (faults.length < MOST_FAULTS) faults.push(...settingFaults(entry, known))
  }
  if (faults.length > 0) throw new Misconfigured(faults)
  const files = parts.map(({ file }) => file)
  return {
    path: holder.path,
    failOn: files.findLast(({ failOn }) => failOn !== undefined)?.failOn,
    maxWarnings: files.findLast(({ maxWarnings }) => maxWarnings !== undefined)?.maxWarnings,
    exclude: files.flatMap(({ exclude = [] }) => exclude),
    skills: new Map(files.flatMap(({ skills = {} }) => Object.entries(skills))),
    baseline: files.at(-1)?.baseline,
    verifier: files.findLast(({ verifier }) => verifier !== undefined)?.verifier,
    review: files.findLast(({ review }) => review !== undefined)?.review,
    run: mergedRun(files),
    ownRules,
    parts: files,
  }
}

async function ownRulesOf(parts: readonly Part[], { loadRule }: Surroundings): Promise<readonly Rule[]> {
  const rules: Rule[] = []
  for (const { path, value } of parts) {
    for (const item of value === undefined ? [] : itemsOf(entryOf(value, 'rules')?.value)) {
      if (item.kind !== 'scalar' || typeof item.value !== 'string') continue
      const rule = await loadRule(item.value, path).catch((error: unknown) => rethrow(error, item))
      const twin = [...signatures, ...rules].find(
        ({ code, name }) => code === rule.code || name === rule.name,
      )
      if (twin !== undefined) throw new Misconfigured([{ span: item.span, message: taken(rule, twin) }])
      rules.push(rule)
    }
  }
  return rules
}

/** What is wrong with a rule's file is said where the file is named. */
function rethrow(error: unknown, { span }: Value): never {
  if (!(error instanceof Misconfigured)) throw error
  throw new Misconfigured(error.faults.map(({ message }) => ({ span, message })))
}

function taken(rule: Signature, { code, name }: Signature): string {
  const what = rule.code === code ? `the code ${code}` : `the name ${name}`
  return `this rule has ${what}, which ${code} ${name} has already`
}

function settingFaults({ key, value }: Entry, known: readonly Signature[]): readonly ConfigurationFault[] {
  const meant = known.filter((signature) => narrowness(key.value, signature) > 0)
  if (meant.length === 0) return [unknownWord('rule', key, selectorsOf(known))]
  const [level, options] = value.kind === 'list' ? value.items : [value]
  return [...milderFaults(key, meant, level), ...optionFaults(key, meant, options)]
}

function milderFaults(key: Entry['key'], meant: readonly Signature[], level: Value | undefined) {
  const [only] = meant
  if (only === undefined || isFamily(key.value) || !isFirm(only)) return []
  if (level?.kind !== 'scalar' || level.value === 'error') return []
  const message = `${only.code} ${only.name} stays an error: what is built of such a plan would be wrong`
  return [{ span: level.span, message }]
}

function optionFaults(key: Entry['key'], meant: readonly Signature[], options: Value | undefined) {
  if (options?.kind !== 'map') return []
  const known = isFamily(key.value) ? [] : meant.flatMap((rule) => optionsIn(rule))
  return options.entries.flatMap((entry): readonly ConfigurationFault[] => {
    const option = known.find(({ name }) => name === entry.key.value)
    if (option === undefined) return [unknownOption(key.value, entry.key, known)]
    const value = plainIn(entry.value)
    const { minimum = 0, default: sample } = option
    if (!isOfKind(value, sample)) return [wrongKind(entry, sample)]
    if (typeof value === 'number' && (value < minimum || !Number.isInteger(value))) {
      const message = `\`${option.name}\` is a whole number from ${minimum}, and ${value} is none`
      return [{ span: entry.value.span, message }]
    }
    return []
  })
}

function optionsIn(signature: Signature & Partial<Pick<Rule, 'options'>>) {
  return signature.options ?? []
}

function unknownOption(rule: string, key: Entry['key'], known: readonly { readonly name: string }[]) {
  if (known.length > 0)
    return unknownWord(
      `option of ${rule}`,
      key,
      known.map(({ name }) => name),
    )
  return { span: key.span, message: `${rule} has no options` }
}

function wrongKind({ key, value }: Entry, sample: OptionValue): ConfigurationFault {
  const kind = Array.isArray(sample) ? 'a list of words' : `a ${typeof sample}`
  return { span: value.span, message: `\`${key.value}\` is not ${kind}` }
}

function plainIn(value: Value): unknown {
  switch (value.kind) {
    case 'scalar':
      return value.value
    case 'list':
      return value.items.map(plainIn)
    case 'map':
      return undefined
  }
}
