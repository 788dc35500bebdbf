import type { Components, Waits } from './components.ts'

/**
 * Whether one place waits for another, directly or not. For 32 places that are asked about the answers for
 * everyone who waits are found in one linear pass, and kept: who is never asked about costs nothing.
 */
export function reachability(
  waits: Waits,
  components: Components,
): (waiter: number, needed: number) => boolean {
  const blocks = new Map<number, Int32Array>()
  return (waiter, needed) => {
    const target = components.of[needed] ?? -1
    const source = components.of[waiter] ?? -1
    if (source < target || source < 0) return false
    if (source === target) return components.cyclic[source] === true
    const number = target >> 5
    const block = blocks.get(number) ?? reach(number, waits, components)
    blocks.set(number, block)
    return ((block[source] ?? 0) & (1 << (target & 31))) !== 0
  }
}

/** For each component, as bits, which of the 32 components of the block it is or waits for. */
function reach(block: number, waits: Waits, { of, members }: Components): Int32Array {
  const reached = new Int32Array(members.length)
  for (let component = block << 5; component < members.length; component++) {
    let bits = component >> 5 === block ? 1 << (component & 31) : 0
    for (const place of members[component] ?? []) {
      for (const needed of waits[place] ?? []) bits |= reached[of[needed] ?? 0] ?? 0
    }
    reached[component] = bits
  }
  return reached
}
