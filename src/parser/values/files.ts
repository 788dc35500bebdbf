import type { FileChange } from '../../plan/plan.ts'
import type { Located, SourceSpan } from '../../source/span.ts'
import type { Block, Field, ListItem, Text } from '../section.ts'
import { withoutCodes } from '../text.ts'
import { looksLikePath, normalPath, pathKind } from './paths.ts'

type Mode = FileChange['mode']

export interface ReadFiles {
  readonly files: readonly FileChange[]
  /** Entries that name no path and do not say "none". */
  readonly unclear: readonly SourceSpan[]
}

const saysNone = /^\s*(?:none|n\/a|no (?:new |source |code )?(?:files?|changes?)|nothing|[-–—])(?![\w/])/i

/** Reads a list of files: items, a comma-joined line, or the rows of a table. */
export function readFiles(field: Field): ReadFiles {
  const mode = modeOfLabel(field.key)
  const read = [
    ...(field.text === undefined ? [] : [fromLine(field.text, mode)]),
    ...field.blocks.map((block) => fromBlock(block, mode)),
  ]
  // Prose ends the list: what is listed below it may be anything.
  const prose = field.blocks.findIndex(({ kind }, index) => kind === 'paragraph' && index > 0)
  const listed = prose < 0 ? read : read.slice(0, prose + read.length - field.blocks.length)
  return {
    files: distinct(read.flatMap(({ files }) => files)),
    unclear: listed.flatMap(({ unclear }) => unclear),
  }
}

/** What may stand between two paths that one thing is said of. */
export const joins = /^(?=[^,;&+a]*[,;&+a])(?:[,;&+\s]|and(?:\/or)?\b|new\b)*$/i

export function distinct(files: readonly FileChange[]): readonly FileChange[] {
  const seen = new Set<string>()
  return files.filter(({ path }) => !seen.has(path) && seen.add(path))
}

function modeOfLabel(key: string): Mode {
  const creates = /\b(?:create|created|new|add|added)\b/.test(key)
  const modifies = /\b(?:modify|modified|update|updated|edit|change|changed|affected|touch|touched)\b/.test(
    key,
  )
  if (/\b(?:delete|deleted|remove|removed)\b/.test(key)) return creates || modifies ? 'write' : 'delete'
  if (creates === modifies) return 'write'
  return creates ? 'create' : 'modify'
}

function fromBlock(block: Block, mode: Mode): ReadFiles {
  switch (block.kind) {
    case 'list':
      return joined(block.items.map((item) => fromItem(item, mode)))
    case 'table':
      return joined(block.rows.map(({ cells }) => fromCells(block.header, cells, mode)))
    default:
      return { files: [], unclear: [] }
  }
}

function joined(read: readonly ReadFiles[]): ReadFiles {
  return { files: read.flatMap(({ files }) => files), unclear: read.flatMap(({ unclear }) => unclear) }
}

/**
 * An item without a path of its own is a heading for those below it: `- Create:`. A list goes on over blank lines, so
 * the steps that follow one of files are its items: `- [ ] **Step 1: …**`.
 */
function fromItem({ text, blocks, span, checked }: ListItem, mode: Mode): ReadFiles {
  if (checked !== undefined && /^\W*step\s+\d/i.test(text?.plain ?? '')) return { files: [], unclear: [] }
  if (text === undefined) return joined(blocks.map((block) => fromBlock(block, mode)))
  if (isUntouched(text)) return { files: [], unclear: [] }
  const files = pathsIn(headOf(text), mode, isListedPath)
  if (files.length > 0) return { files, unclear: [] }
  const nested = joined(blocks.map((block) => fromBlock(block, modeIn(text.plain) ?? mode)))
  if (nested.files.length > 0) return nested
  const anywhere = pathsIn(text, mode).slice(0, 1)
  if (anywhere.length > 0) return { files: anywhere, unclear: [] }
  return { files: [], unclear: saysNone.test(text.plain) ? [] : [{ ...text.span, path: span.path }] }
}

/** `Keep: a.ts`, `Modify: none elsewhere`, `a.test.ts (verify all passing)`: said to stay as they are. */
function isUntouched({ plain, codes }: Text): boolean {
  const [, label = '', value = ''] = /^\W*([A-Za-z -]{1,30}):\s*(\S*)/.exec(plain) ?? []
  if (keeps.test(label) || /^none\b/i.test(value)) return true
  // What is said in parentheses is said of the one path before it.
  const single = codes.filter(({ value: code }) => looksLikePath(code)).length < 2
  const remark = /\(([^()]*)\)\s*$/.exec(plain)?.[1]
  return single && remark !== undefined && modeIn(label) === undefined && saysUntouched(remark)
}

