import type { Diagnostic } from '../diagnostics/diagnostic.ts'

/** A line for each rule that spoke, the most talkative first. */
export function statisticsLines(diagnostics: readonly Diagnostic[]): readonly string[] {
  const counts = new Map<string, { count: number; fixable: number }>()
  for (const { by, fix } of diagnostics) {
    const called = `${by.code} ${by.name}`
    const { count, fixable } = counts.get(called) ?? { count: 0, fixable: 0 }
    counts.set(called, { count: count + 1, fixable: fixable + (fix?.safety === 'safe' ? 1 : 0) })
  }
  const rows = [...counts].sort(([one, a], [other, b]) => b.count - a.count || (one < other ? -1 : 1))
  return rows.map(([called, { count, fixable }]) => {
    return `${String(count).padStart(6)}  ${called}${fixable > 0 ? `  (${fixable} with a safe fix)` : ''}`
  })
}
