import type { Gate, Task } from '../plan/plan.ts'
import type { Policy } from '../plan/policy.ts'
import type { Wave } from '../plan/schedule.ts'
import { kindOf } from '../plan/team.ts'
import { nodesOf } from '../plan/walk.ts'
import { domainGuideOf } from './domain-guide.ts'
import { answersPath, notesPath, slugOf } from './layout.ts'
import {
  passagesIn,
  viewEarlier,
  viewNeed,
  viewPassage,
  viewPeers,
  viewPlace,
  viewPlan,
} from './plan-view.ts'
import type { EmitInput } from './target.ts'
import { viewGoals, viewOwnSteps } from './task-view.ts'
import { papersIn, recordsOf } from './team-papers.ts'
import { viewTeam } from './team-view.ts'
import { guideOf, nameOf, textAt } from './words.ts'

/** What the templates of all pages of a task are filled with. */
export type PageView = ReturnType<ReturnType<typeof pageViewer>>

export function pageViewer(input: EmitInput) {
  const { folder, slugs, sources } = input
  const plan = viewPlan(input)
  const vertices = verticesOf(input)
  const passages = new Map(passagesIn(input.plan.body, []))
  const papers = papersIn(input)
  const records = recordsOf(input.plan)
  return (task: Task, policy: Policy, wave: Wave) => {
    const slug = slugOf(slugs, task.id)
    const record = records.get(task.id)
    const needs = input.schedule.waitsFor.get(task.id) ?? []
    return {
      ...plan,
      slug,
      name: nameOf(task),
      status: `${task.word} ${task.id}`.toUpperCase(),
      text: textAt(sources, task.span),
      place: viewPlace(task.span, sources),
      passages: (passages.get(task) ?? []).map((passage) => viewPassage(passage, sources)),
      ...viewOwnSteps(task),
      brief: record?.place === 'brief' ? task.span.path : undefined,
      notes: notesPath(folder, slug),
      answers: answersPath(folder, slug),
      ...viewGoals(task, kindOf(record)),
      ...viewExecutor(task, policy),
      member: false,
      earlier: viewEarlier(input.plan.checkpoints, task),
      needs: needs.map((id) => viewNeed(vertices.get(id), papers.get(id)?.result, input)),
      peers: viewPeers(task, wave),
      team: viewTeam(task, { team: policy.team, papers: papers.get(task.id), record }, input),
    }
  }
}

function verticesOf({ plan }: EmitInput): ReadonlyMap<string, Task | Gate> {
  return new Map(nodesOf(plan).flatMap((node) => (node.kind === 'group' ? [] : [[node.id, node]])))
}

function viewExecutor(task: Task, { agent, timeoutSeconds }: Policy) {
  return {
    owner: (task.agent ?? task.owner)?.value,
    guide: guideOf(agent),
    domainGuide: domainGuideOf(task),
    limit: timeoutSeconds < 120 ? `${timeoutSeconds} seconds` : `${Math.floor(timeoutSeconds / 60)} minutes`,
    skills: task.skills.map(({ value }) => value),
    human: task.human,
    steps: task.steps.length > 0 ? String(task.steps.length) : undefined,
    ticked: task.steps.filter(({ checked }) => checked).map(nameOf),
  }
}
