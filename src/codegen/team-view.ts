import type { Task } from '../plan/plan.ts'
import type { Team } from '../plan/policy.ts'
import type { Pointer, TaskRecord } from '../plan/task-directory.ts'
import type { Located } from '../source/span.ts'
import { type Member, notesPath, slugOf } from './layout.ts'
import type { EmitInput } from './target.ts'
import { hasMembers, type Papers } from './team-papers.ts'

/** The members besides the executor, in the order in which they speak; a reviewer speaks twice. */
export function membersOf(team: Team | undefined): readonly Member[] {
  const reviewer: readonly Member[] = team?.reviewer === undefined ? [] : ['take', 'review']
  return team?.tester === undefined ? reviewer : [...reviewer, 'test']
}

interface Known {
  readonly team: Team | undefined
  readonly papers: Papers | undefined
  readonly record: TaskRecord | undefined
}

/** What the pages of a team say besides; `undefined`: there is none. */
export function viewTeam(task: Task, { team, papers, record }: Known, { folder, slugs }: EmitInput) {
  if (!hasMembers(team) || papers === undefined) return undefined
  const slug = slugOf(slugs, task.id)
  return {
    ...papers,
    reviewer: team.reviewer !== undefined,
    tester: team.tester !== undefined,
    cycles: String(team.cycles),
    take: notesPath(folder, slug, 'take'),
    review: notesPath(folder, slug, 'review'),
    test: notesPath(folder, slug, 'test'),
    patterns: viewPointers(record?.patterns),
    research: viewPointers(record?.research),
    product: viewPointers(record?.productContext),
  }
}

function viewPointers(pointers: Located<readonly Pointer[]> | undefined) {
  return (pointers?.value ?? []).map(({ path, why }) => ({ path, why }))
}
