import type { BlastRadius } from '../../plan/plan.ts'
import { textsOf } from '../lookup.ts'
import type { Field, Text } from '../section.ts'
import { wordsOf } from '../text.ts'
import { looksLikeCommand } from './commands.ts'
import { leftOut } from './entries.ts'
import { looksLikePath, normalPath } from './paths.ts'

const none = /^\s*(?:none|n\/a|no tests?|nothing|no code changes?)\b/i
const everything =
  /^\s*(?:all tests|everything|entire (?:test )?suite|full(?: test)? suite|full|all|whole (?:test )?suite)\b/i
const noTests = /\b(?:no tests?|documentation|docs? only|design|not applicable|no code)\b/i

/** A test scope, and the entries beside it that it does not take in: prose beside commands, paths beside tests. */
export interface ReadScope {
  readonly radius: BlastRadius
  readonly others: readonly Text[]
}

export function readScope(field: Field): ReadScope {
  const radius = readBlastRadius(field)
  const taken = valuesOf(radius)
  const inCode = textsOf(field).some(({ codes }) => codes.length > 0)
  const others = textsOf(field).flatMap((text) => {
    if (taken.size === 0 || !inCode) return []
    const known = text.codes.filter(({ value }) => taken.has(value.trim()) || taken.has(normalPath(value)))
    return leftOut(
      text,
      known.map(({ span }) => span),
    )
  })
  return { radius, others }
}

/** Empty where a scope is one statement, not a list. */
function valuesOf(radius: BlastRadius): ReadonlySet<string> {
  switch (radius.kind) {
    case 'commands':
      return new Set(radius.commands)
    case 'paths':
      return new Set(radius.globs)
    case 'tests':
      return new Set(radius.patterns)
    case 'everything':
    case 'none':
    case 'unclear':
      return new Set()
  }
}

/**
 * Reads the test scope of a field. The seed takes an empty one for "all tests", real plans write it for
 * "no tests needed": it is `unclear` where a remark says so, all tests where nothing does.
 */
function readBlastRadius(field: Field): BlastRadius {
  const texts = textsOf(field)
  const codes = texts
    .flatMap((text) => text.codes.map(({ value }) => value.trim()))
    .filter((code) => code !== '')
  const words = texts.map(wordsOf).join(' ')
  if (codes.length > 0) return ofCodes(codes)
  if (none.test(words)) return { kind: 'none', reason: reasonIn(words) }
  if (everything.test(words)) return { kind: 'everything' }
  const bare = words.replace(/["'`“”]/g, '').trim()
  if (bare === '')
    return isEmptyCode(field.text) || field.text === undefined
      ? { kind: 'everything' }
      : { kind: 'unclear', text: words }
  if (/^\(/.test(bare)) return noTests.test(bare) ? { kind: 'unclear', text: bare } : { kind: 'everything' }
  return ofProse(bare)
}

function ofCodes(codes: readonly string[]): BlastRadius {
  const commands = codes.filter(looksLikeCommand)
  if (commands.length > 0) return { kind: 'commands', commands }
  if (codes.every(looksLikePath)) return { kind: 'paths', globs: codes.map(normalPath) }
  if (codes.every((code) => /^[\w:./*-]+$/.test(code))) return { kind: 'tests', patterns: codes }
  return { kind: 'commands', commands: codes }
}

/** Remarks stand in parentheses, or behind a dash; where they hold a further entry, what is meant is not clear. */
function ofProse(words: string): BlastRadius {
  const [head = '', ...remarks] = words.replace(/\s+\([^)]*\)/g, '').split(/\s+[-–—]\s/)
  const unclear = { kind: 'unclear', text: words } as const
  if (remarks.some((remark) => remark.split(/[\s,]+/).some(looksLikePath))) return unclear
  const commands = head.split(/,\s+/).map((command) => command.trim())
  if (commands.every(looksLikeCommand)) return { kind: 'commands', commands }
  const names = head.split(/\s*,\s*/).filter(Boolean)
  if (names.length > 0 && names.every(looksLikePath)) return { kind: 'paths', globs: names.map(normalPath) }
  if (names.length > 0 && names.every((name) => /^\w+(?:::[\w*]+)+$/.test(name)))
    return { kind: 'tests', patterns: names }
  return unclear
}

function isEmptyCode(text: Text | undefined): boolean {
  return text !== undefined && !/[\p{L}\p{N}]/u.test(text.plain)
}

/** `None (documentation only)` → `documentation only`. */
function reasonIn(words: string): string | undefined {
  const reason = words.replace(none, '').replace(/^[\s(:,.–—-]+|[\s).]+$/g, '')
  return reason === '' ? undefined : reason
}
