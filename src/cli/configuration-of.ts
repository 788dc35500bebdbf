import type { ConfigurationFault } from '../config/misconfigured.ts'
import { Misconfigured } from '../config/misconfigured.ts'
import type { Configuration } from '../config/plan-settings.ts'
import type { Holder, Surroundings } from '../config/read-configuration.ts'
import { visibleWithin } from '../reporters/visible.ts'
import { positionAt, sourceFile } from '../source/source-file.ts'
import { configurationAt, configurationsAbove, extendedFile } from '../workspace/configuration-files.ts'
import type { Arguments } from './arguments.ts'
import type { Machine } from './machine.ts'
import { UsageError } from './usage-error.ts'

/** One command line asks for its configuration in several places, and reads it once. */
const readAlready = new WeakMap<Arguments, Promise<Configuration | undefined>>()

/** What the repository has decided; `undefined`: nothing, or the user wants none of it. */
export function configurationOf(given: Arguments, machine: Machine): Promise<Configuration | undefined> {
  const known = readAlready.get(given)
  if (known !== undefined) return known
  const reading = read(given, machine)
  readAlready.set(given, reading)
  return reading
}

async function read(given: Arguments, machine: Machine): Promise<Configuration | undefined> {
  const holder = holderFor(given, machine)
  if (holder === undefined) return undefined
  const { readConfiguration } = await import('../config/configuration.ts')
  const texts = new Map([[holder.path, holder.text]])
  return await readConfiguration(holder, surroundingsOf(machine, texts)).catch((error: unknown) =>
    withPlaces(texts, () => {
      throw error
    }),
  )
}

/** What is wrong with one of the files, as lines for the user. */
export function withPlaces<T>(texts: ReadonlyMap<string, string>, work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof Misconfigured)) throw error
    throw new UsageError(error.faults.map((fault) => lineOf(fault, texts)).join('\n'))
  }
}

function holderFor(given: Arguments, { folder }: Machine): Holder | undefined {
  const named = given.value('config')
  if (named !== undefined && given.has('no-config')) {
    throw new UsageError('--config names a configuration, and --no-config wants none')
  }
  if (given.has('no-config')) return undefined
  if (named !== undefined) return configurationAt(folder, named)
  const [found, ...others] = configurationsAbove(folder)
  if (others.length === 0) return found
  const paths = [found, ...others].map((file) => file?.path).join(' and ')
  throw new UsageError(`more than one configuration: ${paths}; keep one, or name one with --config`)
}

function surroundingsOf({ folder, importModule }: Machine, texts: Map<string, string>): Surroundings {
  return {
    open: (specifier, from) => {
      const file = extendedFile(folder, specifier, from)
      if (file !== undefined) texts.set(file.path, file.text)
      return file
    },
    loadRule: async (specifier, from) => {
      const { loadModule } = await import('../workspace/rule-file.ts')
      const { ownRuleFrom, unusable, wordsIn } = await import('../config/own-rule.ts')
      const loaded = await loadModule(folder, { specifier, from }, importModule)
      if ('thrown' in loaded) throw unusable(loaded.path, wordsIn(loaded.thrown))
      return ownRuleFrom(loaded.value, loaded.path)
    },
  }
}

function lineOf({ span, message }: ConfigurationFault, texts: ReadonlyMap<string, string>): string {
  const text = texts.get(span.path)
  const said = visibleWithin(message, 500)
  if (text === undefined) return said
  const { line, column } = positionAt(sourceFile(span.path, text), span.start)
  return `${visibleWithin(span.path, 200)}:${line}:${column}: ${said}`
}
