import type { Text } from '../section.ts'
import { modeIn } from './file-modes.ts'
import { looksLikePath } from './paths.ts'

/** `Keep: a.ts`, `Modify: none elsewhere`, `a.test.ts (verify all passing)`: said to stay as they are. */
export function isUntouched({ plain, codes }: Text): boolean {
  const [, label = '', value = ''] = /^\W*([A-Za-z -]{1,30}):\s*(\S*)/.exec(plain) ?? []
  if (keeps.test(label) || /^none\b/i.test(value)) return true
  // What is said in parentheses is said of the one path before it.
  const single = codes.filter(({ value: code }) => looksLikePath(code)).length < 2
  const remark = /\(([^()]*)\)\s*$/.exec(plain)?.[1]
  return single && remark !== undefined && modeIn(label) === undefined && saysUntouched(remark)
}

const keeps =
  /^(?:keep|leave|verify only|read[- ]only|reference only|unchanged|do not (?:touch|change|modify))$/i

/** A remark such as `verify all passing`, `read-only`, `typecheck only; no source edits`. */
export function saysUntouched(remark: string): boolean {
  if (/\b(?:then|and) (?:add|update|fix|change|edit)|\b(?:beyond|except|unless|other than)\b/i.test(remark))
    return false
  return stays.test(remark) || /\bno (?:source |code |file )?(?:edits|changes)\b/i.test(remark)
}

const stays =
  /^\W*(?:verify|verification only|unchanged|untouched|keep as is|read[- ]only|reference(?: only)?|for reference|context only|already (?:correct|deleted|done|there|exists|in place))\b/i
