import { existsSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { displayPath, wholeText } from './disk.ts'
import { codeOf } from './unusable-path.ts'

/** A file that holds a configuration, or holds it below a key. */
export interface FoundFile {
  /** As the user would write it. */
  readonly path: string
  readonly text: string
  readonly key?: string
}

const NAMES = ['plan-compile.config.json', 'plan-compile.config.jsonc']
const KEY = 'planCompile'

/**
 * The configurations of the nearest folder that has any, from `folder` upwards to the root of its repository, or of
 * the disk. More than one: the user has to say which.
 */
export function configurationsAbove(folder: string): readonly FoundFile[] {
  const found = configurationsIn(folder, folder)
  let at = folder
  while (found.length === 0 && !existsSync(join(at, '.git')) && dirname(at) !== at) {
    at = dirname(at)
    found.push(...configurationsIn(at, folder))
  }
  return found
}

/** The configuration that the user names; throws an `UnusablePath` where it cannot be read. */
export function configurationAt(folder: string, path: string): FoundFile {
  const file = resolve(folder, path)
  const shown = displayPath(folder, file)
  const text = wholeText(shown, file, 'a configuration')
  return { path: shown, text, ...(isManifest(file) && { key: KEY }) }
}

/** What `extends` names: a path from the file that says so, a package, or a file in a package. */
export function extendedFile(folder: string, specifier: string, from: string): FoundFile | undefined {
  const here = dirname(resolve(folder, from))
  if (/^\.{0,2}\//.test(specifier)) {
    const file = resolve(here, specifier)
    return isFile(file) ? configurationAt(folder, file) : undefined
  }
  for (const modules of modulesAbove(here)) {
    const place = join(modules, specifier)
    if (isFile(place)) return configurationAt(folder, place)
    const [found] = configurationsIn(place, folder)
    if (found !== undefined) return found
  }
  return undefined
}

function configurationsIn(place: string, folder: string): FoundFile[] {
  const files = NAMES.map((name) => join(place, name)).filter(isFile)
  const manifest = join(place, 'package.json')
  const found = files.map((file) => configurationAt(folder, file))
  if (!isFile(manifest)) return found
  const held = configurationAt(folder, manifest)
  return holdsKey(held.text) ? [...found, held] : found
}

/** Most manifests do not, and then need not be read with places; one that names it and is no JSON is told with its place. */
function holdsKey(text: string): boolean {
  if (!text.includes(`"${KEY}"`)) return false
  try {
    const manifest: unknown = JSON.parse(text)
    return typeof manifest === 'object' && manifest !== null && KEY in manifest
  } catch {
    return true
  }
}

function* modulesAbove(folder: string): Generator<string> {
  yield join(folder, 'node_modules')
  if (dirname(folder) !== folder) yield* modulesAbove(dirname(folder))
}

function isManifest(file: string): boolean {
  return /(?:^|[/\\])package\.json$/.test(file)
}

function isFile(path: string): boolean {
  try {
    return !path.includes('\0') && statSync(path, { throwIfNoEntry: false })?.isFile() === true
  } catch (error) {
    // Too long for a path, a circle of links: there is no such file.
    if (codeOf(error) === undefined) throw error
    return false
  }
}
