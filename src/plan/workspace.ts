import type { SourceFile } from '../source/source-file.ts'
import type { Located, SourceSpan } from '../source/span.ts'
import type { PathPattern } from './paths.ts'

/** What rules may ask about the world around a plan; the edge fills it. */
export interface Workspace {
  /** Whether paths that differ only in case are one file. */
  readonly caseInsensitive: boolean
  /** The repository that the plan belongs to; `undefined`: not looked at, or there is none. */
  readonly repository?: Repository
}

export const noWorkspace: Workspace = { caseInsensitive: false }

/**
 * A repository as it is on disk, asked only for what a plan speaks of; the same question has the same answer. Paths
 * are those of plans: relative to its root, with `/`.
 */
export interface Repository {
  /** What stands at a path. `outside`: nothing is known, because it leads out of the repository. */
  at(path: string): 'absent' | 'file' | 'folder' | 'outside'
  /** The text of a file; `undefined`: there is none that can be read. */
  text(path: string): string | undefined
  /** Every file, sorted, without those that tools keep for themselves, such as `node_modules`. */
  files(): readonly string[]
  /** The agents that coding clients find here; `undefined`: the plan names none, so nobody looked. */
  readonly agents?: readonly AgentDefinition[]
  /** The skills and commands that coding clients find here; `undefined` as with `agents`. */
  readonly skills?: readonly Located<string>[]
  /** Whether a program is installed on this machine; nothing is run. */
  installed?(program: string): boolean
  /** What its modules import; `undefined`: the code was not asked for, because reading it takes a while. */
  readonly code?: Code
  /** The files that the places above lie in, by the path of their spans; more come as more is asked. */
  readonly sources: ReadonlyMap<string, SourceFile>
}

/** An agent of a coding client. */
export interface AgentDefinition {
  /** Each name that it can be called by: the one that its definition gives, and that of its file. */
  readonly names: readonly string[]
  /** What decides about `writes`, else its name, else the first line. */
  readonly span: SourceSpan
  /** Whether it has tools to write files with; `shell`: only commands, which may write. */
  readonly writes: 'yes' | 'shell' | 'no'
}

/** Modules of TypeScript and JavaScript, and who imports whom. */
export interface Code {
  /** What changes of these files can affect. */
  affected(files: readonly PathPattern[]): Affected
  /** Imports of files of the repository, as it seems, that lead nowhere: behind them nothing is known. */
  readonly unfollowed: readonly Pick<Import, 'from' | 'span'>[]
}

export interface Affected {
  /** The files of the repository that are meant; what is still to be created is not among them. */
  readonly changed: readonly string[]
  /** The nearest first. */
  readonly tests: readonly AffectedTest[]
  /** Those of `changed` that may affect every test, though nobody imports them: `package.json` and its like. */
  readonly settings: readonly string[]
}

/** A test, and how it comes to run the code of a file that changes. */
export interface AffectedTest {
  readonly path: string
  /** How many imports lie between the test and a changed file; 0: it changes itself. */
  readonly distance: number
  /** These imports, from the test to the changed file: the shortest way. */
  chain(): readonly Import[]
  readonly runner: TestRunner
}

/** What runs a test. */
export interface TestRunner {
  /** Where it has to be started. */
  readonly folder: string
  /** The command before the paths of tests; none: it is not known. */
  readonly words: readonly string[]
}

/** One module names another. */
export interface Import {
  readonly from: string
  readonly to: string
  /** The name of the other, as it is written. */
  readonly span: SourceSpan
}
