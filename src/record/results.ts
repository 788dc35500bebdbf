import type { Criterion } from '../plan/plan.ts'

/** What came of one task. */
export interface Result {
  readonly verdict: 'completed' | 'blocked' | 'timeout'
  /** Seconds since 1970; `undefined`: the journal does not say. */
  readonly began: number | undefined
  readonly ended: number | undefined
  /** How often its agent was started. */
  readonly starts: number
  /** Who took it over from its owner. */
  readonly deputy: string | undefined
  /** Why it is not completed, in somebody else's words; empty where it is. */
  readonly why: string
  /** What its commands said; `skipped`: nobody had accepted them. */
  readonly commands: 'none' | 'passed' | 'skipped'
  /** Files that it was to write, and that are there. */
  readonly files: readonly ProvenFile[]
  /** Abbreviated names of its commits, and their titles. */
  readonly commits: readonly { readonly name: string; readonly title: string }[]
}

export interface ProvenFile {
  readonly path: string
  /** It was not there before. */
  readonly isNew: boolean
}

/** A gate that a person has not let pass, and why. */
export interface Rejection {
  readonly gate: string
  readonly why: string
}

/** What a run has left, as far as it holds. */
export interface Run {
  /** By the id of the task; without those that have no verdict. */
  readonly results: ReadonlyMap<string, Result>
  readonly rejections: readonly Rejection[]
  /** Seconds in which something was worked on. */
  readonly seconds: number
  /** Whether a criterion of a task was seen to hold. */
  proves(task: string, criterion: Criterion): boolean
  /** Whether nothing that belongs to the end of these tasks is open, such as a gate that waits. */
  isClosed(tasks: readonly string[]): boolean
}

/** Whether anything but the word of an agent says that it is done. */
export function isProven({ verdict, files, commands }: Result): boolean {
  return verdict === 'completed' && (files.length > 0 || commands === 'passed')
}

/** Whether all that the plan asks for is done. */
export function isComplete(ids: readonly string[], run: Run): boolean {
  return ids.every((id) => run.results.get(id)?.verdict === 'completed') && run.isClosed(ids)
}

/** When the last of these tasks ended. */
export function lastEnd(ids: readonly string[], { results }: Run): number | undefined {
  const ends = ids.flatMap((id) => results.get(id)?.ended ?? [])
  return ends.length === 0 ? undefined : Math.max(...ends)
}
