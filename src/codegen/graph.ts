import type { Slot } from '../plan/schedule.ts'
import { isSettled } from '../plan/settled.ts'
import { type Check, surrounded } from './checks.ts'
import { closingsOf } from './closing.ts'
import type { Closing } from './closing-nodes.ts'
import { slugOf } from './layout.ts'
import type { Row } from './row.ts'
import type { EmitInput } from './target.ts'
import { tableOf } from './task-table.ts'
import { nameOf } from './words.ts'

/** What stands in the table of the execution script, and what the rows that are none of the plan's own need. */
export interface Graph {
  /** In an order in which they may run. */
  readonly rows: readonly Row[]
  readonly checks: readonly Check[]
  readonly closings: readonly Closing[]
}

/** A row, and the task or gate of the plan that it is; `undefined`: the compiler has added it. */
export interface GraphNode {
  readonly row: Row
  readonly slot: Slot | undefined
}

/** What of an input decides what runs. */
export type GraphInput = Pick<EmitInput, 'plan' | 'schedule' | 'slugs' | 'closing' | 'ownCommands'>

/** The one list of all that runs, for the script and for whatever shows a plan. */
export function graphOf({ plan, schedule, slugs, closing, ownCommands }: GraphInput): Graph {
  const closings = closingsOf(plan, slugs, closing)
  const table = tableOf(schedule, slugs, closings)
  const tasks = slotsOf(schedule).flatMap((slot) =>
    slot.kind === 'run' && !isSettled(slot.task) ? [slot.task] : [],
  )
  return { ...surrounded(table, { tasks, closings, status: plan.status?.value, ownCommands }), closings }
}

/** Every row as it stands in the table, for drawings. */
export function drawnNodes(input: GraphInput): readonly GraphNode[] {
  const slots = new Map(
    slotsOf(input.schedule).map((slot) => [slugOf(input.slugs, vertexOf(slot).id), slot] as const),
  )
  return graphOf(input).rows.map((row) => ({ row, slot: slots.get(row.key) }))
}

/** Without the barriers that only make the table shorter, for lists: each node needs what they stand for. */
export function listedNodes(input: GraphInput): readonly GraphNode[] {
  const nodes = drawnNodes(input)
  const behind = new Map(
    nodes.flatMap(({ row, slot }) => (isShorthand(row, slot) ? [[row.key, row.needs] as const] : [])),
  )
  return nodes.flatMap(({ row, slot }) => {
    if (isShorthand(row, slot)) return []
    return [{ row: { ...row, needs: row.needs.flatMap((need) => behind.get(need) ?? [need]) }, slot }]
  })
}

/** The nodes by wave, each wave once. */
export function wavesOf(nodes: readonly GraphNode[]) {
  const numbers = [...new Set(nodes.map(({ row }) => row.wave))].sort((a, b) => a - b)
  return numbers.map((number) => ({ number, nodes: nodes.filter(({ row }) => row.wave === number) }))
}

/** What a person reads: `Phase 1: Cache types`; of a barrier nothing. */
export function labelOf({ row, slot }: GraphNode): string {
  if (slot?.kind !== 'run') return row.title ?? ''
  return isSettled(slot.task) ? `${nameOf(slot.task)} (not started)` : nameOf(slot.task)
}

function isShorthand({ kind }: Row, slot: Slot | undefined): boolean {
  return kind === 'barrier' && slot === undefined
}

function slotsOf({ waves }: GraphInput['schedule']): readonly Slot[] {
  return waves.flatMap(({ slots }) => slots)
}

function vertexOf(slot: Slot) {
  return slot.kind === 'run' ? slot.task : slot.gate
}
