import { closest } from '../diagnostics/closest.ts'
import type { Unit } from '../plan/plan.ts'

/** How many ids may be compared letter by letter in one plan: some seconds; past that only the same id is found. */
const MOST_COMPARISONS = 1_000_000

/**
 * Finds the unit whose id was probably meant: the same but for its word, zeros in front or how its parts are joined
 * (`phase-03`, `1_5`), else one that is close as letters go. Other digits are not close, they are another's: `27-04` is
 * no slip for `27-05`.
 */
export function meaningAmong(units: readonly Unit[]): (written: string) => Unit | undefined {
  const bare = new Map<string, Unit | undefined>()
  for (const unit of units) bare.set(bareId(unit.id), bare.has(bareId(unit.id)) ? undefined : unit)
  const byId = new Map(units.map((unit) => [unit.id, unit]))
  const byDigits = new Map<string, string[]>()
  for (const id of byId.keys()) {
    const alike = byDigits.get(digitsOf(id))
    if (alike === undefined) byDigits.set(digitsOf(id), [id])
    else alike.push(id)
  }
  let comparisons = 0
  return (written) => {
    const same = bare.get(bareId(written))
    if (same !== undefined) return same
    // Of a series of numbers such as 07-01, another one is another.
    if (/^\d+(?:[-._]\d+)+$/.test(written)) return undefined
    const alike = byDigits.get(digitsOf(written)) ?? []
    comparisons += alike.length
    if (written.length < 4 || comparisons > MOST_COMPARISONS) return undefined
    const id = closest(written, alike)
    return id === undefined ? undefined : byId.get(id)
  }
}

/** Whether it is the same id, written in another way: `01` for `1`. */
export function isSameId(written: string, id: string): boolean {
  return bareId(written) === bareId(id)
}

/** In any order: two of them may have changed places. */
function digitsOf(id: string): string {
  return (id.match(/\d/g) ?? []).sort().join('')
}

function bareId(id: string): string {
  return id
    .toLowerCase()
    .replace(/^[a-z]{2,}[\s#._-]*(?=\d)/, '')
    .replace(/(?<![\d])0+(?=\d)/g, '')
    .replace(/[\s_.-]+/g, '.')
}
