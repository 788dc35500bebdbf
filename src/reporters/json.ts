import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import type { Fix } from '../diagnostics/fix.ts'
import type { SourceFile } from '../source/source-file.ts'
import type { SourceSpan } from '../source/span.ts'
import { countBySeverity } from './count.ts'
import { placeOf } from './place.ts'
import type { Account, PlanAccount, Reporter } from './reporter.ts'
import { visibleJson } from './visible.ts'

type Sources = ReadonlyMap<string, SourceFile>

/** By `schemas/report.schema.json`; always a document, even where there is nothing to say. */
export const json: Reporter = {
  id: 'json',
  summary: 'One JSON document, by schemas/report.schema.json',
  report: (account) => `${visibleJson(JSON.stringify(documentOf(account), null, 2))}\n`,
}

function documentOf({ tool, plans, passedOver, diagnostics, sources, output }: Account) {
  const { error, warning, info } = countBySeverity(diagnostics)
  return {
    version: 1,
    tool,
    summary: { plans: plans.length, passedOver, errors: error, warnings: warning, infos: info },
    diagnostics: diagnostics.map((diagnostic) => viewOf(diagnostic, sources)),
    files: plans.map(fileOf),
    ...(output && { output }),
  }
}

function fileOf({ path, dialect, tasks, waves, coverage }: PlanAccount) {
  return { path, dialect: dialect ?? null, tasks, waves, coverage: coverage ?? null }
}

function viewOf({ by, severity, message, help, span, related, fix }: Diagnostic, sources: Sources) {
  return {
    code: by.code,
    name: by.name,
    severity,
    message,
    help: help ?? null,
    ...rangeOf(span, sources),
    related: related.map((place) => ({ ...rangeOf(place.span, sources), message: place.message })),
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
