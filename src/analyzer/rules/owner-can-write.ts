import type { Finding } from '../../diagnostics/diagnostic.ts'
import type { FileChange, Work } from '../../plan/plan.ts'
import type { AgentDefinition } from '../../plan/workspace.ts'
import { counted } from '../../source/counted.ts'
import { nameOf, ticked } from '../naming.ts'
import { type Assignment, agentsIn, assignmentsOf, slugOf } from '../owners.ts'
import type { Rule } from '../rule.ts'

export const ownerCanWrite: Rule = {
  code: 'PC403',
  name: 'owner-can-write',
  severity: 'warning',
  checklist: false,
  summary: 'Who has to write files has a tool that writes files.',
  *check({ plan, tasks, workspace: { repository } }) {
    const agents = repository?.agents ?? []
    if (agents.length === 0) return
    for (const assignment of assignmentsOf(plan, tasks)) {
      const files = filesOf(assignment)
      const definitions = definitionsOf(assignment.owner.value, agents)
      // Clients that share a name share the work: one that can write is enough.
      const [first] = definitions
      if (files.length === 0 || first === undefined || definitions.some(({ writes }) => writes === 'yes'))
        continue
      yield cannotWrite(assignment, files, definitions.find(({ writes }) => writes === 'shell') ?? first)
    }
  },
}

/** What the owner has to write: of a task also what its steps write that have no owner of their own. */
function filesOf({ task, work }: Assignment): readonly FileChange[] {
  const works: readonly Work[] = work === task ? [task, ...task.steps.filter(({ owner }) => !owner)] : [work]
  return works.flatMap(({ files }) => files?.value ?? []).filter(({ inferred }) => !inferred)
}

/** Of several owners one that can write is enough: all of their definitions together. */
function definitionsOf(owner: string, agents: readonly AgentDefinition[]): readonly AgentDefinition[] {
  const wanted = new Set([slugOf(owner), ...agentsIn(owner).flat()])
  return agents.filter(({ names }) => names.some((name) => wanted.has(slugOf(name))))
}

function cannotWrite(
  { work, owner }: Assignment,
  files: readonly FileChange[],
  { names, span, writes }: AgentDefinition,
): Finding {
  const agent = ticked(names[0] ?? owner.value)
  const onlyShell = writes === 'shell'
  return {
    span: owner.span,
    subject: owner.value,
    message: `${nameOf(work)} writes ${counted(files.length, 'file')}, and ${agent} has ${onlyShell ? 'no tool for that but commands' : 'no tool that writes'}`,
    help: `Give the work to an agent that can write, or ${agent} such a tool.`,
    related: [{ span, message: 'its tools are chosen here' }],
    ...(onlyShell && { severity: 'info' as const }),
  }
}
