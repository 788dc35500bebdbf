import type { Reference } from '../../plan/plan.ts'
import type { Text } from '../section.ts'
import { slice } from '../text.ts'
import { type Names, readReferences } from '../values/references.ts'

const one = String.raw`(?:\btasks?[\s#-]{0,3}|\bT(?=\d))\d+[a-z]?(?![\w.]*\w)`
const between = String.raw`\s*(?:,\s*and\b|,|&|\+|/|–|-|\band\b|\bto\b|\bthrough\b)\s*`
const another = String.raw`(?:tasks?\s{0,3}|T(?=\d))?\d+[a-z]?(?![\w.]*\w)`
const verb = String.raw`(?!\s*(?:\w{1,20}\s+){0,3}(?:depends?|is|are|must|can|runs?|has|have|needs?|requires?)\b)`

/** `Task 1`, `Tasks 2, 3 and 5`, `Tasks 1–3`, `T4`: the pattern of a list of tasks in running text. */
export const tasks = `${one}(?:${between}${another}){0,100}`
/** The same as an object: a task that begins the next clause is none of them. */
export const objects = `${one}(?:${between}${another}${verb}){0,100}`

/** What a stretch of a text names. */
export function mentioned(text: Text, start: number, length: number, names: Names): readonly Reference[] {
  const from = text.span.start + start
  return readReferences(slice(text, from, from + length), names, '').references
}
