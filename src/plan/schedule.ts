import type { SourceSpan } from '../source/span.ts'
import type { Gate, Task } from './plan.ts'
import type { Policy } from './policy.ts'

/** What will run: everything is decided here, back ends only print. */
export interface Schedule {
  readonly waves: readonly Wave[]
  /** Ids along one longest chain of needs, first to last. */
  readonly criticalPath: readonly string[]
  /** Pairs that no dependency orders but that write one file: the later one waits. */
  readonly serialised: readonly Serialised[]
  /** What each node waits for in the end, write conflicts included: id to ids, in text order. */
  readonly waitsFor: ReadonlyMap<string, readonly string[]>
}

export interface Wave {
  /** Counts from 1. */
  readonly number: number
  readonly slots: readonly Slot[]
}

export type Slot =
  | { readonly kind: 'run'; readonly task: Task; readonly policy: Policy }
  | { readonly kind: 'ask'; readonly gate: Gate }

export interface Serialised {
  readonly first: string
  readonly second: string
  /** The path that both write, as the second one names it. */
  readonly path: string
  readonly span: SourceSpan
}
