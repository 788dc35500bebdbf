import { closest } from '../diagnostics/closest.ts'
import type { Unit } from '../plan/plan.ts'

/**
 * The unit whose id was probably meant: the same but for its word, zeros in front or how its parts are joined
 * (`phase-03`, `1_5`), else one that is close as letters go. Short numbers are not close, they are others.
 */
export function meantBy(written: string, units: readonly Unit[]): Unit | undefined {
  const bare = bareId(written)
  const same = units.filter(({ id }) => bareId(id) === bare)
  if (same.length === 1) return same[0]
  if (written.length < 4) return undefined
  const id = closest(
    written,
    units.map((unit) => unit.id),
  )
  return units.find((unit) => unit.id === id)
}

/** Whether it is the same id, written in another way: `01` for `1`. */
export function isSameId(written: string, id: string): boolean {
  return bareId(written) === bareId(id)
}

function bareId(id: string): string {
  return id
    .toLowerCase()
    .replace(/^[a-z]{2,}[\s#._-]*(?=\d)/, '')
    .replace(/(?<![\d])0+(?=\d)/g, '')
    .replace(/[\s_.-]+/g, '.')
}
