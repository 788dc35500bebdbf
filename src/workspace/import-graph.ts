import type { Specifier } from './typescript-imports.ts'

/** One module imports another. */
export interface Edge {
  readonly from: string
  readonly to: string
  readonly specifier: Specifier
}

export interface ImportGraph {
  /** By the file that is imported: who does so, in the order of their paths and texts. */
  readonly importers: ReadonlyMap<string, readonly Edge[]>
  /** Imports that lead nowhere, though they look like files of the repository. */
  readonly unfollowed: readonly { readonly from: string; readonly specifier: Specifier }[]
  /** What each module names, resolved or not. */
  readonly names: ReadonlyMap<string, readonly string[]>
}

/** What it takes to read modules. */
export interface ModuleReader {
  specifiers(path: string): readonly Specifier[]
  resolve(name: string, from: string): string | undefined
}

/** Follows the imports of these modules once: linear in their number and their imports. */
export function importGraph(modules: readonly string[], { specifiers, resolve }: ModuleReader): ImportGraph {
  const importers = new Map<string, Edge[]>()
  const unfollowed: { from: string; specifier: Specifier }[] = []
  const names = new Map<string, readonly string[]>()
  for (const from of modules) {
    const found = specifiers(from)
    names.set(from, [...new Set(found.map(({ name }) => name))])
    for (const specifier of found) {
      const to = resolve(specifier.name, from)
      if (to === undefined && looksInner(specifier.name)) unfollowed.push({ from, specifier })
      if (to === undefined || to === from) continue
      const known = importers.get(to)
      if (known) known.push({ from, to, specifier })
      else importers.set(to, [{ from, to, specifier }])
    }
  }
  return { importers, unfollowed, names }
}

/** `./a`, and the usual short names for folders of the repository; a package is somebody else's. */
function looksInner(name: string): boolean {
  return /^(?:\.{1,2}(?:\/|$)|@\/|~\/|#)/.test(name)
}

/**
 * Every module that comes to run one of `changed`, with the way there: from the module to a changed one, the shortest.
 * Breadth first from all changed ones at once, so each import is looked at once.
 */
export function reaching(
  changed: readonly string[],
  { importers }: ImportGraph,
): ReadonlyMap<string, readonly Edge[]> {
  const next = new Map<string, Edge | undefined>(changed.map((path) => [path, undefined]))
  const queue = [...next.keys()]
  for (const path of queue) {
    for (const edge of importers.get(path) ?? []) {
      if (next.has(edge.from)) continue
      next.set(edge.from, edge)
      queue.push(edge.from)
    }
  }
  const ways = new Map<string, readonly Edge[]>()
  // Nearer modules come first, so the rest of each way is known.
  for (const path of queue) {
    const edge = next.get(path)
    ways.set(path, edge === undefined ? [] : [edge, ...(ways.get(edge.to) ?? [])])
  }
  return ways
}
