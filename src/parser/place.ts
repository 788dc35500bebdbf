import type { Node } from 'unist'
import type { SourceSpan } from '../source/span.ts'

/** The text that a tree was parsed from. */
export interface Source {
  readonly path: string
  readonly text: string
}

/** Where a node of the tree stands; remark gives a place to every node that it parses. */
export function spanOf({ path }: Source, { position, type }: Node): SourceSpan {
  const start = position?.start.offset
  const end = position?.end.offset
  if (start === undefined || end === undefined) throw new Error(`a ${type} node has no place`)
  return { path, start, end }
}
