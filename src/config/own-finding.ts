import { type Finding, type Severity, severities } from '../diagnostics/diagnostic.ts'
import type { Fix } from '../diagnostics/fix.ts'
import type { SourceSpan } from '../source/span.ts'

/** Whether what a rule of the user's own yields can be told, in all parts that it has. */
export function isFinding(value: unknown): value is Finding {
  if (!isRecord(value) || !isSpan(value['span']) || typeof value['message'] !== 'string') return false
  const { severity, help, subject, fix, related, steps } = { ...none, ...value }
  return (
    (severity === undefined || isSeverity(severity)) &&
    (help === undefined || typeof help === 'string') &&
    (subject === undefined || typeof subject === 'string') &&
    (fix === undefined || isFix(fix)) &&
    [related, steps].every((places) => places === undefined || isListOf(places, isPlace))
  )
}

export function isSeverity(value: unknown): value is Severity {
  return severities.some((known) => known === value)
}

type Optional = 'severity' | 'help' | 'subject' | 'fix' | 'related' | 'steps'
const none: Readonly<Partial<Record<Optional, unknown>>> = {}

const safeties: ReadonlySet<unknown> = new Set<Fix['safety']>(['safe', 'unsafe', 'placeholder'])

function isFix(value: unknown): boolean {
  if (!isRecord(value) || !safeties.has(value['safety']) || typeof value['title'] !== 'string') return false
  return isListOf(
    value['edits'],
    (edit) => isRecord(edit) && isSpan(edit['span']) && typeof edit['text'] === 'string',
  )
}

function isPlace(value: unknown): boolean {
  return isRecord(value) && isSpan(value['span']) && typeof value['message'] === 'string'
}

function isSpan(value: unknown): value is SourceSpan {
  if (!isRecord(value)) return false
  const { path, start, end } = value
  return typeof path === 'string' && Number.isInteger(start) && Number.isInteger(end)
}

function isListOf(value: unknown, isOne: (one: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(isOne)
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
