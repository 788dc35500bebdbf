import type { SourceSpan } from '../source/span.ts'
import type { Diagnostic } from './diagnostic.ts'
import type { Fix, TextEdit } from './fix.ts'

/** What can be mended in one go: no two of the edits touch each other. */
export interface Choice {
  readonly mended: readonly Diagnostic[]
  /** By path. */
  readonly edits: ReadonlyMap<string, readonly TextEdit[]>
}

/**
 * Takes each fix of an allowed kind whole or not at all: the first one wins where two touch the same place, and what
 * mends goes before what leaves a blank. Those that
 * are left out have their turn after the text has been read again.
 */
export function chooseFixes(diagnostics: readonly Diagnostic[], allowed: ReadonlySet<Fix['safety']>): Choice {
  const mended: Diagnostic[] = []
  const edits = new Map<string, TextEdit[]>()
  const isBlank = ({ fix }: Diagnostic) => fix?.safety === 'placeholder'
  for (const diagnostic of [...diagnostics].sort((a, b) => Number(isBlank(a)) - Number(isBlank(b)))) {
    const { fix } = diagnostic
    if (fix === undefined || !allowed.has(fix.safety) || fix.edits.length === 0) continue
    const news = fix.edits.filter((edit) => !edits.get(edit.span.path)?.some((other) => isSame(edit, other)))
    if (news.some((edit) => edits.get(edit.span.path)?.some(({ span }) => touch(edit.span, span)))) continue
    mended.push(diagnostic)
    for (const edit of news) edits.set(edit.span.path, [...(edits.get(edit.span.path) ?? []), edit])
  }
  return { mended, edits }
}

function isSame(one: TextEdit, other: TextEdit): boolean {
  return one.span.start === other.span.start && one.span.end === other.span.end && one.text === other.text
}

/** Also at their ends: of two texts that are put in at one place, nobody knows which goes first. */
function touch(one: SourceSpan, other: SourceSpan): boolean {
  return one.start <= other.end && other.start <= one.end
}

/** `text` with the edits, which do not touch each other. New lines end as those of the text do. */
export function edited(text: string, edits: readonly TextEdit[]): string {
  const ending = /\r\n|\r|\n/.exec(text)?.[0] ?? '\n'
  let result = ''
  let done = 0
  for (const edit of [...edits].sort((a, b) => a.span.start - b.span.start)) {
    result += text.slice(done, edit.span.start) + edit.text.replaceAll('\n', ending)
    done = edit.span.end
  }
  return result + text.slice(done)
}
