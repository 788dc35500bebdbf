import type { Task } from '../plan/plan.ts'

/**
 * The guide to the kind of work that a plan is: the one that its author names, else that of its domain. A pointer only:
 * it is the user's own file, and may not be there. Nothing for a name that is more than that of a file.
 */
export function domainGuideOf({ contract }: Task): string | undefined {
  const domain = contract?.domain?.value.toLowerCase()
  const said = contract?.guide?.value.replace(/^@?(?:~\/\.claude\/guides\/)?/, '')
  const name = said ?? (domain !== undefined && GUIDED.has(domain) ? `${domain}.md` : undefined)
  return name !== undefined && FILE.test(name) ? `~/.claude/guides/${name}` : undefined
}

/** There is none for work in general. */
const GUIDED = new Set(['backend', 'frontend', 'testing'])
const FILE = /^[A-Za-z0-9][A-Za-z0-9_-]{0,80}\.md$/
