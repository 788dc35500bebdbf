import type { SourceSpan } from '../../src/source/span.ts'

/** Every `span` in a result, however deep. */
export function spansIn(value: unknown): readonly SourceSpan[] {
  if (typeof value !== 'object' || value === null) return []
  const { start, end, path } = value as Record<string, unknown>
  if (typeof start === 'number' && typeof end === 'number' && typeof path === 'string')
    return [{ start, end, path }]
  return Object.values(value).flatMap(spansIn)
}
