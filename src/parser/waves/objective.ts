import { type Located, located, type SourceSpan } from '../../source/span.ts'
import type { Source } from '../place.ts'

/** What a plan is for, in its author's words. */
export interface Objective {
  /** Its first sentence, or the part of a long one before its colon. */
  readonly title: Located<string>
  /** The first paragraph. */
  readonly text: Located<string>
}

/** Longer sentences are cut at their colon to be a title. */
const longTitle = 120
const labelled = /^\s*\**(?:Purpose|Output|Outputs|Why|Scope|Hard constraint|Context)\b[^:\n]{0,30}:/i

/** The first paragraph, up to a blank line or `Purpose:`. */
export function objectiveIn({ text }: Source, span: SourceSpan): Objective | undefined {
  const lines = text.slice(span.start, span.end).split('\n')
  let offset = span.start
  let start = -1
  let end = -1
  for (const line of lines) {
    const isBlank = line.trim() === ''
    if (start >= 0 && (isBlank || labelled.test(line))) break
    if (!isBlank) {
      if (start < 0) start = offset + (line.length - line.trimStart().length)
      end = offset + line.trimEnd().length
    }
    offset += line.length + 1
  }
  if (start < 0) return undefined
  const place = { path: span.path, start, end }
  const written = text.slice(start, end)
  const prefix = /^#{1,6}\s+|^(?:Goal|Objective):\s*/i.exec(written)?.[0].length ?? 0
  const length = titleLength(written.slice(prefix)) + prefix
  return {
    title: located(oneLine(written.slice(prefix, length)), {
      ...place,
      start: start + prefix,
      end: start + length,
    }),
    text: located(oneLine(written), place),
  }
}

const sentenceEnd = /[.!?](?:["”'’)*`]{0,3})(?=\s+["“'‘(*`]{0,3}[\p{Lu}\p{N}]|\s*$)/gu
const abbreviation = /(?:^|[\s(])(?:e\.g|i\.e|vs|etc|cf|incl|approx|no|fig|sec|ca|resp|inc|st|dr|mr|ms)\.$/i

function titleLength(text: string): number {
  const sentence = firstSentence(text)
  if (sentence <= longTitle) return sentence
  const colon = text.slice(0, sentence).search(/:\s/)
  return colon > 15 ? colon : sentence
}

function firstSentence(text: string): number {
  for (const { index, 0: mark } of text.matchAll(sentenceEnd)) {
    if (!abbreviation.test(text.slice(Math.max(0, index - 12), index + 1))) return index + mark.length
  }
  return text.trimEnd().length
}

function oneLine(text: string): string {
  return text
    .replace(/\*\*|__/g, '')
    .replace(/\s+/g, ' ')
    .trim()
}
