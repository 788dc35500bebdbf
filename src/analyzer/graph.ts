import type { Gate, Plan, Reference, Task } from '../plan/plan.ts'

export type Vertex = Task | Gate

/** `waiter` cannot start before `needed` is complete. */
export interface Edge {
  readonly waiter: Vertex
  readonly needed: Vertex
  readonly reference: Reference
}

/** A shortest way round: each edge's `needed` is the next edge's `waiter`, the last one's the first. */
export type Cycle = readonly Edge[]

/** Tasks and gates, and what each waits for. A group stands for all it holds, a step for its task. */
export interface TaskGraph {
  readonly vertices: readonly Vertex[]
  /** Hard edges out of a vertex, in text order, each pair once. */
  needsOf(id: string): readonly Edge[]
  /** "Should run after": orders nothing by itself. */
  softNeedsOf(id: string): readonly Edge[]
  /** Whether one waits for the other, directly or not. */
  ordered(a: string, b: string): boolean
  /** Whether `waiter` waits for `needed`, directly or not. */
  waitsFor(waiter: string, needed: string): boolean
  readonly cycles: readonly Cycle[]
  /** References whose id no unit of the plan has. */
  readonly unknown: readonly { readonly waiter: Vertex; readonly reference: Reference }[]
}

export function taskGraph(_plan: Plan): TaskGraph {
  throw new Error('not written yet')
}
