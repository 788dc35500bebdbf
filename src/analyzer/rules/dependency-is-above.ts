import { nameOf, shortNameOf } from '../naming.ts'
import type { Rule } from '../rule.ts'

export const dependencyIsAbove: Rule = {
  code: 'PC212',
  name: 'dependency-is-above',
  severity: 'info',
  recommended: false,
  checklist: false,
  summary: 'A task stands below those that it waits for.',
  *check({ tasks, graph }) {
    const places = new Map(tasks.map((task, index) => [task.id, index]))
    for (const [index, task] of tasks.entries()) {
      if (task.wave !== undefined) continue
      for (const { needed, reference } of graph.namedNeedsOf(task.id)) {
        const place = places.get(needed.id) ?? -1
        if (place <= index || graph.waitsFor(needed.id, task.id)) continue
        yield {
          span: reference.span,
          message: `${nameOf(task)} waits for ${nameOf(needed)}, which stands below it`,
          related: [
            { span: needed.kind === 'task' ? needed.heading : needed.span, message: 'it stands here' },
          ],
          help: `Move ${shortNameOf(needed)} up, so that the plan reads in the order in which it runs.`,
        }
      }
    }
  },
}
