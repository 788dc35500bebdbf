import type { SourceSpan } from '../../source/span.ts'

/** Whether a place lies inside one of `spans`, which do not overlap; in logarithmic time. */
export function insideAny(spans: readonly SourceSpan[]): (place: SourceSpan) => boolean {
  const sorted = [...spans].sort((a, b) => a.start - b.start)
  const starts = sorted.map(({ start }) => start)
  return ({ start, end }) => {
    const span = sorted[after(starts, start) - 1]
    return span !== undefined && end <= span.end
  }
}

/** The index of the first of the sorted `numbers` that is greater than `limit`. */
export function after(numbers: readonly number[], limit: number): number {
  let low = 0
  let high = numbers.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((numbers[middle] ?? 0) > limit) high = middle
    else low = middle + 1
  }
  return low
}
