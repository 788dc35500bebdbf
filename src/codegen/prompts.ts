import { isSettled } from '../plan/settled.ts'
import type { Artifact } from './artifact.ts'
import { promptPath, slugOf } from './layout.ts'
import { pageViewer } from './page-view.ts'
import type { EmitInput } from './target.ts'
import { teamPages } from './team-prompts.ts'
import { pageOf } from './words.ts'

/**
 * A page for each task and for each member of its team, in the order in which they run: all that an agent has to know.
 * What the plan says stands there as a quotation that it cannot leave; everything else is ours.
 */
export function promptsOf(input: EmitInput): readonly Artifact[] {
  const viewOf = pageViewer(input)
  return input.schedule.waves.flatMap((wave) =>
    wave.slots.flatMap((slot) => {
      if (slot.kind === 'ask' || isSettled(slot.task)) return []
      const { task, policy } = slot
      const view = viewOf(task, policy, wave)
      const path = promptPath(input.folder, slugOf(input.slugs, task.id))
      const work = view.team === undefined ? 'work' : 'team-work'
      const parts = ['opening', 'quotation', 'state', 'goals', 'ground', work, 'questions', 'report']
      return [{ path, contents: pageOf(parts, view, input) }, ...teamPages(task, policy, view, input)]
    }),
  )
}
