import type { Located, SourceSpan } from '../../source/span.ts'
import type { Text } from '../section.ts'
import type { Mode } from './file-modes.ts'
import { listedPathsIn, type ReadFiles } from './paths-in.ts'

/** Lines of a fence that name a path each; `#` and `//` begin a remark. A drawn tree names its folders elsewhere. */
export function fromFence({ value, span }: Located<string>, mode: Mode): ReadFiles {
  // An indented fence is moved: its offsets are not those of its lines.
  if (value.length !== span.end - span.start || /[│├└]/.test(value)) return { files: [], unclear: [span] }
  const lines = linesOf(value, span).map((line) => ({ line, files: listedPathsIn(line, mode) }))
  return {
    files: lines.flatMap(({ files }) => files),
    unclear: lines.flatMap(({ line, files }) =>
      files.length > 0 || !/[\p{L}\p{N}]/u.test(line.plain) ? [] : [line.span],
    ),
  }
}

function linesOf(value: string, { path, start }: SourceSpan): readonly Text[] {
  return [...value.matchAll(/[^\n\r]+/g)].map(({ index, 0: line }) => {
    const plain = line.replace(/(?:^|\s)(?:#|\/\/|--|—).*$/, '').trimEnd()
    const lead = plain.length - plain.trimStart().length
    const from = start + index + lead
    return {
      span: { path, start: from, end: from + plain.length - lead },
      plain: plain.trim(),
      codes: [],
      struck: [],
      gaps: [],
    }
  })
}
