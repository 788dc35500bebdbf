import { patternsMeet } from '../plan/globs.ts'
import { isWild, normalisePath, type PathPattern } from '../plan/paths.ts'
import type { Affected, Code, Import } from '../plan/workspace.ts'
import { type SourceFile, sourceFile } from '../source/source-file.ts'
import type { Contents } from './contents.ts'
import { type Edge, importGraph, reaching } from './import-graph.ts'
import { testFinder } from './test-runners.ts'
import { moduleResolver, type Specifier, specifiersIn } from './typescript-imports.ts'

export interface CodePlace {
  readonly contents: Contents
  /** What a path is in findings. */
  shown(path: string): string
  /** Every file of the repository, sorted. */
  readonly files: readonly string[]
}

/** Reads all modules of a repository; `sources` gets the files that its answers point into. */
export function codeIn({ contents, shown, files }: CodePlace, sources: Map<string, SourceFile>): Code {
  const texts = new Map<string, string>()
  const text = (path: string) => {
    const known = texts.get(path) ?? sourceFile(path, contents.text(path) ?? '').text
    texts.set(path, known)
    return known
  }
  const all = new Set(files)
  const resolve = moduleResolver({ has: (path) => all.has(path), text, packages: packagesIn(files, text) })
  const graph = importGraph(
    files.filter((path) => MODULE.test(path)),
    {
      specifiers: (path) => (text(path).length > LONGEST ? [] : specifiersIn(path, text(path))),
      resolve: (name, from) => resolve(name, from) ?? exactly(name, from, all),
    },
  )
  const importOf = ({ from, to, specifier }: Edge): Import => ({ from, to, span: spanOf(from, specifier) })
  const spanOf = (path: string, { start, end }: Specifier) => {
    const name = shown(path)
    if (!sources.has(name)) sources.set(name, sourceFile(name, text(path)))
    return { path: name, start, end }
  }
  const { runnerOf } = testFinder(contents)
  const runners = new Map(
    [...graph.names].flatMap(([path, names]) => {
      const runner = runnerOf(path, names)
      return runner === undefined ? [] : [[path, runner] as const]
    }),
  )
  const affected = (patterns: readonly PathPattern[]): Affected => {
    const changed = filesOf(patterns, files, all)
    const tests = reaching(changed, graph).flatMap(({ path, distance, way }) => {
      const runner = runners.get(path)
      return runner === undefined ? [] : [{ path, distance, chain: () => way().map(importOf), runner }]
    })
    tests.sort((a, b) => a.distance - b.distance || (a.path < b.path ? -1 : 1))
    return { changed, tests, settings: changed.filter((path) => SETTINGS.test(path)) }
  }
  return {
    affected,
    unfollowed: graph.unfollowed.map(({ from, specifier }) => ({ from, span: spanOf(from, specifier) })),
  }
}

const MODULE = /\.(?:[cm]?[jt]sx?|vue|svelte|astro)$/

/** Larger ones are made by programs. */
const LONGEST = 1_000_000

/** Nobody imports them, and every test may depend on them. */
const SETTINGS =
  /(?:^|\/)(?:package(?:-lock)?\.json|pnpm-lock\.yaml|pnpm-workspace\.yaml|yarn\.lock|bun\.lockb?|[tj]sconfig[\w.-]*\.json|(?:vitest|vite|jest|babel|playwright|ava)\.(?:config|workspace|setup)\.\w+|\.(?:babelrc|mocharc|swcrc)[\w.]*)$/

/** Literal paths are looked up; only patterns are held against every file. */
function filesOf(
  patterns: readonly PathPattern[],
  files: readonly string[],
  all: ReadonlySet<string>,
): readonly string[] {
  const literal = patterns.filter((pattern) => pattern.kind === 'file').map(({ path }) => path)
  const wild = patterns.filter((pattern) => isWild(pattern) || pattern.kind === 'directory')
  const matching =
    wild.length === 0
      ? []
      : files.filter((path) => wild.some((one) => patternsMeet({ path, kind: 'file' }, one)))
  return [...new Set([...literal.filter((path) => all.has(path)), ...matching])].sort()
}

/** What is no module for TypeScript: `./style.css`, `./Ledger.vue`. */
function exactly(name: string, from: string, all: ReadonlySet<string>): string | undefined {
  const file = name.replace(/[?#].*$/s, '')
  if (!file.startsWith('.')) return undefined
  const path = normalisePath(`${from.replace(/[^/]*$/, '')}${file}`)
  return all.has(path) ? path : undefined
}

/** The folders of packages, by the names that others import them by. */
function packagesIn(files: readonly string[], text: (path: string) => string): ReadonlyMap<string, string> {
  const packages = new Map<string, string>()
  for (const path of files) {
    if (!/(?:^|\/)package\.json$/.test(path)) continue
    const name = nameIn(text(path))
    if (name !== undefined) packages.set(name, path.replace(/\/?package\.json$/, ''))
  }
  return packages
}

function nameIn(manifest: string): string | undefined {
  try {
    const parsed: unknown = JSON.parse(manifest)
    const name = typeof parsed === 'object' && parsed !== null && 'name' in parsed ? parsed.name : undefined
    return typeof name === 'string' ? name : undefined
  } catch {
    return undefined
  }
}
