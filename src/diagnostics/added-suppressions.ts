import { lineText, positionAt, type SourceFile } from '../source/source-file.ts'
import type { Diagnostic } from './diagnostic.ts'
import { edited } from './edits.ts'
import type { TextEdit } from './fix.ts'

/** How a comment can stand: above the line, at its end, or at the end of the file. */
export type Form = 'next-line' | 'line' | 'file'

/** What one line of a document is to be silent about. */
export interface Wish {
  readonly line: number
  /** Sorted. */
  readonly codes: readonly string[]
}

export interface Placed extends Wish {
  readonly form: Form
}

/** The lines of a document that findings begin in. */
export function wishesFor(source: SourceFile, diagnostics: readonly Diagnostic[]): readonly Wish[] {
  const lines = new Map<number, Set<string>>()
  for (const { by, span } of diagnostics) {
    if (span.path !== source.path) continue
    const { line } = positionAt(source, span.start)
    lines.set(line, (lines.get(line) ?? new Set()).add(by.code))
  }
  return [...lines]
    .sort(([one], [other]) => one - other)
    .map(([line, codes]) => ({ line, codes: [...codes].sort() }))
}

/** A document with comments in it; nothing else in it changes. */
export function withComments(source: SourceFile, placed: readonly Placed[], reason: string): string {
  const whole = placed.flatMap(({ form, codes }) => (form === 'file' ? codes : []))
  const edits = placed.flatMap((one): readonly TextEdit[] => editOf(source, one, reason))
  const last = whole.length === 0 ? [] : [atEnd(source, comment('file', [...new Set(whole)].sort(), reason))]
  return edited(source.text, [...edits, ...last])
}

function editOf(source: SourceFile, { line, form, codes }: Placed, reason: string): readonly TextEdit[] {
  const words = lineText(source, line)
  const start = source.lineStarts[line - 1] ?? source.text.length
  const at = (offset: number, text: string) => [
    { span: { path: source.path, start: offset, end: offset }, text },
  ]
  switch (form) {
    case 'next-line':
      return at(start, `${/^[\s>]*/.exec(words)?.[0] ?? ''}${comment(form, codes, reason)}\n`)
    case 'line':
      return at(start + words.trimEnd().length, ` ${comment(form, codes, reason)}`)
    case 'file':
      return []
  }
}

/** Below an empty line. */
function atEnd({ path, text }: SourceFile, words: string): TextEdit {
  const isClosed = text === '' || /[\r\n]$/.test(text)
  return { span: { path, start: text.length, end: text.length }, text: `${isClosed ? '' : '\n'}\n${words}\n` }
}

function comment(form: Form, codes: readonly string[], reason: string): string {
  return `<!-- plan-disable-${form} ${codes.join(', ')} -- ${reason} -->`
}
