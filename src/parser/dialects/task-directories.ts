import type { Dialect, Document } from '../dialect.ts'
import { candidatesIn } from '../task-directories/candidates.ts'
import { companionsOf, neighboursOf, planName } from '../task-directories/layout.ts'

/** A folder for each plan: its README lists the tasks, each of which may have a folder of its own. */
export const taskDirectories: Dialect = {
  id: 'task-directories',
  summary: 'A folder with a README that lists the tasks, and files for each of them',
  entries: ['**/README.md'],
  recognises,
  companions: ({ path }) => companionsOf(path),
  neighbours: ({ path }) => neighboursOf(path),
  frontEnd: async () => {
    const { lowerPlan } = await import('../task-directories/plan.ts')
    return ([entry, ...others], report, neighbours) => {
      if (entry.kind !== 'markdown') throw new Error(`a task list is Markdown, not ${entry.path}`)
      return lowerPlan(entry, others, neighbours, report)
    }
  },
}

const command = /\/uc:plan-execution\b/
const otherHands = /REQUIRED SUB-SKILL|superpowers:/

/** Its command says it at once; else a README in a folder that is named like a plan, with tasks or a plan's title. */
function recognises(document: Document): number {
  if (document.kind !== 'markdown' || !/(?:^|\/)readme\.md$/i.test(document.path)) return 0
  const { path, source, outline } = document
  if (otherHands.test(source.text)) return 0.1
  const tasks = candidatesIn(outline, source.text).length
  const title = outline.children.find(({ level }) => level === 1)?.heading?.plain ?? ''
  const titled = /^\W*plan\b/i.test(title)
  const named = planName(path) !== undefined
  if (command.test(source.text.slice(0, 2000)) && (tasks > 0 || titled)) return tasks > 0 ? 0.98 : 0.7
  if (named && (titled || path.includes('plans/'))) return tasks > 0 ? 0.95 : titled ? 0.6 : 0
  return titled && tasks > 0 ? 0.92 : 0
}
