import type { Work } from '../plan/plan.ts'
import { positionAt, type SourceFile, textOf } from '../source/source-file.ts'
import type { SourceSpan } from '../source/span.ts'
import { isPlainPath, md } from './escape.ts'
import type { EmitInput } from './target.ts'

type Sources = ReadonlyMap<string, SourceFile>

/** How the author names a unit, on one line: `Phase 3: Cache types`. */
export function nameOf({ word, id, title }: Pick<Work, 'word' | 'id' | 'title'>): string {
  const name = md(title.value)
  return name === '' ? md(`${word} ${id}`) : md(`${word} ${id}: ${name}`)
}

/** The author's own text at a place. */
export function textAt(sources: Sources, span: SourceSpan): string {
  return textOf(sourceOf(sources, span), span)
}

/** First and last line of a span that hold text of it, from 1. */
export function linesOf(
  sources: Sources,
  span: SourceSpan,
): { readonly first: number; readonly last: number } {
  const source = sourceOf(sources, span)
  const length = textOf(source, span).trimEnd().length
  const last = span.start + Math.max(0, length - 1)
  return { first: positionAt(source, span.start).line, last: positionAt(source, last).line }
}

/** A plan whose documents are not at hand is a bug of ours. */
function sourceOf(sources: Sources, { path }: SourceSpan): SourceFile {
  const source = sources.get(path)
  if (source === undefined) throw new Error(`the text of ${path} is not at hand`)
  return source
}

/** Where a project describes how one of its agents works; `undefined` where no such file can be named. */
export function guideOf(agent: string | undefined): string | undefined {
  const guide = `.claude/agents/${agent}.md`
  return agent !== undefined && isPlainPath(guide) ? guide : undefined
}

/** Parts of `templates/prompts/` as one page; a part that has nothing to say is left out. */
export function pageOf(
  parts: readonly string[],
  view: object,
  { render }: Pick<EmitInput, 'render'>,
): string {
  const texts = parts.map((part) => render(`prompts/${part}.md.hbs`, view).trim())
  return `${texts.filter((text) => text !== '').join('\n\n')}\n`
}