const keeps =
  /^(?:keep|leave|verify only|read[- ]only|reference only|unchanged|do not (?:touch|change|modify))$/i

/** A remark such as `verify all passing`, `read-only`, `typecheck only; no source edits`. */
export function saysUntouched(remark: string): boolean {
  if (/\b(?:then|and) (?:add|update|fix|change|edit)|\b(?:beyond|except|unless|other than)\b/i.test(remark))
    return false
  return stays.test(remark) || /\bno (?:source |code |file )?(?:edits|changes)\b/i.test(remark)
}

const stays =
  /^\W*(?:verify|verification only|unchanged|untouched|keep as is|read[- ]only|reference(?: only)?|for reference|context only|already (?:correct|deleted|done|there|exists|in place))\b/i

function fromCells(header: readonly Text[], cells: readonly Text[], mode: Mode): ReadFiles {
  const column = Math.max(
    0,
    header.findIndex(({ plain }) => /\b(?:file|path|location|module)/i.test(plain)),
  )
  const cell = cells[column]
  if (cell === undefined) return { files: [], unclear: [] }
  const action = cells
    .flatMap((other) => (other === cell ? [] : [modeOfCell(other.plain)]))
    .find((found) => found !== undefined)
  return { files: pathsIn(cell, action ?? mode, isListedPath), unclear: [] }
}

/** `New`, `Create`, `Delete file`; "Remove the old entry" is a change within the file. */
function modeOfCell(words: string): Mode | undefined {
  const [first = ''] = words.split(/[-–—:;,(]/)
  const short = /^\W*\p{L}+(?:\s+(?:this\s+)?(?:file|folder|directory))?\W*$/u.test(first)
  return short ? modeIn(first) : undefined
}

function fromLine(text: Text, mode: Mode): ReadFiles {
  const files = pathsIn(text, mode, isListedPath)
  if (files.length > 0 || saysNone.test(text.plain) || !/[\p{L}\p{N}]/u.test(text.plain))
    return { files, unclear: [] }
  return { files, unclear: [text.span] }
}

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

/** In a list of files `/etc/hosts` and `src/cache` are paths, whatever they would be elsewhere. */
function isListedPath(written: string): boolean {
  return looksLikePath(written) || (/^[~\w.@/-]+$/.test(written) && written.includes('/'))
}

/** Every path of a line, each with the mode that the words round it tell. */
export function pathsIn(
  text: Text,
  fallback: Mode,
  isPath: (written: string) => boolean = looksLikePath,
): readonly FileChange[] {
  const found = text.codes.length > 0 ? text.codes.filter(({ value }) => isPath(value)) : barePaths(text)
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

function barePaths({ plain, span }: Text): readonly Located<string>[] {
  return [...plain.matchAll(/[^\s,;()"'“”]+/g)].flatMap(({ index, 0: written }) => {
    const word = written.replace(/[.:]+$/, '')
    if (!looksLikePath(word)) return []
    const start = span.start + index
    return [{ value: word, span: { path: span.path, start, end: start + word.length } }]
  })
}

/** "Add the field to `x`", "Remove it from `x`" and "More tests in the existing `x`" change x. */
function modeAhead(words: string): Mode | undefined {
  if (/\bexisting\s*$/i.test(words)) return 'modify'
  const mode = modeIn(words)
  return mode !== undefined && /\b(?:to|in|into|from|of|within|inside)\s*$/i.test(words) ? 'modify' : mode
}

function modeIn(words: string): Mode | undefined {
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

/**
 * Only a note in parentheses right behind the path says how: `(new)`, `(modify: exports)`, which a comment may cut.
 * `(add a route)` and `(remove the flag)` are changes within the file, and `(append new rows)` says nothing of it.
 */
function modeBehind(words: string): Mode | undefined {
  const note = /^\s*(?:\(([^)]*)|\[([^\]]*))/.exec(words)
  const [first = ''] = (note?.[1] ?? note?.[2] ?? '').split(/[-–—:;,]/)
  const mode = modeIn(first)
  const alone = /^\W*(?:to be )?\p{L}+\W*$/u.test(first)
  if (mode === 'delete' || /^\W*adds?\b/i.test(first)) return alone ? mode : 'modify'
  return mode === 'create' && !/^\W*(?:new|creat|to be|added)/i.test(first) ? undefined : mode
}
