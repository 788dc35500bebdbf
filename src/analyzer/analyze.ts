import { type Diagnostic, type Severity, sign } from '../diagnostics/diagnostic.ts'
import type { Plan } from '../plan/plan.ts'
import type { Schedule } from '../plan/schedule.ts'
import { tasksOf } from '../plan/walk.ts'
import type { Workspace } from '../plan/workspace.ts'
import { type TaskGraph, taskGraph } from './graph.ts'
import { defaultOptions } from './option.ts'
import type { Rule, RuleInput } from './rule.ts'
import { schedule } from './schedule.ts'

export interface Analysis {
  readonly graph: TaskGraph
  readonly schedule: Schedule
  /** Signed, in the order of the rules. */
  readonly diagnostics: readonly Diagnostic[]
}

/** What a plan comes to, and what the rules say about it; without `sources` they offer no fix that needs the text. */
export function analyze(
  plan: Plan,
  rules: readonly Rule[],
  workspace: Workspace,
  sources: RuleInput['sources'] = new Map(),
): Analysis {
  const graph = taskGraph(plan)
  const agents = plan.agents?.map(({ name }) => name.value)
  const order = schedule(graph, workspace, agents)
  const input: RuleInput = {
    plan,
    tasks: tasksOf(plan),
    graph,
    schedule: order,
    workspace,
    sources,
    option: defaultOptions,
  }
  const diagnostics = rules.flatMap((rule) => [...rule.check(input)].map((finding) => sign(rule, finding)))
  return { graph, schedule: order, diagnostics }
}

/**
 * The rules as the seeds' own checklist has them: what belongs to it is an error. What such a rule itself finds
 * less or more grave than usual is raised by one step.
 */
export function strict(rules: readonly Rule[]): readonly Rule[] {
  return rules.map((rule) =>
    rule.checklist ? { ...rule, severity: 'error', check: raised(rule.check) } : rule,
  )
}

function raised(check: Rule['check']): Rule['check'] {
  return function* (input) {
    for (const { severity, ...finding } of check({ ...input, isStrict: true })) {
      yield severity === undefined ? finding : { ...finding, severity: above[severity] }
    }
  }
}

const above: Readonly<Record<Severity, Severity>> = { error: 'error', warning: 'error', info: 'warning' }
