import type { TestRunner } from '../plan/workspace.ts'
import type { Contents } from './contents.ts'

/** What is a test of which runner, in a repository. */
export interface TestFinder {
  /** `undefined`: it is no test. `names`: what the module imports. */
  runnerOf(path: string, names: readonly string[]): TestRunner | undefined
}

interface Kind {
  readonly name: string
  readonly words: readonly string[]
  readonly isTest: RegExp
}

/** By the files that each takes for tests when nobody tells it otherwise. */
const KINDS: readonly Kind[] = [
  { name: 'vitest', words: ['vitest', 'run'], isTest: /\.(?:test|spec)\.[cm]?[jt]sx?$/ },
  {
    name: 'jest',
    words: ['jest', '--runTestsByPath'],
    isTest: /\.(?:test|spec)\.[cm]?[jt]sx?$|(?:^|\/)__tests__\/.*\.[cm]?[jt]sx?$/,
  },
  {
    name: 'mocha',
    words: ['mocha'],
    isTest: /\.(?:test|spec)\.[cm]?[jt]sx?$|(?:^|\/)tests?\/[^/]+\.(?:[cm]?js|ts)$/,
  },
  {
    name: 'ava',
    words: ['ava'],
    isTest: /\.test\.[cm]?[jt]s$|(?:^|\/)(?:tests?|__tests__)\/(?:[^_][^/]*\/)*[^_][^/]*\.[cm]?[jt]s$/,
  },
  { name: '@playwright/test', words: ['playwright', 'test'], isTest: /\.(?:test|spec)\.[cm]?[jt]sx?$/ },
]

const BUN: Kind = { name: 'bun', words: ['bun', 'test'], isTest: /[._](?:test|spec)\.[cm]?[jt]sx?$/ }
const NODE: Kind = {
  name: 'node',
  words: ['node', '--test'],
  isTest: /(?:^|\/)test\/.*\.[cm]?[jt]s$|(?:^|\/)(?:test|test-[^/]*|[^/]*[._-]test)\.[cm]?[jt]s$/,
}
/** Where no package says what it runs its tests with. */
const UNKNOWN: Kind = {
  name: '',
  words: [],
  isTest: /\.(?:test|spec)\.[cm]?[jt]sx?$|(?:^|\/)__tests__\/.*\.[cm]?[jt]sx?$/,
}

export function testFinder(contents: Contents): TestFinder {
  const known = new Map<string, Found>()
  const at = (folder: string): Found => {
    const found =
      known.get(folder) ?? inFolder(folder, contents) ?? (folder === '' ? NOTHING : at(above(folder)))
    known.set(folder, found)
    return found
  }
  return {
    runnerOf: (path, names) => {
      const { kinds, folder, start } = at(above(path))
      const kind = kindOf(kinds, names)
      return kind.isTest.test(path) ? { folder, words: wordsOf(kind, start) } : undefined
    },
  }
}

interface Found {
  readonly folder: string
  readonly kinds: readonly Kind[]
  /** What starts an installed program: `npx`, `pnpm exec`. */
  readonly start: readonly string[]
}

const NOTHING: Found = { folder: '', kinds: [], start: [] }

/** Of two runners in one package, a test says which it is for by what it imports. */
function kindOf(kinds: readonly Kind[], names: readonly string[]): Kind {
  return kinds.find(({ name }) => names.includes(name)) ?? kinds[0] ?? UNKNOWN
}

function wordsOf({ words }: Kind, start: readonly string[]): readonly string[] {
  return words.length === 0 || /^(?:node|bun)$/.test(words[0] ?? '') ? words : [...start, ...words]
}

/** `undefined`: the package above decides. */
function inFolder(folder: string, contents: Contents): Found | undefined {
  const text = contents.text(folder === '' ? 'package.json' : `${folder}/package.json`)
  if (text === undefined) return undefined
  const installed = KINDS.filter(({ name }) => new RegExp(`"${name}"\\s*:`).test(text))
  const named =
    installed.length > 0
      ? installed
      : KINDS.filter(({ name }) => new RegExp(`"test[\\w:-]*"\\s*:\\s*"[^"]*\\b${name}\\b`).test(text))
  const kinds = named.length > 0 ? named : [BUN, NODE].filter((kind) => text.includes(kind.words.join(' ')))
  return kinds.length === 0 ? undefined : { folder, kinds, start: startOf(folder, contents) }
}

/** By the lock file, the nearest. */
function startOf(folder: string, contents: Contents): readonly string[] {
  const has = (name: string) => contents.at(folder === '' ? name : `${folder}/${name}`) === 'file'
  if (has('pnpm-lock.yaml')) return ['pnpm', 'exec']
  if (has('yarn.lock')) return ['yarn', 'run']
  if (has('bun.lock') || has('bun.lockb')) return ['bunx']
  return has('package-lock.json') || folder === '' ? ['npx'] : startOf(above(folder), contents)
}

function above(path: string): string {
  return path.replace(/\/?[^/]*$/, '')
}
