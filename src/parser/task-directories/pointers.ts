import type { Pointer } from '../../plan/task-directory.ts'
import { type Located, located } from '../../source/span.ts'
import { fieldOf, itemsOf, textsOf } from '../lookup.ts'
import type { Section, Text } from '../section.ts'
import { looksLikePath, normalPath } from '../values/paths.ts'

const none = /^\s*(?:none|n\/a|not applicable|nothing)\b/i

/** `path — why it matters`, one a line; "None applicable" is an empty list, an absent field `undefined`. */
export function pointersIn(
  section: Section,
  keys: ReadonlySet<string>,
): Located<readonly Pointer[]> | undefined {
  const field = fieldOf(section, keys)
  if (field === undefined) return undefined
  const items = itemsOf(field).flatMap(({ text }) => (text === undefined ? [] : [text]))
  const lines = items.length > 0 ? items : textsOf(field)
  const pointers = lines.flatMap((text) => (none.test(text.plain) ? [] : pointersOf(text)))
  return located(pointers, { ...field.label.span, end: field.span.end })
}

function pointersOf(text: Text): readonly Pointer[] {
  const paths = text.codes.filter(({ value }) => looksLikePath(withoutHint(value)))
  return paths.map(({ value, span }, index) => ({
    path: normalPath(withoutHint(value)),
    why: reason(text, span.end, paths[index + 1]?.span.start ?? text.span.end),
    span,
  }))
}

/** `standards/errors.md (API section)`: the hint may stand inside the back-ticks. */
function withoutHint(value: string): string {
  const hint = value.indexOf('(')
  return (hint < 0 ? value : value.slice(0, hint)).trim()
}

function reason(text: Text, start: number, end: number): string | undefined {
  const behind = text.plain.slice(start - text.span.start, end - text.span.start)
  const head = /^\s*(?:[-–—:]+|(?=\())/.exec(behind)
  if (head === null) return undefined
  const plain = behind.slice(head[0].length).trim().replace(/[,;]$/, '')
  return plain === '' ? undefined : plain.replace(/\s+/g, ' ')
}
