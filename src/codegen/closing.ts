import type { PhaseGoal } from '../plan/contract.ts'
import type { Plan, Task } from '../plan/plan.ts'
import { isSettled } from '../plan/settled.ts'
import { tasksOf } from '../plan/walk.ts'
import type { Closing, ClosingNode, ClosingWishes } from './closing-nodes.ts'
import { acceptance, goalCheck, peopleCheck, verification } from './closing-nodes.ts'
import { slugOf } from './layout.ts'

/**
 * What follows after the last plan of each phase: somebody looks whether its goal is reached, what only people can see is
 * left to them, and a person says whether the direction is right. Nothing for a phase whose plans are all done and whose
 * verification says so, or whose plans are all left out. The user's word goes before that of the project.
 */
export function closingsOf(
  plan: Plan,
  slugs: ReadonlyMap<string, string>,
  wishes: ClosingWishes = {},
): readonly Closing[] {
  const phases = plan.phases ?? []
  const tasks = new Map(tasksOf(plan).map((task) => [task.id, task]))
  const verifies = wishes.verifier ?? plan.project?.verifier?.value ?? true
  return phases.flatMap((phase) => {
    const own = phase.plans.flatMap((id) => tasks.get(id) ?? [])
    if (own.every(({ contract }) => contract?.leftOut === true)) return []
    if (own.every(isSettled) && phase.verdict?.value === 'passed') return []
    const suffix = suffixOf(phase, phases.length > 1)
    const nodes: readonly ClosingNode[] = [
      ...(verifies
        ? [verification(phase, suffix), goalCheck(phase, suffix), peopleCheck(phase, suffix)]
        : []),
      ...((wishes.review ?? true) && isSeenByUsers(own) ? [acceptance(phase, suffix, verifies)] : []),
    ]
    const members = new Set(own.map(({ id }) => slugOf(slugs, id)))
    return nodes.length === 0 ? [] : [{ phase, tasks: own, members, nodes }]
  })
}

/** A round that closes gaps is looked at anew, under names of its own: what an earlier run said of the first stays. */
function suffixOf({ id, round }: PhaseGoal, several: boolean): string {
  const phase = several ? `-${id.toLowerCase().replace(/[^a-z0-9]+/g, '-')}` : ''
  return round === 0 ? phase : `${phase}-gaps-${round}`
}

/** Plans of the server's side and of tests alone leave users nothing to judge. */
function isSeenByUsers(tasks: readonly Task[]): boolean {
  return !tasks.every(({ contract }) => /^(?:backend|testing)$/i.test(contract?.domain?.value ?? ''))
}
