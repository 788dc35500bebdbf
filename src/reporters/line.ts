import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import { placeOf } from './place.ts'
import type { Account } from './reporter.ts'
import { visible, visibleWithin } from './visible.ts'

/** Titles have no limit, and messages quote them. */
const MESSAGE_LIMIT = 1000

/** A finding in one line, whatever it quotes: `path:line:col: severity CODE name: message`. */
export function lineOf(diagnostic: Diagnostic, { sources }: Account): string {
  const { span, severity, by, message } = diagnostic
  const { line, column } = placeOf(sources, span).start
  return `${visible(span.path)}:${line}:${column}: ${severity} ${by.code} ${by.name}: ${sentenceOf(message)}`
}

/** A message or a help in one line. */
export function sentenceOf(text: string): string {
  return visibleWithin(text, MESSAGE_LIMIT)
}
