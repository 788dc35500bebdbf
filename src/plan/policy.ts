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
