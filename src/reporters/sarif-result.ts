import type { Diagnostic, Related } from '../diagnostics/diagnostic.ts'
import type { Fix, TextEdit } from '../diagnostics/fix.ts'
import type { SourceFile } from '../source/source-file.ts'
import type { SourceSpan } from '../source/span.ts'
import { byPath } from './groups.ts'
import { placeOf } from './place.ts'
import type { Account } from './reporter.ts'

type Sources = ReadonlyMap<string, SourceFile>

/** What paths are relative to. */
export const ROOT = '%SRCROOT%'

export const levels = { error: 'error', warning: 'warning', info: 'note' } as const

/** A `result` of SARIF 2.1.0, section 3.27. */
export function resultOf(diagnostic: Diagnostic, { sources }: Account) {
  const { by, severity, message, help, span, related, steps, fix } = diagnostic
  return {
    ruleId: by.code,
    level: levels[severity],
    message: messageOf(help === undefined ? message : `${message}. ${help}`),
    locations: [{ physicalLocation: physicalLocation(span, sources) }],
    ...(related.length > 0 && {
      relatedLocations: related.map((place, index) => ({ id: index + 1, ...locationOf(place, sources) })),
    }),
    ...(steps.length > 0 && {
      codeFlows: [
        { threadFlows: [{ locations: steps.map((place) => ({ location: locationOf(place, sources) })) }] },
      ],
    }),
    ...(fix && fix.safety !== 'placeholder' && { fixes: [fixOf(fix, sources)] }),
  }
}

function locationOf({ span, message }: Related, sources: Sources) {
  return { physicalLocation: physicalLocation(span, sources), message: messageOf(message) }
}

/** `[words](destination)` is a link also in plain text (section 3.11.6), and messages quote plans. */
function messageOf(text: string) {
  return { text: text.replaceAll('](', '] (') }
}

function physicalLocation(span: SourceSpan, sources: Sources) {
  return { artifactLocation: artifactLocation(span.path), region: regionOf(span, sources) }
}

function regionOf(span: SourceSpan, sources: Sources) {
  const { start, end } = placeOf(sources, span)
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column }
}

/** Relative to the root where it lies below, else as a `file:` address. */
function artifactLocation(path: string) {
  const uri = path.split('/').map(segment).join('/')
  if (path.startsWith('/')) return { uri: `file://${uri}` }
  if (/^[A-Za-z]:\//.test(path)) return { uri: `file:///${path.slice(0, 2)}${uri.slice(uri.indexOf('/'))}` }
  return { uri, uriBaseId: ROOT }
}

/** Half a surrogate pair is in no address. */
function segment(text: string): string {
  return encodeURIComponent(text.replace(/\p{Cs}/gu, '\ufffd'))
}

/** One with a blank to fill in is not for machines to apply: `json` has it. */
function fixOf({ title, safety, edits }: Fix, sources: Sources) {
  return {
    description: messageOf(title),
    artifactChanges: [...byPath(edits)].map(([path, changes]) => ({
      artifactLocation: artifactLocation(path),
      replacements: changes.map((edit) => replacementOf(edit, sources)),
    })),
    properties: { safety },
  }
}

function replacementOf({ span, text }: TextEdit, sources: Sources) {
  return { deletedRegion: regionOf(span, sources), insertedContent: { text } }
}
