import { type Located, located } from '../source/span.ts'
import type { Node, Plan, Task } from './plan.ts'

/** Words of a plan and the skill that each calls for, such as `migration` and `sql-migrations`. */
export type SkillWords = ReadonlyMap<string, string>

/**
 * The plan, with the skills that words in its tasks call for besides those that their authors name: each at the first
 * place of its word. Words are whole and their case does not matter; `textOf` gives the text of a document.
 */
export function withSkills(plan: Plan, words: SkillWords, textOf: (path: string) => string): Plan {
  const patterns = [...words].map(([word, skill]) => ({ pattern: wholeWord(word), skill }))
  const enrich = (task: Task): Task => {
    const { path, start, end } = task.span
    const text = textOf(path).slice(start, end)
    const found = patterns.flatMap(({ pattern, skill }): readonly Located<string>[] => {
      const match = pattern.exec(text)
      if (match === null || task.skills.some(({ value }) => value === skill)) return []
      const from = start + match.index
      return [located(skill, { path, start: from, end: from + match[0].length })]
    })
    const seen = new Set<string>()
    const news = found.filter(({ value }) => !seen.has(value) && seen.add(value))
    return news.length === 0 ? task : { ...task, skills: [...task.skills, ...news] }
  }
  const within = (node: Node): Node => {
    switch (node.kind) {
      case 'task':
        return enrich(node)
      case 'group':
        return { ...node, body: node.body.map(within) }
      case 'gate':
        return node
    }
  }
  return { ...plan, body: plan.body.map(within) }
}

function wholeWord(word: string): RegExp {
  const literal = word.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
  return new RegExp(`(?<![\\p{L}\\p{N}_])${literal}(?![\\p{L}\\p{N}_])`, 'iu')
}
