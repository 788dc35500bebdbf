import type { MarkdownDocument } from '../dialect.ts'
import { compareIds, normalId } from '../values/identifier.ts'
import { type Names, roomy, seriesOf } from '../values/references.ts'
import { readBrief } from './brief.ts'
import { type Candidate, candidatesIn, idOf } from './candidates.ts'
import { type Chosen, chooseUnits } from './choose.ts'
import type { Role } from './layout.ts'

/** A task of the plan: in the README, in a file of its own, or both. */
export interface Entry {
  /** Unique: `3`, `3#2`. */
  readonly id: string
  /** Normal form of its number: what files and references call it. */
  readonly number: string
  readonly candidate: Candidate | undefined
  readonly brief: ReturnType<typeof readBrief> | undefined
}

export interface Entries {
  readonly entries: readonly Entry[]
  readonly chosen: Chosen
}

/** Those of the README in its order, then those that have nothing but a file. */
export function entriesOf({ outline, source }: MarkdownDocument, roles: readonly Role[]): Entries {
  const chosen = chooseUnits(candidatesIn(outline, source.text))
  const briefs = new Map(
    roles.flatMap((role): readonly [string, Role & { readonly kind: 'brief' }][] =>
      role.kind === 'brief' ? [[normalId(role.task), { ...role, kind: 'brief' }]] : [],
    ),
  )
  const taken = new Map<string, number>()
  const listed = chosen.units.map((candidate): Entry => {
    const number = idOf(candidate)
    const count = (taken.get(number) ?? 0) + 1
    taken.set(number, count)
    const brief = count === 1 ? briefs.get(number) : undefined
    return {
      id: count === 1 ? candidate.heading.id : `${candidate.heading.id}#${count}`,
      number,
      candidate,
      brief: brief && readBrief(brief.document, brief.task),
    }
  })
  const extra = [...briefs]
    .filter(([number]) => !taken.has(number))
    .sort(([a], [b]) => compareIds(a, b))
    .map(([number, { document, task }]): Entry => {
      return { id: task, number, candidate: undefined, brief: readBrief(document, task) }
    })
  return { entries: [...listed, ...extra], chosen }
}

/** `3`, `task-3` and `T3` name one task. */
export function namesOf(entries: readonly Entry[]): Names {
  const ids = new Map<string, string>()
  for (const { id, number } of entries) {
    for (const name of [id.toLowerCase(), number, `t${number}`]) if (!ids.has(name)) ids.set(name, id)
  }
  return { ids, series: seriesOf(ids.keys()), level: entries.map(({ id }) => normalId(id)), room: roomy() }
}
