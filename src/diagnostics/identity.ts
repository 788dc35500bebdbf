import { sha256 } from '../source/sha256.ts'
import type { Diagnostic } from './diagnostic.ts'

/**
 * What makes a finding the same finding tomorrow, after lines were added above it: who says it, of which unit of which
 * document, and about what. No place in the text is part of it.
 */
export interface Identity {
  readonly code: string
  /** Of the document, as its span has it. */
  readonly path: string
  /** The id of the innermost unit of the plan that the finding lies in; `undefined`: it is about the plan. */
  readonly unit: string | undefined
  readonly subject: string
  /** Counts from 1 those that are otherwise alike, in the order given: sorted by place. */
  readonly occurrence: number
}

/** The identity of each diagnostic, in the same order. All of one document belong in one call. */
export function identitiesOf(diagnostics: readonly Diagnostic[]): readonly Identity[] {
  const seen = new Map<string, number>()
  return diagnostics.map((diagnostic) => {
    const { by, span, unit } = diagnostic
    const about = { code: by.code, path: span.path, unit, subject: subjectOf(diagnostic) }
    const key = keyOf(about)
    const occurrence = (seen.get(key) ?? 0) + 1
    seen.set(key, occurrence)
    return { ...about, occurrence }
  })
}

/** 64 hexadecimal digits: the same for the same identity on every machine. */
export function fingerprintOf(identity: Identity): string {
  return sha256(identityKey(identity))
}

/** One line that only this identity has. */
export function identityKey({ occurrence, ...about }: Identity): string {
  return `${keyOf(about)} ${occurrence}`
}

function keyOf({ code, path, unit, subject }: Omit<Identity, 'occurrence'>): string {
  return JSON.stringify([code, path, unit ?? null, subject])
}

/** What the rule calls its subject; else its message, in which numbers of lines are left out. */
function subjectOf({ subject, message }: Diagnostic): string {
  return (subject ?? message).replace(/\b(lines?) \d+(?:(?:,| and| to|-|–) ?\d+)*/g, '$1 #')
}
