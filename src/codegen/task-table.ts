import type { Task } from '../plan/plan.ts'
import type { Schedule, Slot } from '../plan/schedule.ts'
import { isSettled } from '../plan/settled.ts'
import type { Closing } from './closing-nodes.ts'
import { slugOf } from './layout.ts'
import { nobody, type Row } from './row.ts'

/**
 * Every node after all that it needs, and what closes a phase after the plans of it. Where many nodes need the same many
 * others, a barrier stands between them: m + n edges for m × n.
 */
export function tableOf(
  { waves, waitsFor }: Schedule,
  slugs: ReadonlyMap<string, string>,
  closings: readonly Closing[] = [],
): readonly Row[] {
  const nodes = waves.flatMap(({ number, slots }) =>
    slots.map((slot) => nodeOf(slot, number, slugs, waitsFor)),
  )
  return withBarriers(closings.reduce(closed, nodes))
}

/** Whoever waits for all of a phase waits for what closes it. */
function closed(rows: readonly Row[], { members, nodes }: Closing): readonly Row[] {
  const own = rows.filter(({ key }) => members.has(key))
  const inside = new Set(own.flatMap(({ needs }) => needs))
  const leaves = own.filter(({ key }) => !inside.has(key)).map(({ key }) => key)
  const open = own.filter(({ key, kind }) => kind !== 'barrier' && !inside.has(key)).map(({ key }) => key)
  const [last] = own.slice(-1)
  if (last === undefined) return rows
  const firstNeeds = open.length > 0 ? open : leaves // what was done before holds up nobody
  const closing = nodes.map(({ row }, index): Row => {
    const before = nodes[index - 1]
    return { ...row, wave: last.wave, needs: before === undefined ? firstNeeds : [before.row.key] }
  })
  const exit = closing.slice(-1).map(({ key }) => key)
  return rows.flatMap((row) => {
    if (row === last) return [row, ...closing]
    if (members.has(row.key) || !leaves.every((leaf) => row.needs.includes(leaf))) return [row]
    return [{ ...row, needs: [...row.needs.filter((need) => !members.has(need)), ...exit] }]
  })
}

function withBarriers(nodes: readonly Row[]): readonly Row[] {
  const rows: Row[] = []
  const barriers = new Map<string, string>()
  const shared = countNeeds(nodes)
  for (const node of nodes) {
    const list = node.needs.join(',')
    if (node.needs.length * (shared.get(list) ?? 0) < WORTH_A_BARRIER) {
      rows.push(node)
      continue
    }
    const key = barriers.get(list) ?? `barrier-${barriers.size + 1}`
    if (!barriers.has(list)) rows.push(barrier(key, node.wave, node.needs))
    barriers.set(list, key)
    rows.push({ ...node, needs: [key] })
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
      if (isSettled(slot.task)) return settled(slot.task, shared)
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

/** Keeps its place, and is passed at once. */
function settled({ contract, status, title }: Task, { key, wave }: Pick<Row, 'key' | 'wave'>): Row {
  const said = status?.value === 'completed' ? 'Done before' : 'Withdrawn'
  const word = contract?.leftOut === true ? 'Left out' : said
  return { ...nobody, key, kind: 'barrier', wave, needs: [], title: `${word}: ${title.value}` }
}

function countNeeds(rows: readonly Row[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const { needs } of rows) counts.set(needs.join(','), (counts.get(needs.join(',')) ?? 0) + 1)
  return counts
}

function barrier(key: string, wave: number, needs: readonly string[]): Row {
  return { ...nobody, key, kind: 'barrier', wave, needs, title: undefined }
}
