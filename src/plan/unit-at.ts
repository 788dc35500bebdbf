import type { SourceSpan } from '../source/span.ts'
import type { Plan, Unit } from './plan.ts'
import { unitsOf } from './walk.ts'

/** Finds the innermost unit that a place begins in; `undefined` where it lies in none. */
export function unitFinder(plan: Plan): (place: SourceSpan) => Unit | undefined {
  const documents = new Map<string, Nested[]>()
  for (const unit of [...unitsOf(plan)].sort(outerFirst)) {
    const earlier = documents.get(unit.span.path) ?? []
    earlier.push({ unit, outer: around(earlier.at(-1), unit.span.start) })
    documents.set(unit.span.path, earlier)
  }
  return ({ path, start }) => around(lastBefore(documents.get(path) ?? [], start), start)?.unit
}

interface Nested {
  readonly unit: Unit
  readonly outer: Nested | undefined
}

function outerFirst({ span: one }: Unit, { span: other }: Unit): number {
  return one.start - other.start || other.end - one.end
}

/** The unit itself or the first of those around it that reaches as far as `offset`. */
function around(nested: Nested | undefined, offset: number): Nested | undefined {
  let found = nested
  while (found !== undefined && found.unit.span.end <= offset) found = found.outer
  return found
}

/** The last of them that begins at `offset` or before. */
function lastBefore(nested: readonly Nested[], offset: number): Nested | undefined {
  let low = 0
  let high = nested.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((nested[middle]?.unit.span.start ?? 0) <= offset) low = middle + 1
    else high = middle
  }
  return nested[low - 1]
}
