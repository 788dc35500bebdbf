import type { FileChange } from '../../plan/plan.ts'
import { type Located, located, type SourceSpan } from '../../source/span.ts'
import type { Text } from '../section.ts'
import { withoutCodes } from '../text.ts'
import { entriesOf } from './entries.ts'
import { type Mode, modeAhead, modeBehind } from './file-modes.ts'
import { looksLikePath, normalPath, pathKind } from './paths.ts'

/** What a list of files says. */
export interface ReadFiles {
  readonly files: readonly FileChange[]
  /** Entries that name no path and do not say "none". */
  readonly unclear: readonly SourceSpan[]
}

/** Every path of a line of prose, each with the mode that the words round it tell. */
export function pathsIn(text: Text, fallback: Mode): readonly FileChange[] {
  const codes = text.codes.filter(({ value }) => looksLikePath(value))
  return changesOf(text, text.codes.length > 0 ? codes : barePaths(text), fallback)
}

/** Every path of an entry in a list of files; beside code, a path without back-ticks counts where it is an entry. */
export function listedPathsIn(text: Text, fallback: Mode): readonly FileChange[] {
  if (text.codes.length === 0) return changesOf(text, barePaths(text), fallback)
  const codes = text.codes.filter(({ value }) => isListedPath(value))
  const bare = entriesOf(text).flatMap((entry) => (entry.codes.length > 0 ? [] : alone(entry)))
  return changesOf(
    text,
    [...codes, ...bare].sort((a, b) => a.span.start - b.span.start),
    fallback,
  )
}

/** An entry that is a path, and has at most a note in parentheses behind it. */
function alone(entry: Text): readonly Located<string>[] {
  return /^\S+(?:\s*\([^()]*\))?$/.test(entry.plain) ? barePaths(entry).slice(0, 1) : []
}

/** In a list of files `/etc/hosts` and `src/cache` are paths, whatever they would be elsewhere. */
function isListedPath(written: string): boolean {
  return looksLikePath(written) || (/^[~\w.@/-]+$/.test(written) && written.includes('/'))
}

function changesOf(text: Text, found: readonly Located<string>[], fallback: Mode): readonly FileChange[] {
  let carried: Mode | undefined
  return found.map(({ value, span }, index) => {
    const start = found[index - 1]?.span.end ?? text.span.start
    const end = found[index + 1]?.span.start ?? text.span.end
    const ahead = text.plain.slice(start - text.span.start, span.start - text.span.start)
    const behind = text.plain.slice(span.end - text.span.start, end - text.span.start)
    const path = normalPath(value)
    // `delete a, b and c`: what stands ahead of the first is said of all of them.
    carried = modeAhead(ahead) ?? (index > 0 && joins.test(ahead) ? carried : undefined)
    return {
      path,
      mode: modeBehind(behind) ?? carried ?? fallback,
      kind: pathKind(path),
      span,
      inferred: false,
    }
  })
}

/** Routers have folders in parentheses: `src/app/(admin)/page.tsx`. */
function barePaths({ plain, span }: Text): readonly Located<string>[] {
  return [...plain.matchAll(/(?:[^\s,;()"'“”]|(?<=\/)\([\w.-]+\)(?=\/))+/g)].flatMap(
    ({ index, 0: written }) => {
      const word = written.replace(/[.:]+$/, '')
      if (!looksLikePath(word)) return []
      const start = span.start + index
      return [located(word, { path: span.path, start, end: start + word.length })]
    },
  )
}

/** What may stand between two paths that one thing is said of. */
export const joins = /^(?=[^,;&+a]*[,;&+a])(?:[,;&+\s]|and(?:\/or)?\b|new\b)*$/i

/** An item up to its comment: ` - `, ` — `, `: `. */
export function headOf(text: Text): Text {
  const comment = commentIn(text)
  if (comment === undefined) return text
  const end = text.span.start + comment.index
  return {
    ...text,
    span: { ...text.span, end },
    plain: text.plain.slice(0, comment.index),
    codes: text.codes.filter(({ span }) => span.end <= end),
  }
}

/** A colon in code begins no comment, and a colon that a path follows begins a list: "Update the imports in both files: `a.ts`, `b.ts`". */
function commentIn(text: Text): RegExpExecArray | undefined {
  const prose = withoutCodes(text, 'x').replace(/\([^()]*\)/g, (aside) => 'x'.repeat(aside.length))
  for (const match of prose.matchAll(/\s[-–—]+\s|\s?→\s|:\s/g)) {
    const end = text.span.start + match.index + match[0].length
    const begins = text.codes.some(({ span, value }) => span.start === end && looksLikePath(value))
    const first = text.codes.every(({ span, value }) => span.start >= end || !looksLikePath(value))
    if (!match[0].startsWith(':') || !begins || !first) return match
  }
  return undefined
}
