import type { Plan, Task, Work } from '../plan/plan.ts'
import type { Located } from '../source/span.ts'

/** A task or step, and who it says does it. */
export interface Assignment {
  readonly task: Task
  readonly work: Work
  readonly owner: Located<string>
}

/** Each task that names an agent, and each step that names one of its own. */
export function assignmentsOf({ agents }: Plan, tasks: readonly Task[]): readonly Assignment[] {
  // Where a plan defines its agents itself, they are all that count.
  if (agents !== undefined) return []
  return tasks.flatMap((task) => {
    const own = task.agent ?? task.owner
    const steps = task.steps.flatMap((work) => (work.owner ? [{ task, work, owner: work.owner }] : []))
    return own ? [{ task, work: task, owner: own }, ...steps] : steps
  })
}

/** `Rust Developer` and `@rust-developer` are `rust-developer`. */
export function slugOf(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
}

/**
 * The slugs that an owner may mean, each agent with its spellings: `Feature Tester (Rust), reviewer` is
 * `feature-tester-rust` or `feature-tester`, and `reviewer`.
 */
export function agentsIn(owner: string): readonly (readonly string[])[] {
  return owner
    .split(/\s*(?:[,;+&/→]|\b(?:and|or|then|with)\b)\s*(?![^(]*\))/i)
    .map((part) => [slugOf(part), slugOf(part.replace(/\([^)]*\)/g, ' '))].filter((slug) => slug !== ''))
    .filter((spellings) => spellings.length > 0)
}

/** Whether no file has to define it: a person, nobody yet, or what each client brings along. */
export function needsNoDefinition(slug: string): boolean {
  return PEOPLE.test(slug) || BROUGHT_ALONG.has(slug)
}

const PEOPLE =
  /^(?:humans?|persons?|people|users?|you|me|us|maintainers?|stakeholders?|manual(?:ly)?|nobody|anyone|none|tbd|todo|n-a|unassigned|product-owner)(?:-|$)|(?:^|-)team$/

/** The clients by name, and the agents that they have without being told. */
const BROUGHT_ALONG: ReadonlySet<string> = new Set([
  ...[
    'claude',
    'claude-code',
    'codex',
    'copilot',
    'github-copilot',
    'cursor',
    'gemini',
    'gemini-cli',
    'opencode',
  ],
  ...['agent', 'main', 'main-agent', 'default', 'orchestrator', 'coordinator', 'general-purpose', 'general'],
  ...[
    'explore',
    'explorer',
    'plan',
    'build',
    'scout',
    'bash',
    'worker',
    'task',
    'statusline-setup',
    'claude-code-guide',
  ],
])
