import type { Team } from '../plan/policy.ts'
import { isSettled } from '../plan/settled.ts'
import type { Artifact } from './artifact.ts'
import { md } from './escape.ts'
import { slugOf } from './layout.ts'
import type { EmitInput } from './target.ts'

/** `teams.tsv`, a line for each task that has a team, or a model of its own; no file where none has. */
export function teamsFile({ schedule, slugs, folder }: EmitInput): readonly Artifact[] {
  const rows = schedule.waves.flatMap(({ slots }) =>
    slots.flatMap((slot) => {
      if (slot.kind === 'ask' || slot.policy.team === undefined || isSettled(slot.task)) return []
      return [printTeam(slugOf(slugs, slot.task.id), slot.policy.team)]
    }),
  )
  if (rows.length === 0) return []
  const contents = ['plan-compile-teams 1', ...rows].map((line) => `${line}\n`).join('')
  return [{ path: `${folder}/teams.tsv`, contents }]
}

/** Who is not there needs no model. */
function printTeam(key: string, { reviewer, tester, models, cycles }: Team): string {
  const cells = [
    reviewer,
    tester,
    models.executor,
    reviewer && models.reviewer,
    tester && models.tester,
    String(cycles),
  ]
  return [key, ...cells.map((cell) => md(cell ?? '') || '-')].join('\t')
}
