import { type Located, located, type SourceSpan } from '../../source/span.ts'
import type { Text } from '../section.ts'

export type Word = 'Stage' | 'Batch' | 'Thread'

/** `###### Thread 02: Clock @agent:default`, taken apart. */
export interface LadderHeading {
  readonly word: Word
  /** As written: `2`. */
  readonly number: string
  /** In two digits: `02`. */
  readonly id: string
  /** Without the annotation; inline code stays as written; empty where nothing or only a comment stands there. */
  readonly title: Located<string>
  /** What parts the number from the name; `:` is the grammar. */
  readonly separator: string
  readonly agent: Annotation | undefined
  readonly span: SourceSpan
}

/** `@agent:name`; an empty name is a place that nobody has filled. */
export interface Annotation {
  readonly name: string
  readonly span: SourceSpan
}

const grammar =
  /^\s*(?<word>stage|batch|thread)\s+#?(?<number>\d{1,9})(?![\w.]*\w)(?<separator>\s*(?:[:：—–|]|[-.](?=\s|$)))?/i

/** `undefined` where the heading names no stage, batch or thread. `source` is the whole document. */
export function readLadderHeading(text: Text, source: string): LadderHeading | undefined {
  const match = grammar.exec(text.plain)
  const { word = '', number = '', separator = '' } = match?.groups ?? {}
  if (match === null) return undefined
  const start = text.span.start + match[0].length
  const { path, end } = text.span
  const { title, agent } = titleAndAgent(source.slice(start, end), { path, start, end })
  return {
    word: wordOf(word),
    number,
    id: padded(number),
    title,
    separator: separator.trim(),
    agent,
    span: text.span,
  }
}

function wordOf(written: string): Word {
  const first = written.charAt(0).toLowerCase()
  return first === 's' ? 'Stage' : first === 'b' ? 'Batch' : 'Thread'
}

/** `1` → `01`; `012` stays. */
export function padded(number: string): string {
  return String(Number(number)).padStart(2, '0')
}

const annotation = /(?:^|\s)@agent:([\w-]*)\s*$/i

/** Only the last word can be the annotation: a name such as `Bump @acme/tool` keeps its `@`. */
function titleAndAgent(written: string, span: SourceSpan): Pick<LadderHeading, 'title' | 'agent'> {
  const visible = written.replace(/<!--[\s\S]*?(?:-->|$)/g, (comment) => ' '.repeat(comment.length))
  const match = annotation.exec(visible)
  const at = match === null ? -1 : visible.indexOf('@', match.index)
  const name = match?.[1] ?? ''
  const agent =
    match === null
      ? undefined
      : {
          name,
          span: { ...span, start: span.start + at, end: span.start + at + '@agent:'.length + name.length },
        }
  return { title: titleIn(match === null ? visible : visible.slice(0, match.index), span), agent }
}

/** Bold and closing `#` go. */
export function titleIn(written: string, { path, start }: SourceSpan): Located<string> {
  const rest = written.replace(/\s#+\s*$/, '').trimEnd()
  const lead = rest.length - rest.trimStart().length
  const value = rest
    .replace(/\*\*|__/g, '')
    .replace(/\s+/g, ' ')
    .trim()
  return located(value, { path, start: start + lead, end: start + Math.max(lead, rest.length) })
}
