import { normalisePath, type PathPattern } from '../../plan/paths.ts'
import type { Repository } from '../../plan/workspace.ts'
import { below, type Invocation, invocationsIn, unwrapped } from './invocations.ts'
import { nearest } from './lack.ts'
import { packageAt } from './packages.ts'
import { type ScriptCall, scriptCallIn } from './scripts.ts'

/** A place of tests that a command line names. */
export type NamedTest =
  /** A file, folder or glob. */
  | { readonly by: 'path'; readonly pattern: PathPattern; readonly written: string }
  /** Part of a path, as some runners take it: all tests below `folder` whose path holds it. */
  | { readonly by: 'part'; readonly folder: string; readonly part: string; readonly written: string }

/** What a test runner is told to run. */
export interface TestRun {
  /** `vitest`, `pytest`. */
  readonly program: string
  /** Below which tests are looked for. */
  readonly folder: string
  /** None: all that the runner finds. */
  readonly named: readonly NamedTest[]
  /** `true`: not those as they are, but some of them by their titles, or others by what depends on them. */
  readonly filtered: boolean
}

export interface TestRuns {
  readonly runs: readonly TestRun[]
  /** `false`: there is more than we can follow, and it may run tests, too. */
  readonly isAll: boolean
}

/** Scripts that call scripts are followed no deeper. */
const deepest = 5

/** The tests that a command line runs; scripts of `package.json` are followed to what they start. */
export function testRunsIn(command: string, repository: Repository): TestRuns {
  const parts = invocationsIn(command).map((invocation) => runsOf(invocation, repository, 0))
  return { ...together(parts), isAll: !/[$`]/.test(command) && parts.every(({ isAll }) => isAll) }
}

function together(parts: readonly TestRuns[]): TestRuns {
  return { runs: parts.flatMap(({ runs }) => runs), isAll: parts.every(({ isAll }) => isAll) }
}

function runsOf(invocation: Invocation, repository: Repository, depth: number): TestRuns {
  const inner = unwrapped(invocation)
  const call = scriptCallIn(inner)
  if (call !== undefined) return runsOfScript(call, repository, depth)
  const run = runOf(inner)
  return { runs: run ? [run] : [], isAll: run !== undefined || WITHOUT_TESTS.test(inner.program) }
}

/** `npm test -- a` is `vitest run a`: what a script is given goes to the last thing that it does. */
function runsOfScript(call: ScriptCall, repository: Repository, depth: number): TestRuns {
  const unclear = { runs: [], isAll: false }
  if (depth >= deepest || call.everywhere || call.chosen.length > 0) return unclear
  const manifest = nearest(call.folder, ['package.json'], repository)
  const script = manifest && packageAt(manifest.path, repository)?.scripts[call.script]
  if (manifest === undefined || script === undefined) return unclear
  const invocations = invocationsIn(script)
  const parts = invocations.map((one, index) => {
    const folder = below(manifest.folder, one.folder) ?? manifest.folder
    const args = index === invocations.length - 1 ? [...one.args, ...call.args] : one.args
    return runsOf({ ...one, folder, args }, repository, depth + 1)
  })
  return { ...together(parts), isAll: !/[$`]/.test(script) && parts.every(({ isAll }) => isAll) }
}

/** Programs that run no tests of the code. */
const WITHOUT_TESTS =
  /^(?:tsc|eslint|biome|prettier|stylelint|oxlint|knip|cargo|go|docker|git|grep|rg|ls|cat|echo|true|test|diff|curl|node|tsx|vite|esbuild|rimraf|rm|cp|mkdir)$/

function runOf({ folder, program, args: all }: Invocation): TestRun | undefined {
  const runner = RUNNERS.find(({ programs }) => programs.test(program))
  const args = runner?.verb === undefined ? all : afterVerb(all, runner.verb)
  if (runner === undefined || args === undefined) return undefined
  const named = operandsIn(args, runner.valued).map((word) => runner.read(word, folder))
  const known = named.filter((one) => one !== undefined)
  const filtered = known.length < named.length || args.some((word) => FILTERS.test(word))
  return { program, folder, named: known, filtered }
}

interface Runner {
  readonly programs: RegExp
  /** The word after which it is a test runner. */
  readonly verb?: RegExp
  /** Options that take the next word. */
  readonly valued: RegExp
  /** `undefined`: something that we do not know how to read. */
  read(word: string, folder: string): NamedTest | undefined
}

