/** What a run did with a task or a gate, called by their keys. */
export interface Happening {
  readonly kind: 'start' | 'end' | 'pass'
  readonly key: string
}

/** From when to when, in the unit of the durations; the run begins at 0. */
export interface Stretch {
  readonly start: number
  readonly end: number
}

/**
 * When everything would have been, had each task taken its time: what happened tells the order, the durations how long
 * it was. A task that was started twice counts from its first start; one that never ended has no stretch.
 */
export function timelineOf(
  happenings: readonly Happening[],
  durationOf: (key: string) => number,
): ReadonlyMap<string, Stretch> {
  const stretches = new Map<string, Stretch>()
  const starts = new Map<string, number>()
  let now = 0
  for (const { kind, key } of happenings) {
    switch (kind) {
      case 'start':
        if (!starts.has(key)) starts.set(key, now)
        break
      case 'pass':
        stretches.set(key, { start: now, end: now })
        break
      case 'end': {
        const start = starts.get(key) ?? now
        const end = start + durationOf(key)
        stretches.set(key, { start, end })
        now = Math.max(now, end)
      }
    }
  }
  return stretches
}
