/** How one task is run. */
export interface Policy {
  /** The owner as an agent's slug (`rust-developer`); `undefined` = the default agent. */
  readonly agent: string | undefined
  /** Whom to ask next, in order. */
  readonly fallbacks: readonly string[]
  /** Starts in all, the first included. */
  readonly attempts: number
  readonly timeoutSeconds: number
}

/** Ten minutes: the default for a phase in the plan executor that these plans were written for. */
export const defaultTimeoutSeconds = 600

/** One more start after a failure that may pass by itself. */
export const defaultAttempts = 2

/** The policy of a task whose owner is written so; `undefined` = the author names none. */
export function policyFor(owner: string | undefined): Policy {
  return {
    agent: owner === undefined ? undefined : agentSlug(owner),
    fallbacks: [],
    attempts: defaultAttempts,
    timeoutSeconds: defaultTimeoutSeconds,
  }
}

/**
 * `Feature Tester (Rust)` is the agent `feature-tester-rust`: parentheses go, their text stays. `undefined` for
 * `self` and `None (orchestrator)`, which leave the task to whoever runs the plan, and for text without a letter.
 */
export function agentSlug(owner: string): string | undefined {
  if (/^\W*(?:self|none|n\/a|tbd|orchestrator)\b/i.test(owner)) return undefined
  const slug = owner
    .normalize('NFC')
    .toLowerCase()
    .replace(/[()'’]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
  return slug === '' ? undefined : slug
}

/** Whether the owner is a person, who cannot be started: the task is a question to be answered with "done". */
export function isPerson(owner: string): boolean {
  return /^\W*(?:human|user|person)\b/i.test(owner)
}