const RUNNERS: readonly Runner[] = [
  {
    programs: /^vitest$/,
    verb: /^(?:run|watch|dev|related|bench)?$/,
    valued:
      /^(?:-t|--testNamePattern|-c|--config|-r|--root|--dir|--project|--reporter|--outputFile|--pool|--environment|--shard)$/,
    read: readPart,
  },
  {
    programs: /^jest$/,
    valued:
      /^(?:-t|--testNamePattern|-c|--config|--rootDir|--selectProjects|--maxWorkers|-w|--shard|--reporters|--env)$/,
    read: readPart,
  },
  {
    programs: /^playwright$/,
    verb: /^test$/,
    valued: /^(?:-g|--grep|-c|--config|--project|--reporter|--workers|-j|--shard)$/,
    read: readPart,
  },
  {
    programs: /^bun$/,
    verb: /^test$/,
    valued: /^(?:-t|--test-name-pattern|--timeout|--preload)$/,
    read: readPart,
  },
  {
    programs: /^mocha$|^ava$/,
    valued: /^(?:-g|--grep|-f|-r|--require|--config|--reporter|-R|--timeout|-t|-m|--match)$/,
    read: readPath,
  },
  {
    programs: /^node$/,
    verb: /^--test$/,
    valued: /^(?:--test-name-pattern|--import|-r|--require|--loader)$/,
    read: readPath,
  },
  {
    programs: /^(?:pytest|py\.test)$/,
    valued: /^(?:-k|-m|-n|-c|-o|-p|--rootdir|--durations|--maxfail|--tb|--cov-report|--timeout)$/,
    read: readPath,
  },
  {
    programs: /^go$/,
    verb: /^test$/,
    valued: /^(?:-run|-bench|-count|-timeout|-tags|-coverprofile|-o|-p|-parallel|-skip)$/,
    read: readGoPackage,
  },
  {
    programs: /^(?:rspec|bats|phpunit)$/,
    valued: /^(?:-e|-f|--format|-r|--filter|-c|-t|--tag)$/,
    read: readPath,
  },
]

/** Options by which a run is narrowed to some of its tests, or widened to what depends on others. */
const FILTERS =
  /^(?:-t|-k|-m|-g|-run|-skip|-e|--testNamePattern|--test-name-pattern|--grep|--filter|--tag|--changed|--onlyChanged|-o|--findRelatedTests|--shard|--project|--selectProjects|related)(?:=|$)/

function afterVerb(args: readonly string[], verb: RegExp): readonly string[] | undefined {
  const first = args.findIndex((word) => !word.startsWith('-') || verb.test(word))
  const word = args[first] ?? ''
  if (verb.test(word)) return word === 'related' ? args : args.filter((_, index) => index !== first)
  // `vitest a` runs, too; `go build` does not.
  return verb.test('') ? args : undefined
}

function operandsIn(args: readonly string[], valued: RegExp): readonly string[] {
  const words: string[] = []
  for (let index = 0; index < args.length; index++) {
    const word = args[index] ?? ''
    if (valued.test(word)) index++
    else if (word !== '' && !word.startsWith('-') && !/^\d*[<>]|\$/.test(word)) words.push(word)
  }
  return words
}

/** Without the dot in front: a runner sees whole paths. What is more than a path is a pattern of its own. */
function readPart(word: string, folder: string): NamedTest | undefined {
  const part = word.replace(/^\.\//, '').replace(/:\d+$/, '')
  if (/[*{]/.test(part)) return readPath(part, folder)
  if (/[\\^$()|+?]/.test(part)) return undefined
  return { by: 'part', folder, part, written: word }
}

/** `tests/test_a.py::TestA`, `spec/a_spec.rb:12`. */
function readPath(word: string, folder: string): NamedTest | undefined {
  const path = below(folder, word.replace(/::.*$/s, '').replace(/:\d+$/, '').replaceAll('*', '\u0000'))
  if (path === undefined) return undefined
  return { by: 'path', pattern: patternOf(path.replaceAll('\u0000', '*')), written: word }
}

/** `./parser/...` is a folder with all below it; `./...` is everything; a name is a package from elsewhere. */
function readGoPackage(word: string, folder: string): NamedTest | undefined {
  if (!/^\.{1,2}(?:\/|$)/.test(word)) return undefined
  const path = below(folder, word.replace(/\/?\.\.\.$/, '') || '.')
  return path === undefined ? undefined : { by: 'path', pattern: { path, kind: 'directory' }, written: word }
}

/** A path as a field of a plan may write it. */
export function patternOf(written: string): PathPattern {
  const path = normalisePath(written)
  if (/[*?{]/.test(path)) return { path, kind: 'glob' }
  return { path, kind: path.endsWith('/') || !/\.\w+$/.test(path) ? 'directory' : 'file' }
}
