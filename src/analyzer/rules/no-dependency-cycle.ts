import type { Related } from '../../diagnostics/diagnostic.ts'
import type { Cycle } from '../cycles.ts'
import { nameOf, shortened } from '../naming.ts'
import type { Rule } from '../rule.ts'

export const noDependencyCycle: Rule = {
  code: 'PC203',
  name: 'no-dependency-cycle',
  severity: 'error',
  suppressible: false,
  checklist: true,
  summary: 'No task waits for itself, directly or by way of others.',
  *check({ graph }) {
    for (const cycle of graph.cycles) {
      const last = cycle.at(-1)
      if (last === undefined) continue
      yield {
        span: last.reference.span,
        message: cycle.length === 1 ? alone(cycle) : `These tasks wait for each other: ${path(cycle)}`,
        related: cycle.length === 1 ? [] : ends(cycle, 10).map(place),
        steps: cycle.map(place),
        help:
          cycle.length === 1
            ? 'Take this dependency out.'
            : 'Take out the dependency that is not needed, or split the task that both sides need.',
      }
    }
  },
}

function alone([edge]: Cycle): string {
  if (edge === undefined) return ''
  if (edge.waiter !== edge.needed)
    return `${nameOf(edge.waiter)} waits for ${nameOf(edge.needed)}, of which it is a part`
  return edge.reference.id === edge.waiter.id
    ? `${nameOf(edge.waiter)} waits for itself`
    : `${nameOf(edge.waiter)} waits for ${shortened(edge.reference.id)}, of which it is a part`
}

function place({ waiter, needed, reference }: Cycle[number]): Related {
  return { span: reference.span, message: `${nameOf(waiter)} waits for ${nameOf(needed)}` }
}

/** “A” → “B” → “A”; of a long way round its ends. */
function path(cycle: Cycle): string {
  const names = ends(cycle, 4).map(({ waiter }) => nameOf(waiter))
  const hidden = cycle.length - names.length
  if (hidden > 0) names.splice(4, 0, `${hidden} more`)
  return [...names, names[0]].join(' → ')
}

function ends(cycle: Cycle, each: number): Cycle {
  return cycle.length <= 2 * each ? cycle : [...cycle.slice(0, each), ...cycle.slice(-each)]
}
