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
export function partsOf(holder: Holder, open: Surroundings['open']): readonly Part[] {
  return partsBelow({ holder, open, trail: [holder.path], known: new Map() })
}

function partsBelow(extending: Extending): readonly Part[] {
  const { holder } = extending
  const value = mapIn(holder)
  const faults = faultsOf(value)
  const file = plainOf(value)
  if (faults.length > 0 || !isConfigurationFile(file)) throw new Misconfigured(faults)
  const bases = extendedBy(value).flatMap((base) => baseOf(base, extending))
  return theLast([...bases, { path: holder.path, file, value }])
}

/** What is extended twice says the same twice: only where it stands last does it matter. */
function theLast(parts: readonly Part[]): readonly Part[] {
  const last = new Map(parts.map(({ file }, index) => [file, index]))
  return parts.filter(({ file }, index) => last.get(file) === index)
}

/** As many as a plan may have. */
const MOST_LETTERS = 1024 * 1024

function mapIn({ path, text, key }: Holder): Value {
  if (text.length > MOST_LETTERS) {
    const message = `a configuration has no more than ${MOST_LETTERS} letters`
    throw new Misconfigured([{ span: { path, start: 0, end: 1 }, message }])
  }
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
  /** What was read already, by its path. */
  readonly known: Map<string, readonly Part[]>
}

/** More is nobody's wish. */
const MOST_FLOORS = 50

function baseOf(base: Located<string>, { holder, open, trail, known }: Extending): readonly Part[] {
  const preset = Object.hasOwn(presets, base.value) ? presets[base.value] : undefined
  if (preset !== undefined) return [{ path: base.value, file: preset, value: undefined }]
  const found = open(base.value, holder.path)
  if (found === undefined) throw new Misconfigured([missing(base)])
  if (trail.includes(found.path)) {
    const circle = [...trail.slice(trail.indexOf(found.path)), found.path].join(' → ')
    throw new Misconfigured([{ span: base.span, message: `this extends itself: ${circle}` }])
  }
  if (trail.length >= MOST_FLOORS) {
    const message = `this is extended over more than ${MOST_FLOORS} files`
    throw new Misconfigured([{ span: base.span, message }])
  }
  const parts =
    known.get(found.path) ?? partsBelow({ holder: found, open, trail: [...trail, found.path], known })
  known.set(found.path, parts)
  return parts
}

function missing(base: Located<string>) {
  if (!/[./@]/.test(base.value)) return unknownWord('preset or package', base, Object.keys(presets))
  return { span: base.span, message: `${JSON.stringify(base.value)} is not found` }
}
