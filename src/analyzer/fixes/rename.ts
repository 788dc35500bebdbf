import type { Fix, TextEdit } from '../../diagnostics/fix.ts'
import type { SourceSpan } from '../../source/span.ts'
import type { RuleInput } from '../rule.ts'

/** The text of a document; `undefined` where it is not at hand, so that nothing can be mended in it. */
export function writtenAt({ sources }: Pick<RuleInput, 'sources'>, span: SourceSpan): string | undefined {
  return sources.get(span.path)?.text.slice(span.start, span.end)
}

/** Another name in the place of one that stands in the span as a word of its own, once. */
export function renamed(
  input: Pick<RuleInput, 'sources'>,
  span: SourceSpan,
  from: string,
  to: string,
): readonly TextEdit[] {
  return edited(input, span, { pattern: escaped(from), to })
}

/** The same for a name that may be written with other letters between its words: `Rust Develper`. */
export function renamedSlug(
  input: Pick<RuleInput, 'sources'>,
  span: SourceSpan,
  from: string,
  to: string,
): readonly TextEdit[] {
  return edited(input, span, { pattern: from.split('-').map(escaped).join('[^\\p{L}\\p{N}\\n|]{1,3}'), to })
}

/** Nothing, unless it is clear which letters are meant. */
function edited(
  input: Pick<RuleInput, 'sources'>,
  span: SourceSpan,
  { pattern, to }: { readonly pattern: string; readonly to: string },
): readonly TextEdit[] {
  const word = new RegExp(`(?<![\\p{L}\\p{N}_-]|\\d\\.)(?:${pattern})(?![\\p{L}\\p{N}_-]|\\.\\d)`, 'giu')
  const [match, ...others] = [...(writtenAt(input, span)?.matchAll(word) ?? [])]
  if (match === undefined || others.length > 0) return []
  const start = span.start + match.index
  return [{ span: { path: span.path, start, end: start + match[0].length }, text: to }]
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/-]/g, (mark) => (mark === '-' || mark === '/' ? mark : `\\${mark}`))
}

/** What was probably meant, in each of some places: nobody but the author knows, so it may change the meaning. */
export function meantInstead(edits: readonly TextEdit[], meant: string | undefined): { readonly fix?: Fix } {
  const once = edits.filter(
    ({ span }, index) =>
      edits.findIndex((other) => other.span.start === span.start && other.span.path === span.path) === index,
  )
  if (meant === undefined || once.length === 0) return {}
  return { fix: { safety: 'unsafe', title: `Write ${meant}`, edits: once } }
}
