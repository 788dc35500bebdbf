import { closest } from '../../diagnostics/closest.ts'
import type { Finding } from '../../diagnostics/diagnostic.ts'
import type { Agent, Task } from '../../plan/plan.ts'
import { counted } from '../../source/counted.ts'
import type { Located } from '../../source/span.ts'
import { meantInstead, renamed } from '../fixes/rename.ts'
import { listed, nameOf, ticked } from '../naming.ts'
import type { Rule } from '../rule.ts'

export const agentIsDefined: Rule = {
  code: 'PC430',
  name: 'agent-is-defined',
  severity: 'warning',
  checklist: false,
  summary: 'Every agent that is assigned is defined beside the plan.',
  *check(input) {
    const { plan, tasks } = input
    const { agents } = plan
    if (agents === undefined) return
    const names = agents.map(({ name }) => name.value)
    const assigned = new Map<string, { readonly agent: Located<string>; readonly tasks: Task[] }>()
    for (const task of tasks) {
      const agent = task.agent ?? task.owner
      if (agent === undefined || names.includes(agent.value)) continue
      const known = assigned.get(agent.value) ?? { agent, tasks: [] }
      assigned.set(agent.value, known)
      known.tasks.push(task)
    }
    for (const { agent, tasks: given } of assigned.values()) {
      const meant = closest(agent.value, names)
      const places = given.flatMap((task) => task.agent ?? task.owner ?? [])
      const edits = places.flatMap(({ span }) => renamed(input, span, agent.value, meant ?? agent.value))
      yield { ...unknown(agent, given, names), ...meantInstead(edits, meant) }
    }
    const idle = tasks.filter(({ agent, owner }) => (agent ?? owner) === undefined)
    if (idle.length > 0 && !names.includes('default')) yield withoutDefault(agents, idle)
  },
}

function unknown(
  { value, span }: Located<string>,
  tasks: readonly Task[],
  names: readonly string[],
): Finding {
  const meant = closest(value, names)
  const others =
    tasks.length > 1 ? `${counted(tasks.length, 'thread')} are` : `${tasks.map(nameOf)[0] ?? ''} is`
  return {
    span,
    message: `${others} assigned to ${ticked(value)}, which is no agent of this plan`,
    help:
      meant === undefined ? `The agents are ${listed(names.map(ticked))}.` : `Did you mean ${ticked(meant)}?`,
    related: tasks.slice(1, 20).map((task) => ({ span: task.heading, message: `${nameOf(task)} too` })),
  }
}

function withoutDefault(agents: readonly Agent[], tasks: readonly Task[]): Finding {
  const [task] = tasks
  const [first] = agents
  if (task === undefined) throw new Error('no task without an agent')
  return {
    span: task.heading,
    message: `${tasks.length > 1 ? `${counted(tasks.length, 'thread')} have` : `${nameOf(task)} has`} no agent, and no agent is called \`default\``,
    help: 'Assign one, or define `default`: it does what nobody is assigned to.',
    related: first === undefined ? [] : [{ span: first.name.span, message: 'the agents are defined here' }],
  }
}
