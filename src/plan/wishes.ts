import type { Schedule, Slot } from './schedule.ts'

/** What the user wants of every run of every plan: nothing of it is part of a plan. */
export interface Wishes {
  /** What an attempt at a task may take, in seconds. */
  readonly timeoutSeconds?: number | undefined
  /** Starts of one agent for one task while its failures look transient. */
  readonly attempts?: number | undefined
}

/** The schedule with what the user wants of every task in the place of our own defaults. */
export function withWishes(schedule: Schedule, { timeoutSeconds, attempts }: Wishes = {}): Schedule {
  const wished = (slot: Slot): Slot => {
    if (slot.kind === 'ask') return slot
    const { policy } = slot
    const told = {
      timeoutSeconds: timeoutSeconds ?? policy.timeoutSeconds,
      attempts: attempts ?? policy.attempts,
    }
    return { ...slot, policy: { ...policy, ...told } }
  }
  const waves = schedule.waves.map(({ number, slots }) => ({ number, slots: slots.map(wished) }))
  return { ...schedule, waves }
}
