/** Gives each id once: `01.02`, then `01.02#2`, `01.02#3`. */
export type Ids = (written: string) => string

export function ids(): Ids {
  const counts = new Map<string, number>()
  return (written) => {
    const count = (counts.get(written) ?? 0) + 1
    counts.set(written, count)
    return count === 1 ? written : `${written}#${count}`
  }
}

/** What is composed from a repeated id does not repeat its mark. */
export function bare(id: string): string {
  return id.replace(/#\d+$/, '')
}
