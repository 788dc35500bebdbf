import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import type { SourceSpan } from '../source/span.ts'
import type { Account } from './reporter.ts'

/** What has a place, by the path of its document, in order. */
export function byPath<T extends { readonly span: SourceSpan }>(
  placed: readonly T[],
): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>()
  for (const one of placed) {
    const group = groups.get(one.span.path)
    if (group) group.push(one)
    else groups.set(one.span.path, [one])
  }
  return groups
}

/** The same for formats that also name what is clean: every plan, then the other documents that have a finding. */
export function withClean({
  plans,
  diagnostics,
}: Account): readonly (readonly [path: string, diagnostics: readonly Diagnostic[]])[] {
  const groups = byPath(diagnostics)
  const paths = new Set([...plans.map(({ path }) => path), ...groups.keys()])
  return [...paths].map((path) => [path, groups.get(path) ?? []])
}
