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

/** A module that comes to run a changed one. */
export interface Reached {
  readonly path: string
  /** How many imports lie between; 0: it changes itself. */
  readonly distance: number
  /** From it to a changed one, the shortest way. */
  way(): readonly Edge[]
}

/**
 * Every module that comes to run one of `changed`, the nearest first. Breadth first from all changed ones at once, so
 * each import is looked at once.
 */
export function reaching(changed: readonly string[], { importers }: ImportGraph): readonly Reached[] {
  const next = new Map<string, Edge | undefined>(changed.map((path) => [path, undefined]))
  const distances = new Map<string, number>(changed.map((path) => [path, 0]))
  const queue = [...next.keys()]
  for (const path of queue) {
    for (const edge of importers.get(path) ?? []) {
      if (next.has(edge.from)) continue
      next.set(edge.from, edge)
      distances.set(edge.from, (distances.get(path) ?? 0) + 1)
      queue.push(edge.from)
    }
  }
  return queue.map((path) => ({ path, distance: distances.get(path) ?? 0, way: () => wayFrom(path, next) }))
}

function wayFrom(path: string, next: ReadonlyMap<string, Edge | undefined>): readonly Edge[] {
  const way: Edge[] = []
  for (let edge = next.get(path); edge !== undefined; edge = next.get(edge.to)) way.push(edge)
  return way
}
