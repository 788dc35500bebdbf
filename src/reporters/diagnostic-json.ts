import type { Diagnostic, Related } from '../diagnostics/diagnostic.ts'
import type { Fix } from '../diagnostics/fix.ts'
import type { SourceFile } from '../source/source-file.ts'
import type { SourceSpan } from '../source/span.ts'
import { fingerprintsOf } from './fingerprints.ts'
import { placeOf } from './place.ts'
import type { Account } from './reporter.ts'
import { pageUrl } from './rule-page.ts'

type Sources = ReadonlyMap<string, SourceFile>

/** The findings as `diagnostic` in `schemas/report.schema.json`, in their order. */
export function viewsOf({ diagnostics, sources, tool }: Account) {
  const fingerprints = fingerprintsOf(diagnostics)
  return diagnostics.map((diagnostic, index) => {
    const url = pageUrl(tool, diagnostic.by)
    return { ...viewOf(diagnostic, sources), ...(url && { url }), fingerprint: fingerprints[index] }
  })
}

function viewOf({ by, severity, message, help, span, related, steps, fix }: Diagnostic, sources: Sources) {
  const places = (all: readonly Related[]) =>
    all.map((place) => ({ ...rangeOf(place.span, sources), message: place.message }))
  return {
    code: by.code,
    name: by.name,
    severity,
    message,
    help: help ?? null,
    ...rangeOf(span, sources),
    related: places(related),
    ...(steps.length > 0 && { steps: places(steps) }),
    ...(fix && { fix: fixOf(fix, sources) }),
  }
}

function fixOf({ safety, title, edits }: Fix, sources: Sources) {
  return { safety, title, edits: edits.map(({ span, text }) => ({ ...rangeOf(span, sources), text })) }
}

function rangeOf(span: SourceSpan, sources: Sources) {
  const { path, start, end } = placeOf(sources, span)
  return { path, range: { start, end } }
}
