import type { Task } from '../plan/plan.ts'
import type { Policy, Team } from '../plan/policy.ts'
import { clientsOwn } from '../plan/team.ts'
import type { Artifact } from './artifact.ts'
import { type Member, notesPath, promptPath, slugOf } from './layout.ts'
import type { PageView } from './page-view.ts'
import type { EmitInput } from './target.ts'
import { membersOf } from './team-view.ts'
import { guideOf, pageOf } from './words.ts'

/** A page for each other member of a task's team: the reviewer has two voices, one before the work and one after it. */
export function teamPages(
  task: Task,
  { team }: Policy,
  page: PageView,
  input: EmitInput,
): readonly Artifact[] {
  const { folder, slugs } = input
  const slug = slugOf(slugs, task.id)
  return membersOf(team).map((member) => {
    const agent = team && agentOf(member, team)
    const view = { ...page, own: notesPath(folder, slug, member), agent, guide: guideOf(agent), member: true }
    const parts = [`${member}-opening`, 'quotation', 'goals', 'reading', member]
    return { path: promptPath(folder, slug, member), contents: pageOf(parts, view, input) }
  })
}

/** `undefined`: the client's own, which has no name. */
function agentOf(member: Member, { reviewer, tester }: Team): string | undefined {
  const agent = member === 'test' ? tester : reviewer
  return agent === clientsOwn ? undefined : agent
}
