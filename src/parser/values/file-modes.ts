import type { FileChange } from '../../plan/plan.ts'

export type Mode = FileChange['mode']

export function modeOfLabel(key: string): Mode {
  const creates = /\b(?:create|created|new|add|added)\b/.test(key)
  const modifies = /\b(?:modify|modified|update|updated|edit|change|changed|affected|touch|touched)\b/.test(
    key,
  )
  if (/\b(?:delete|deleted|remove|removed)\b/.test(key)) return creates || modifies ? 'write' : 'delete'
  if (creates === modifies) return 'write'
  return creates ? 'create' : 'modify'
}

/** `New`, `Create`, `Delete file`; "Remove the old entry" is a change within the file. */
export function modeOfCell(words: string): Mode | undefined {
  const [first = ''] = words.split(/[-–—:;,(]/)
  const short = /^\W*\p{L}+(?:\s+(?:this\s+)?(?:file|folder|directory))?\W*$/u.test(first)
  return short ? modeIn(first) : undefined
}

/** "Add the field to `x`", "Remove it from `x`" and "More tests in the existing `x`" change x. */
export function modeAhead(words: string): Mode | undefined {
  if (/\bexisting\s*$/i.test(words)) return 'modify'
  const mode = modeIn(words)
  return mode !== undefined && /\b(?:to|in|into|from|of|within|inside)\s*$/i.test(words) ? 'modify' : mode
}

/**
 * Only a note in parentheses right behind the path says how: `(new)`, `(modify: exports)`, which a comment may cut.
 * `(add a route)` and `(remove the flag)` are changes within the file, and `(append new rows)` says nothing of it.
 */
export function modeBehind(words: string): Mode | undefined {
  const note = /^\s*(?:\(([^)]*)|\[([^\]]*))/.exec(words)
  const [first = ''] = (note?.[1] ?? note?.[2] ?? '').split(/[-–—:;,]/)
  const mode = modeIn(first)
  const alone = /^\W*(?:to be )?\p{L}+\W*$/u.test(first)
  if (mode === 'delete' || /^\W*adds?\b/i.test(first)) return alone ? mode : 'modify'
  return mode === 'create' && !/^\W*(?:new|creat|to be|added)/i.test(first) ? undefined : mode
}

export function modeIn(words: string): Mode | undefined {
  if (/\b(?:delet|remov)(?:e|es|ed|ing)\b/i.test(words)) return 'delete'
  if (/\b(?:new|creat(?:e|es|ed|ing)|add(?:s|ed)?)\b/i.test(words)) return 'create'
  if (
    /\b(?:modif(?:y|ies|ied)|updat(?:e|es|ed)|edit(?:s|ed|ing)?|extend(?:s|ed|ing)?|refactor(?:s|ed|ing)?|renam(?:e|es|ed|ing)|chang(?:e|es|ed|ing))\b/i.test(
      words,
    )
  )
    return 'modify'
  return undefined
}
