/** What can be asked about the repository as it is on disk; the edge answers. Paths are those of the plan. */
export interface Evidence {
  at(path: string): Standing
  /** `undefined`: no text that can be read. */
  text(path: string): string | undefined
  /** The text at the base; `undefined`: there was none. */
  before(path: string): string | undefined
  /** `unknown`: there is no base. */
  change(path: string): Change
  /** Every path that differs from the base, sorted; none where there is no base. */
  readonly changes: readonly string[]
  /** Commits since the base, merges left out; the newest first. */
  readonly commits: readonly Commit[]
  /** Paths of the files that name the packages of a project. */
  manifests(): readonly string[]
  /** What a text of TypeScript or JavaScript is made of; `undefined`: it cannot be told. */
  module(path: string, text: string): ModuleFacts | undefined
}

export interface Commit {
  readonly id: string
  /** The first line of its message. */
  readonly subject: string
  /** What its trailers `Plan-Task` name. */
  readonly tasks: readonly string[]
  /** What its trailers `Plan` name. */
  readonly plans: readonly string[]
  readonly files: readonly string[]
}

/** What stands at a path. `outside`: it leads out of the repository, by itself or through a symbolic link. */
export type Standing = 'absent' | 'file' | 'folder' | 'empty' | 'special' | 'outside' | 'unreadable'

export type Change = 'created' | 'changed' | 'same' | 'unknown'

export interface ModuleFacts {
  readonly exports: ReadonlySet<string>
  /** Modules whose names are all exported again. */
  readonly stars: readonly string[]
  readonly stubs: readonly Stub[]
}

/** A place where the work is only promised. */
export interface Stub {
  /** Counts from 1. */
  readonly line: number
  /** The line, to tell whether it was there before. */
  readonly text: string
  /** Completes a sentence that begins with the path. */
  readonly what: string
}

const MODULE = /(?<!\.d)\.[cm]?[jt]sx?$/i

/** Whether a path is TypeScript or JavaScript, by its name. */
export function isModule(path: string): boolean {
  return MODULE.test(path)
}
