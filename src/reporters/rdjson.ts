import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import type { SourceFile } from '../source/source-file.ts'
import type { SourceSpan } from '../source/span.ts'
import { placeOf } from './place.ts'
import type { Account, Reporter } from './reporter.ts'
import { pageUrl } from './rule-page.ts'
import { visibleJson } from './visible.ts'

type Sources = ReadonlyMap<string, SourceFile>

/** Reviewdog Diagnostic Format. Unlike all others it counts columns in bytes of UTF-8. */
export const rdjson: Reporter = {
  id: 'rdjson',
  report(account) {
    const { name, homepage } = account.tool
    const result = {
      source: { name, ...(homepage && { url: homepage }) },
      diagnostics: account.diagnostics.map((diagnostic) => viewOf(diagnostic, account)),
    }
    return `${visibleJson(JSON.stringify(result, null, 2))}\n`
  },
}

const SEVERITIES = { error: 'ERROR', warning: 'WARNING', info: 'INFO' } as const

function viewOf(diagnostic: Diagnostic, { sources, tool }: Account) {
  const { by, severity, message, help, span, related } = diagnostic
  const url = pageUrl(tool, by)
  const suggestions = suggestionsOf(diagnostic, sources)
  return {
    message: `${by.name}: ${message}${help === undefined ? '' : `\nhelp: ${help}`}`,
    location: locationOf(span, sources),
    severity: SEVERITIES[severity],
    code: { value: by.code, ...(url && { url }) },
    ...(suggestions.length > 0 && { suggestions }),
    ...(related.length > 0 && {
      related_locations: related.map((place) => ({
        message: place.message,
        location: locationOf(place.span, sources),
      })),
    }),
  }
}

/**
 * Each suggestion is taken or left by itself and belongs to the file of its finding, so a fix of several edits is
 * none; neither is one with a blank to fill in.
 */
function suggestionsOf({ fix, span }: Diagnostic, sources: Sources) {
  const [edit, ...others] = fix?.edits ?? []
  if (edit === undefined || others.length > 0 || edit.span.path !== span.path) return []
  if (fix?.safety === 'placeholder') return []
  return [{ range: rangeOf(edit.span, sources), text: edit.text }]
}

function locationOf(span: SourceSpan, sources: Sources) {
  return { path: span.path, range: rangeOf(span, sources) }
}

function rangeOf(span: SourceSpan, sources: Sources) {
  const { start, end } = placeOf(sources, span)
  const text = sources.get(span.path)?.text ?? ''
  const at = ({ line, column, offset }: typeof start) => ({
    line,
    column: bytesOf(text.slice(offset - column + 1, offset)) + 1,
  })
  return { start: at(start), end: at(end) }
}

function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length
}
