import type { Report } from '../../diagnostics/diagnostic.ts'
import type { FileChange } from '../../plan/plan.ts'
import type { Located, SourceSpan } from '../../source/span.ts'
import { fileIsUnderstood } from '../problems.ts'
import { distinct } from '../values/files.ts'
import { looksLikePath, normalPath, pathKind } from '../values/paths.ts'
import { saysUntouched } from '../values/untouched.ts'

type Mode = FileChange['mode']

const saysNone = /^\(?(?:(?:none|n\/a|no (?:new )?(?:files?|code)(?: changes?)?|nothing)\b.*|[-–—]+)$/i

/** Entries of a list in front matter: one path each, `src/a.ts (new)`. */
export function filesOfEntries(
  entries: readonly Located<string>[],
  mode: Mode,
  report: Report,
): readonly FileChange[] {
  return distinct(
    entries.flatMap(({ value, span }) =>
      fromPieces(piecesOf(value, insideQuotes(value, span)), mode, report),
    ),
  )
}

/** A quoted value is written with a mark at both ends. */
function insideQuotes(value: string, span: SourceSpan): SourceSpan {
  return span.end - span.start === value.length + 2 ? { ...span, start: span.start + 1 } : span
}

/** What stands between `<files>` and `</files>`: paths by line, by comma, by blank, with remarks behind them. */
export function filesInText(text: string, span: SourceSpan, report: Report): readonly FileChange[] {
  return distinct(fromPieces(piecesOf(text, span), 'write', report))
}

/** Between commas, outside parentheses, braces and code. */
interface Piece {
  readonly text: string
  readonly start: number
  readonly path: string
  /** Behind the remark of the piece before it on its line: a part of that, perhaps. */
  readonly inRemark: boolean
}

const remark = /\s[-–—]\s|\s[-–—]$|:\s/

function piecesOf(text: string, { path, start }: SourceSpan): readonly Piece[] {
  const pieces: Piece[] = []
  let lineStart = 0
  for (const line of text.split('\n')) {
    const marker = /^\s*(?:[-*+]\s+(?:\[[ xX]\]\s+)?|\d+[.)]\s+)?/.exec(line)?.[0].length ?? 0
    let inRemark = false
    for (const { from, to } of cut(line, marker)) {
      const part = line.slice(from, to)
      const lead = part.length - part.trimStart().length
      const trimmed = part.trim()
      if (trimmed !== '')
        pieces.push({ text: trimmed, start: start + lineStart + from + lead, path, inRemark })
      inRemark ||= remark.test(part)
    }
    lineStart += line.length + 1
  }
  return pieces
}

function* cut(line: string, from: number): Generator<{ readonly from: number; readonly to: number }> {
  let depth = 0
  let code = false
  let start = from
  for (let index = from; index < line.length; index++) {
    const unit = line.charAt(index)
    if (unit === '`') code = !code
    else if (code) continue
    else if (unit === '(' || unit === '{' || unit === '[') depth++
    else if (unit === ')' || unit === '}' || unit === ']') depth = Math.max(0, depth - 1)
    else if ((unit === ',' || unit === ';') && depth === 0) {
      yield { from: start, to: index }
      start = index + 1
    }
  }
  yield { from: start, to: line.length }
}

function fromPieces(pieces: readonly Piece[], mode: Mode, report: Report): readonly FileChange[] {
  return pieces.flatMap((piece) => {
    const files = filesOf(piece, mode)
    if (files.length > 0 || piece.inRemark || saysNone.test(piece.text) || isUntouched(piece.text))
      return files
    if (!/[\p{L}\p{N}]/u.test(piece.text)) return []
    report(fileIsUnderstood, {
      span: { path: piece.path, start: piece.start, end: piece.start + piece.text.length },
      message: 'This entry names no path',
      help: 'Write one path on each line, and the remark behind it in parentheses.',
    })
    return []
  })
}

/** `src/a.ts (create)`, `` `src/a.ts` - exports ``, `a.ts and b.ts`, `a.ts b.ts`. */
function filesOf({ text, start, path }: Piece, fallback: Mode): readonly FileChange[] {
  const codes = [...text.matchAll(/`([^`]+)`/g)].map(({ index, 1: code = '' }) => ({
    word: code,
    at: index + 1,
  }))
  const words = codes.length > 0 ? codes.filter(({ word }) => isPath(word, true)) : bareWords(text)
  if (isUntouched(text)) return []
  const note = remarkIn(text)
  const mode = modeIn(/^\s*([A-Za-z]+)\s*:\s/.exec(text)?.[1] ?? '') ?? modeIn(note) ?? fallback
  return words.map(({ word, at }) => {
    const normal = normalPath(word)
    const span = { path, start: start + at, end: start + at + word.length }
    return { path: normal, mode, kind: pathKind(normal), span, inferred: false }
  })
}

function isUntouched(text: string): boolean {
  return saysUntouched(remarkIn(text)) && (text.match(/`[^`]+`/g)?.length ?? 0) < 2
}

/** What is said in parentheses or behind a dash. */
function remarkIn(text: string): string {
  return /^[^(]*?(?:\s|`)\(([^()]*)/.exec(text)?.[1] ?? /(?:\s[-–—]\s|:\s)(.*)$/.exec(text)?.[1] ?? ''
}

function bareWords(text: string): readonly { readonly word: string; readonly at: number }[] {
  const head = text.search(/\s+(?:\(|[-–—]{1,2}\s|#|←|→|\/\/)/)
  const shown = head < 0 ? text : text.slice(0, head)
  const words = [...shown.matchAll(/\S+/g)].map(({ index, 0: word }) => ({
    word: word.replace(/^["'(*]+|["'*:;.]+$/g, ''),
    at: index + (/^["'(*]+/.exec(word)?.[0].length ?? 0),
  }))
  if (words.length === 1) return words.filter(({ word }) => isPath(word, true))
  const paths = words.filter(({ word }) => isPath(word, false))
  const fillers = words.filter(
    (word) =>
      !paths.includes(word) &&
      !/^(?:and|&|\+|new|create|created|modify|modified|update|edit|delete|remove|add|test|or)$/i.test(
        word.word,
      ),
  )
  return paths.length > 0 && fillers.length <= 2 ? paths : []
}

/** Alone in its entry any word with a point or a slash is a path, and so is `Makefile`. */
function isPath(word: string, alone: boolean): boolean {
  if (looksLikePath(word)) return true
  return (
    alone &&
    !/[\s<>|;$?!"']/.test(word) &&
    /^[\w.@~*[\]{}(),+-][^:]*$/.test(word) &&
    /\w[./]|[./]\w|^[A-Z]\w+file$/.test(word)
  )
}

function modeIn(words: string): Mode | undefined {
  if (/\b(?:delet|remov)(?:e|es|ed|ing)?\b/i.test(words)) return 'delete'
  if (/\b(?:new|creat(?:e|es|ed|ing)|add(?:s|ed)?)\b/i.test(words)) return 'create'
  if (
    /\b(?:modif(?:y|ies|ied)|updat(?:e|es|ed)|edit(?:s|ed)?|extend(?:s|ed)?|chang(?:e|es|ed)|exist(?:s|ing))\b/i.test(
      words,
    )
  )
    return 'modify'
  return undefined
}
