/** How one task is run. */
export interface Policy {
  /** The owner as an agent's slug (`rust-developer`); `undefined` = the default agent. */
  readonly agent: string | undefined
  /** Whom to ask next, in order. The first is the deputy; it does from the start what nobody is named for. */
  readonly fallbacks: readonly string[]
  /** Starts in all, the first included. */
  readonly attempts: number
  readonly timeoutSeconds: number
  /** Absent: its agent works alone, with the client's default model. */
  readonly team?: Team
}

/** Who works on one task: the executor is the policy's agent; what of the others, and with which models. */
export interface Team {
  /** An agent's name; `default`: the client's own; `undefined`: the team has no such member. */
  readonly reviewer: string | undefined
  readonly tester: string | undefined
  /** By the client's own names for them; a role that is left out has the client's default. */
  readonly models: Models
  /** How often the executor may mend what the others found. */
  readonly cycles: number
}

export type Role = 'executor' | 'reviewer' | 'tester'
export type Models = Readonly<Partial<Record<Role, string>>>

/** Ten minutes: the default for a phase in the plan executor that these plans were written for. */
export const defaultTimeoutSeconds = 600

/** One more start after a failure that may pass by itself. */
export const defaultAttempts = 2

/**
 * The policy of a task whose owner is written so; `undefined` = the author names none. `agents` are the names of those
 * that the plan's own files define.
 */
export function policyFor(owner: string | undefined, agents: readonly string[] = []): Policy {
  const agent = owner === undefined ? undefined : agentSlug(owner)
  return {
    agent,
    fallbacks: fallbacksOf(agent, agents),
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

/** The others of its role family, in the order in which they are defined; the default agents at last. */
function fallbacksOf(agent: string | undefined, agents: readonly string[]): readonly string[] {
  if (isDefault(agent)) return []
  const others = agents.flatMap((name) => agentSlug(name) ?? []).filter((name) => name !== agent)
  const family = agent === undefined ? undefined : familyOf(agent)
  const relatives = family === undefined ? [] : others.filter((name) => familyOf(name) === family)
  return [...relatives, ...others.filter(isDefault)]
}

/** `system-engineer-codex` is of the family `system-engineer`; names of one or two words have none. */
export function familyOf(agent: string): string | undefined {
  if (isDefault(agent)) return undefined
  return /^(?<family>[^-]+-[^-]+)-.+$/.exec(agent)?.groups?.['family']
}

function isDefault(agent: string | undefined): boolean {
  return agent?.startsWith('default') ?? false
}

/** Whether the owner is a person, who cannot be started: the task is a question to be answered with "done". */
export function isPerson(owner: string): boolean {
  return /^\W*(?:human|user|person)\b/i.test(owner)
}
