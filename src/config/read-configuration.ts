import type { Rule } from '../analyzer/rule.ts'
import { plainOf } from '../parser/schema.ts'
import type { Value } from '../parser/section.ts'
import type { Located } from '../source/span.ts'
import { type ConfigurationFile, isConfigurationFile } from './configuration-file.ts'
import { entryOf, faultsOf, itemsOf, unknownWord } from './file-faults.ts'
import { readJson } from './json-value.ts'
import { Misconfigured } from './misconfigured.ts'
import { presets } from './presets.ts'

/** A file that holds a configuration, or holds it below a key. */
export interface Holder {
  /** As the user would write it. */
  readonly path: string
  readonly text: string
  /** `planCompile` in `package.json`. */
  readonly key?: string
}

/** What a configuration needs of the world. */
export interface Surroundings {
  /** What `extends` names, a path from the file that says so or a package; `undefined`: there is no such. */
  open(specifier: string, from: string): Holder | undefined
  /** A rule of the user's own; throws a `Misconfigured` without a place where it cannot be used. */
  loadRule(specifier: string, from: string): Promise<Rule>
}

/** One file of a configuration; presets come as files without a place. */
export interface Part {
  readonly path: string
  readonly file: ConfigurationFile
  /** `undefined` for a preset. */
  readonly value: Value | undefined
}

/** A configuration and all that it extends, the weakest first. Throws a `Misconfigured`. */
export function partsOf(
  holder: Holder,
  open: Surroundings['open'],
  above: readonly string[] = [],
): readonly Part[] {
  const value = mapIn(holder)
  const faults = faultsOf(value)
  const file = plainOf(value)
  if (faults.length > 0 || !isConfigurationFile(file)) throw new Misconfigured(faults)
  const trail = [...above, holder.path]
  const bases = extendedBy(value).flatMap((base) => baseOf(base, { holder, open, trail }))
  return [...bases, { path: holder.path, file, value }]
}

function mapIn({ path, text, key }: Holder): Value {
  const value = readJson(text, path)
  const inner = key === undefined ? value : entryOf(value, key)?.value
  if (inner?.kind === 'map') return inner
  throw new Misconfigured([{ span: (inner ?? value).span, message: 'a configuration is an object: { … }' }])
}

function extendedBy(value: Value): readonly Located<string>[] {
  const written = entryOf(value, 'extends')?.value
  const values = written?.kind === 'list' ? itemsOf(written) : written === undefined ? [] : [written]
  return values.flatMap((one) =>
    one.kind === 'scalar' && typeof one.value === 'string' ? [{ value: one.value, span: one.span }] : [],
  )
}

interface Extending {
  readonly holder: Holder
  readonly open: Surroundings['open']
  readonly trail: readonly string[]
}

function baseOf(base: Located<string>, { holder, open, trail }: Extending): readonly Part[] {
  const preset = Object.hasOwn(presets, base.value) ? presets[base.value] : undefined
  if (preset !== undefined) return [{ path: base.value, file: preset, value: undefined }]
  const found = open(base.value, holder.path)
  if (found === undefined) throw new Misconfigured([missing(base)])
  if (trail.includes(found.path)) {
    const circle = [...trail.slice(trail.indexOf(found.path)), found.path].join(' → ')
    throw new Misconfigured([{ span: base.span, message: `this extends itself: ${circle}` }])
  }
  return partsOf(found, open, trail)
}

function missing(base: Located<string>) {
  if (!/[./@]/.test(base.value)) return unknownWord('preset or package', base, Object.keys(presets))
  return { span: base.span, message: `${JSON.stringify(base.value)} is not found` }
}
