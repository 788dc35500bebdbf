import type { Paragraph, PhrasingContent } from 'mdast'
import { type Located, located } from '../source/span.ts'
import { type Source, spanOf } from './place.ts'
import type { Text } from './section.ts'
import { slice, textOf, trimmed } from './text.ts'

/** A label and what follows it on its line or lines. */
export interface Labelled {
  readonly key: string
  readonly label: Located<string>
  readonly text: Text | undefined
}

/** A paragraph, split at its labels; `lead` is what stands before the first of them. */
export interface SplitParagraph {
  readonly lead: Text | undefined
  readonly labelled: readonly Labelled[]
}

/**
 * A soft-broken paragraph is one node and several labels may share a line, so labels are found wherever a
 * line or a ` | ` part begins:
 *
 *     > **Agent:** `x` | **Skills:** a, b
 *     > **Deps:** Phase 1
 */
export function splitAtLabels(source: Source, { children }: Paragraph): SplitParagraph {
  const whole = textOf(source, children)
  if (whole === undefined) return { lead: undefined, labelled: [] }
  const marks = boldLabels(source, whole, children)
  const found = marks.length > 0 ? marks : plainLabels(whole)
  const first = found[0]
  if (first === undefined) return { lead: whole, labelled: [] }
  const labelled = found.map((mark, index) => {
    const end = found[index + 1]?.start ?? whole.span.end
    return {
      key: keyOf(mark.label.value),
      label: mark.label,
      text: trimmed(withoutSeparator(slice(whole, mark.end, end))),
    }
  })
  return { lead: trimmed(slice(whole, whole.span.start, first.start)), labelled }
}

/** `start` is where the label begins, `end` is just behind its colon. */
interface Mark {
  readonly start: number
  readonly end: number
  readonly label: Located<string>
}

/** What may stand before a label on its line: nothing, a ` | `, an emoji, a bullet that Markdown does not know. */
const beginsPart = /(?:^|[\n|·•])(?:[^\S\n]|\p{Extended_Pictographic}|\uFE0F|\u200D)*$/u
/** So far to both sides of a bold word is looked for what makes it a label; a label is at most so long. */
const reach = 200
/** `**Owner**: x` and `**Success Criteria** (all of them): x` have their colon outside. */
const colonAfter = /^[^\S\n]*(?:\([^()\n]*\))?[^\S\n]*[:：]/u

function boldLabels(source: Source, whole: Text, nodes: readonly PhrasingContent[]): readonly Mark[] {
  return nodes.flatMap((node) => {
    if (node.type !== 'strong') return []
    const { start, end } = spanOf(source, node)
    const at = start - whole.span.start
    const lead = whole.plain.slice(Math.max(0, at - reach), at)
    if (end - start > reach || !beginsPart.test(at > reach ? `x${lead}` : lead)) return []
    const words = textOf(source, node.children)
    if (words === undefined || words.plain.includes('\n')) return []
    const outside =
      colonAfter.exec(whole.plain.slice(end - whole.span.start, end - whole.span.start + reach))?.[0]
        .length ?? 0
    if (outside === 0 && !/[:：]\s*$/u.test(words.plain)) return []
    const label = source.text.slice(words.span.start, words.span.end).replace(/\s*[:：]\s*$/u, '')
    return [
      {
        start,
        end: end + outside,
        label: located(label, { ...words.span, end: words.span.start + label.length }),
      },
    ]
  })
}

/** Chinese and Japanese write no blank behind their colon, and need no capital before it. */
const plainLabel =
  /^([^\S\n]*)(?:([A-Z@][\w/&-]*(?: [\w/&()-]+){0,3})[^\S\n]*:(?=\s|$)|([\p{Script=Han}\p{Script=Katakana}\p{Script=Hiragana}ー]{2,12})(?:（[^（）\n]{0,40}）)?(?:：|:(?=\s|$)))/gmu

/** `Owner: x` without bold; used only where a paragraph has no bold label. */
function plainLabels({ span, plain }: Text): readonly Mark[] {
  return [...plain.matchAll(plainLabel)].map(
    ({ index, 0: whole, 1: indent = '', 2: latin, 3: words = latin ?? '' }) => {
      const start = span.start + index + indent.length
      const label = located(words, { path: span.path, start, end: start + words.length })
      return { start, end: span.start + index + whole.length, label }
    },
  )
}

/** The ` | ` that parts two labels belongs to neither. */
function withoutSeparator(text: Text): Text {
  const end = text.plain.trimEnd()
  return /[|·•]$/.test(end) ? slice(text, text.span.start, text.span.start + end.length - 1) : text
}

/** `Files to Create/Modify (new):` → `files to create/modify`. */
export function keyOf(label: string): string {
  const words = label
    .slice(0, reach)
    .replace(/[*_`]|\p{Extended_Pictographic}|\uFE0F/gu, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?[:：] ?$/u, '')
  return words
    .replace(/ ?\([^)]*\) ?$/, '')
    .trim()
    .toLowerCase()
}
