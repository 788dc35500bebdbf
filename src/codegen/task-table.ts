import type { Schedule, Slot } from '../plan/schedule.ts'
import { slugOf } from './layout.ts'

/** A node of the graph as the execution script reads it; `undefined` = nothing to say. */
export interface Row {
  readonly key: string
  readonly kind: 'task' | 'check' | 'gate' | 'barrier'
  readonly wave: number
  readonly needs: readonly string[]
  readonly agent: string | undefined
  readonly deputy: string | undefined
  readonly timeoutSeconds: number | undefined
  readonly attempts: number | undefined
  readonly title: string | undefined
}

/**
 * Every node after all that it needs. Where many nodes need the same many others, a barrier stands between them:
 * m + n edges for m × n.
 */
export function tableOf({ waves, waitsFor }: Schedule, slugs: ReadonlyMap<string, string>): readonly Row[] {
  const rows: Row[] = []
  const barriers = new Map<string, string>()
  for (const { number: wave, slots } of waves) {
    const nodes = slots.map((slot) => nodeOf(slot, wave, slugs, waitsFor))
    const shared = countNeeds(nodes)
    for (const node of nodes) {
      const list = node.needs.join(',')
      if (node.needs.length * (shared.get(list) ?? 0) < WORTH_A_BARRIER) {
        rows.push(node)
        continue
      }
      const key = barriers.get(list) ?? `barrier-${barriers.size + 1}`
      if (!barriers.has(list)) rows.push(barrier(key, wave, node.needs))
      barriers.set(list, key)
      rows.push({ ...node, needs: [key] })
    }
  }
  return rows
}

/** Edges; fewer are easier to read as they are. */
const WORTH_A_BARRIER = 100

function nodeOf(
  slot: Slot,
  wave: number,
  slugs: ReadonlyMap<string, string>,
  waitsFor: Schedule['waitsFor'],
): Row {
  const { id, title } = slot.kind === 'run' ? slot.task : slot.gate
  const needs = (waitsFor.get(id) ?? []).map((needed) => slugOf(slugs, needed))
  const shared = { key: slugOf(slugs, id), wave, needs: [...new Set(needs)], title: title.value }
  switch (slot.kind) {
    case 'ask':
      return { ...nobody, ...shared, kind: 'gate' }
    case 'run': {
      const { agent, fallbacks, attempts, timeoutSeconds } = slot.policy
      return {
        ...shared,
        kind: 'task',
        agent,
        deputy: fallbacks[0],
        attempts,
        timeoutSeconds: Math.max(1, Math.round(timeoutSeconds)),
      }
    }
  }
}

function countNeeds(rows: readonly Row[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const { needs } of rows) counts.set(needs.join(','), (counts.get(needs.join(',')) ?? 0) + 1)
  return counts
}

function barrier(key: string, wave: number, needs: readonly string[]): Row {
  return { ...nobody, key, kind: 'barrier', wave, needs, title: undefined }
}

/** The columns of a node that no agent works on. */
export const nobody = { agent: undefined, deputy: undefined, timeoutSeconds: undefined, attempts: undefined }
