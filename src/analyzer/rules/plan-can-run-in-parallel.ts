import { counted } from '../../source/counted.ts'
import { placeOf, wordOf } from '../missing.ts'
import type { Rule } from '../rule.ts'

/** A chain of fewer tasks is no plan for several agents. */
const fewest = 4

export const planCanRunInParallel: Rule = {
  code: 'PC215',
  name: 'plan-can-run-in-parallel',
  severity: 'info',
  recommended: false,
  checklist: false,
  summary: 'Of a plan of four tasks or more, some can run at the same time.',
  *check({ plan, tasks, graph, schedule }) {
    if (tasks.length < fewest || graph.silent.length > 0) return
    if (schedule.waves.length < graph.vertices.length) return
    yield {
      span: placeOf(plan),
      message: `The ${counted(tasks.length, wordOf(tasks))} run one after another: a second agent would have nothing to do`,
      subject: 'one after another',
      help: 'Name only what a task really waits for, or run the plan with one agent.',
    }
  },
}
