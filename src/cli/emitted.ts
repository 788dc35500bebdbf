import type { FileTree } from '../codegen/artifact.ts'
import type { ClosingWishes } from '../codegen/closing-nodes.ts'
import { emit } from '../codegen/emit.ts'
import { planSlug, slugsOf } from '../codegen/slugs.ts'
import type { OwnCommands, RunSettings, Target } from '../codegen/target.ts'
import type { Render } from '../codegen/templates.ts'
import type { Plan } from '../plan/plan.ts'
import type { Schedule } from '../plan/schedule.ts'
import type { SourceFile } from '../source/source-file.ts'

/** A plan that can be printed. */
export interface Compilable {
  readonly plan: Plan
  readonly schedule: Schedule
  readonly sources: ReadonlyMap<string, SourceFile>
}

export interface Emission {
  readonly targets: readonly Target[]
  readonly folder: string
  readonly agentCommand: string
  readonly runSettings?: RunSettings
  readonly closing?: ClosingWishes
  readonly ownCommands?: OwnCommands
  readonly render: Render
}

/** The files that targets make of a plan, in memory. */
export function emitted(compilable: Compilable, { targets, ...rest }: Emission): FileTree {
  const { plan } = compilable
  return emit({ ...compilable, ...rest, slugs: slugsOf(plan), name: planSlug(plan.path) }, targets)
}
