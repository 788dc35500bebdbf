import type { Dialect } from '../dialect.ts'
import { certainty, companionsOf } from '../workstream/places.ts'

/** Stages, batches and threads of the `work` tool: PLAN.md or TASKS.md, or a PLAN.md for each stage. */
export const workstream: Dialect = {
  id: 'workstream',
  summary: 'Stages behind approvals, batches in sequence, threads in parallel, with their state files',
  entries: ['**/PLAN.md', '**/TASKS.md'],
  recognises: certainty,
  companions: (entry) => (entry.kind === 'markdown' ? companionsOf(entry) : []),
  frontEnd: async () => {
    const { lowerStream } = await import('../workstream/lower.ts')
    return ([entry, ...others], report) => {
      if (entry.kind !== 'markdown') throw new Error(`a workstream is Markdown, not ${entry.path}`)
      return lowerStream(entry, others, report)
    }
  },
}
