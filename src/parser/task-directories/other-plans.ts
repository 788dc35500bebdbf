import type { OtherPlan } from '../../plan/task-directory.ts'
import type { Text } from '../section.ts'
import { blank } from '../text.ts'

const number = String.raw`\d{1,4}(?:-[a-z][\w-]*)?(?![\w.]*\w)`
const another = String.raw`(?:[\s,&+]|\band\b){1,400}(?:plans?\s+)?${number}(?=\s*(?:$|[,;.)&+\n]|and\b))`
const slug = String.raw`(?<![\w/.-])\d{3}-[a-z][a-z0-9]*(?:-[a-z0-9]+)*(?![\w/.])`
const named = new RegExp(String.raw`\bplans?\s+${number}(?:${another})*|${slug}`, 'gi')

/** Before anybody looked which folder it means. */
export type NamedPlan = Omit<OtherPlan, 'folders'>

/** `Plan 022`, `Plans 023 (storage) and 024`, `022-legal-hub`: other plans, which are no tasks of this one. */
export function otherPlansIn(text: Text, task: string | undefined): readonly NamedPlan[] {
  return [...withoutNotes(text.plain).matchAll(named)].flatMap(({ index, 0: whole }) =>
    [...whole.matchAll(new RegExp(number, 'gi'))].map((part) => {
      const start = text.span.start + index + part.index
      return { id: part[0], span: { path: text.span.path, start, end: start + part[0].length }, task }
    }),
  )
}

/** The text with the names of other plans blanked, and the reason that follows each. */
export function withoutOtherPlans(text: Text): Text {
  const pieces: string[] = []
  let cursor = 0
  for (const { index, 0: whole } of withoutNotes(text.plain).matchAll(named)) {
    reason.lastIndex = index + whole.length
    const end = index + whole.length + (reason.exec(text.plain)?.[0].length ?? 0)
    pieces.push(text.plain.slice(cursor, index), blank(text.plain.slice(index, end)))
    cursor = end
  }
  return cursor === 0 ? text : { ...text, plain: pieces.join('') + text.plain.slice(cursor) }
}

const reason = /\s*\([^()]*\)/y

function withoutNotes(plain: string): string {
  return plain.replace(/\([^()]*\)/g, (note) => blank(note))
}
