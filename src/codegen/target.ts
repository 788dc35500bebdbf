import type { Plan } from '../plan/plan.ts'
import type { Schedule } from '../plan/schedule.ts'
import type { SourceFile } from '../source/source-file.ts'
import type { Artifact } from './artifact.ts'
import type { ClosingWishes } from './closing-nodes.ts'
import type { Render } from './templates.ts'

/** What a back end may look at. */
export interface EmitInput {
  readonly plan: Plan
  readonly schedule: Schedule
  /** The plan's documents by path: prompts quote them. */
  readonly sources: ReadonlyMap<string, SourceFile>
  /** The folder of the artifacts, relative to the repository, e.g. `.plan/cache-layer`: an `isPlainPath`. */
  readonly folder: string
  /** Unique file-safe name of each task and gate: id to slug, `[a-z0-9][a-z0-9-]*` (`slugsOf`). */
  readonly slugs: ReadonlyMap<string, string>
  /** The name of the plan where people type it, e.g. `cache-layer` (`planSlug`). */
  readonly name: string
  /** What runs an agent: a client of `agentClients`, or a shell command. The user says so, never the plan. */
  readonly agentCommand: string
  readonly runSettings?: RunSettings
  /** What the user wishes to happen after the last plan of a phase. */
  readonly closing?: ClosingWishes
  readonly ownCommands?: OwnCommands
  readonly render: Render
}

/** Further settings of the execution script, by the names of settings.tsv, in the order in which they are listed. */
export type RunSettings = readonly (readonly [name: string, value: string])[]

/** What has to pass before the first task and after the last one, whatever the plan names. The user says so. */
export interface OwnCommands {
  readonly build?: readonly string[]
  readonly lint?: readonly string[]
  /** The whole suite. */
  readonly test?: readonly string[]
}

/** A back end prints a schedule and decides nothing. Pure: same input, same bytes. */
export interface Target {
  readonly id: string
  readonly summary: string
  /** Whether `compile` writes its files by default; the others are there to be shown. */
  readonly written: boolean
  emit(input: EmitInput): Iterable<Artifact>
}
