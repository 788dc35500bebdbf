/**
 * The one of `known` that was probably meant: at most a third of its letters wrong, missing, extra or swapped with
 * the next, and no other one as close. `undefined` rather than a guess.
 */
export function closest(written: string, known: readonly string[]): string | undefined {
  const word = written.slice(0, 100).toLowerCase()
  const scored = known
    .filter((candidate) => Math.abs(candidate.length - word.length) <= mostDistance(candidate))
    .map((candidate) => ({
      candidate,
      distance: editDistance(word, candidate.toLowerCase(), mostDistance(candidate)),
    }))
    .filter(({ candidate, distance }) => distance <= mostDistance(candidate))
    .sort((a, b) => a.distance - b.distance)
  const [best, next] = scored
  return best !== undefined && best.distance !== next?.distance ? best.candidate : undefined
}

/** How many comparisons a search may cost in all: about a second. */
const MOST_COMPARISONS = 300_000

/** `closest` for many words of one text: past some thousand of them nobody reads what each may mean. */
export function closestOf(known: readonly string[]): (written: string) => string | undefined {
  let comparisons = 0
  return (written) => {
    comparisons += known.length
    return comparisons > MOST_COMPARISONS ? undefined : closest(written, known)
  }
}

function mostDistance({ length }: string): number {
  return Math.max(1, Math.floor(length / 3))
}

/** Optimal string alignment: insert, delete, replace, swap neighbours. It stops where it is sure to pass `most`. */
function editDistance(a: string, b: string, most: number): number {
  let beforeLast: readonly number[] = []
  let last: readonly number[] = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (let row = 1; row <= a.length; row++) {
    const current = [row]
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1]
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]
      current[column] = Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (same ? 0 : 1),
        swapped ? (beforeLast[column - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
      )
    }
    if (Math.min(...current) > most && Math.min(...last) > most) return Number.POSITIVE_INFINITY
    beforeLast = last
    last = current
  }
  return last[b.length] ?? 0
}
