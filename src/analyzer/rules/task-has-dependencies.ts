import type { TaskGraph } from '../graph.ts'
import { missing } from '../missing.ts'
import { nameOf } from '../naming.ts'
import type { Rule } from '../rule.ts'
import { type Silent, saysNeeds } from '../silence.ts'

export const taskHasDependencies: Rule = {
  code: 'PC201',
  name: 'task-has-dependencies',
  severity: 'warning',
  checklist: true,
  summary: 'Every task says what it waits for, if only that it is nothing.',
  check(input) {
    const { graph, tasks } = input
    const silent = new Map(graph.silent.map((one) => [one.task, one]))
    const somebodySays = tasks.some(saysNeeds)
    // Where groups order all but the first task, there is nothing that it could say.
    const matters = silent.size > 1 || silent.size === tasks.length || somebodySays
    return missing(input, {
      isMissing: (task) => matters && (silent.has(task) || (!somebodySays && !saysNeeds(task))),
      field: 'needs',
      lacks: 'does not say what it waits for',
      has: 'says what it waits for',
      have: 'say what they wait for',
      absent: 'info',
      help: (task) =>
        `${turnOf(task && silent.get(task), graph)} Write \`**Dependencies:**\` with the tasks that come first, or \`None\`.`,
    })
  },
}

/** When the schedule runs it. */
function turnOf(silent: Silent | undefined, graph: TaskGraph): string {
  if (silent === undefined) return 'They are run in the order of the text.'
  const { task, before } = silent
  if (before === undefined) return 'It is run first.'
  const isAwaited = graph.verticesOf(before.node.id).some(({ id }) => graph.waitsFor(id, task.id))
  if (isAwaited) return `It is run before ${nameOf(before.node)}, which waits for it.`
  return `It is run after ${nameOf(before.node)}, which stands before it.`
}
