import { dirname, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { displayPath } from './disk.ts'

/** The default export of a module of the user's own; `thrown` where it does not load. */
export type LoadedModule =
  | { readonly path: string; readonly value: unknown }
  | { readonly path: string; readonly thrown: unknown }

/** A module's file as it is named in the file `from`. */
export interface ModuleName {
  readonly specifier: string
  readonly from: string
}

/** Runs a module: it is the user's own program, named in the user's own configuration. `load` is `import()`. */
export async function loadModule(
  folder: string,
  { specifier, from }: ModuleName,
  load: (url: string) => Promise<unknown>,
): Promise<LoadedModule> {
  const file = resolve(dirname(resolve(folder, from)), specifier)
  const path = displayPath(folder, file)
  try {
    return { path, value: defaultIn(await load(pathToFileURL(file).href)) }
  } catch (error) {
    return { path, thrown: error }
  }
}

function defaultIn(loaded: unknown): unknown {
  return typeof loaded === 'object' && loaded !== null && 'default' in loaded ? loaded.default : undefined
}
