import type { TextEdit } from '../diagnostics/fix.ts'
import type { SourceSpan } from '../source/span.ts'

/** What a recorder wants to be so. */
export type Stroke =
  /** A change of a document that is there. */
  | { readonly kind: 'edit'; readonly edit: TextEdit }
  /** A new document. */
  | { readonly kind: 'file'; readonly path: string; readonly text: string }
  /** What it leaves as it is, and why: one sentence. */
  | { readonly kind: 'remark'; readonly message: string }

export type Strokes = Generator<Stroke, void, undefined>

export function replaced(span: SourceSpan, text: string): Stroke {
  return { kind: 'edit', edit: { span, text } }
}

export function inserted(path: string, offset: number, text: string): Stroke {
  return replaced({ path, start: offset, end: offset }, text)
}

export function created(path: string, text: string): Stroke {
  return { kind: 'file', path, text }
}

export function remark(message: string): Stroke {
  return { kind: 'remark', message }
}
