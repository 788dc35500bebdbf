import type { Node, Plan, Task } from './plan.ts'
import type { Schedule } from './schedule.ts'

/** A plan and how it runs. */
export interface Planned {
  readonly plan: Plan
  readonly schedule: Schedule
}

/** The same, with nothing left to do but what closes gaps: every other plan file that is not done counts as left out. */
export function gapsOnly<P extends Planned>(planned: P): P {
  const { plan, schedule } = planned
  const within = (node: Node): Node => {
    switch (node.kind) {
      case 'task':
        return leftOutUnlessGap(node)
      case 'group':
        return { ...node, body: node.body.map(within) }
      case 'gate':
        return node
    }
  }
  const waves = schedule.waves.map(({ number, slots }) => ({
    number,
    slots: slots.map((slot) => (slot.kind === 'ask' ? slot : { ...slot, task: leftOutUnlessGap(slot.task) })),
  }))
  return { ...planned, plan: { ...plan, body: plan.body.map(within) }, schedule: { ...schedule, waves } }
}

/** Whether a plan file is there to close gaps that a verification has found. */
export function closesGaps({ contract }: Task): boolean {
  return contract !== undefined && contract.round > 0
}

function leftOutUnlessGap(task: Task): Task {
  const { contract, status } = task
  if (contract === undefined || closesGaps(task)) return task
  return status?.value === 'completed' || status?.value === 'skipped'
    ? task
    : { ...task, contract: { ...contract, leftOut: true } }
}
