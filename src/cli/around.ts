import type { Plan } from '../plan/plan.ts'
import type { Workspace } from '../plan/workspace.ts'
import type { Around } from '../workspace/around.ts'
import type { Arguments } from './arguments.ts'
import type { Machine } from './machine.ts'
import { UsageError } from './usage-error.ts'

/** The way to look at the repository around a plan, as the command line asks for it; loaded with the first plan. */
export function aroundOf(given: Arguments, machine: Machine): (plan: Plan) => Promise<Workspace> {
  let look: Promise<(plan: Plan) => Promise<Workspace>> | undefined
  return async (plan) => {
    look ??= import('../workspace/around.ts').then(({ lookAround }) => lookAround(wishOf(given, machine)))
    return await (await look)(plan)
  }
}

function wishOf(given: Arguments, { folder, environment }: Machine): Around {
  const home = environment['HOME'] || environment['USERPROFILE']
  if (given.has('user-agents') && !home)
    throw new UsageError('--user-agents looks into your own folder, and HOME does not say where that is')
  return {
    folder,
    home: given.has('user-agents') ? home : undefined,
    programs: environment['PATH'],
    code: given.has('blast-radius'),
  }
}
