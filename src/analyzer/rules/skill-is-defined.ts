import { closest } from '../../diagnostics/closest.ts'
import type { Finding } from '../../diagnostics/diagnostic.ts'
import type { Located } from '../../source/span.ts'
import { meantInstead, renamed } from '../fixes/rename.ts'
import { listed, ticked } from '../naming.ts'
import { slugOf } from '../owners.ts'
import type { Rule } from '../rule.ts'

export const skillIsDefined: Rule = {
  code: 'PC404',
  name: 'skill-is-defined',
  // Most people have skills of their own besides: only a slip of the pen weighs more.
  severity: 'info',
  checklist: false,
  summary: 'Every skill that a task asks for is one that the repository has.',
  *check(input) {
    const { tasks, workspace } = input
    const skills = workspace.repository?.skills ?? []
    if (skills.length === 0) return
    const names = [...new Set(skills.map(({ value }) => value))].sort()
    const known = new Set(names.map(slugOf))
    const seen = new Set<string>()
    const asked = tasks.flatMap((task) => task.skills)
    for (const skill of asked) {
      const name = nameIn(skill.value)
      const slug = slugOf(name)
      // What a plugin brings is written with its name: `plugin:skill`.
      if (slug === '' || known.has(slug) || name.includes(':') || seen.has(slug)) continue
      seen.add(slug)
      const meant = closest(name, names)
      const places = asked.filter(({ value }) => nameIn(value) === name)
      const edits = places.flatMap(({ span }) => renamed(input, span, name, meant ?? name))
      yield { ...missing(skill, name, names), ...meantInstead(edits, meant) }
    }
  },
}

/** `/serde (for the parser)` is `serde`. */
function nameIn(written: string): string {
  return written
    .replace(/\([^)]*\)?/g, ' ')
    .replace(/^[\s/$@]+/, '')
    .trim()
}

function missing({ span }: Located<string>, name: string, names: readonly string[]): Finding {
  const meant = closest(name, names)
  const isSlip = meant !== undefined && meant.length > 5
  return {
    span,
    subject: name,
    ...(isSlip && { severity: 'warning' as const }),
    message: `No skill or command of the repository is called ${ticked(name)}`,
    help:
      meant === undefined
        ? `There ${names.length === 1 ? 'is' : 'are'} ${listed(names.map(ticked))}. Skills of your own folder count with \`--user-agents\`.`
        : `Did you mean ${ticked(meant)}?`,
  }
}
