import type { Criterion, Proof } from '../../plan/plan.ts'
import { itemsOf, textsOf } from '../lookup.ts'
import type { Field, Text } from '../section.ts'
import { withoutCodes, wordsOf } from '../text.ts'
import { looksLikeCommand } from './commands.ts'
import { looksLikePath, normalPath } from './paths.ts'

/** One criterion for each item of the list; prose is one criterion. */
export function readCriteria(field: Field): readonly Criterion[] {
  const items = itemsOf(field)
  if (items.length === 0) return textsOf(field).flatMap((text) => criterion(text, undefined))
  return items.flatMap(({ text, checked }) => (text === undefined ? [] : criterion(text, checked)))
}

function criterion(text: Text, checked: boolean | undefined): readonly Criterion[] {
  const words = wordsOf(text)
  return words === '' ? [] : [{ text: words, span: text.span, checked, proof: proofIn(text) }]
}

const passes =
  /\b(?:pass(?:es|ed|ing)?|succeeds?|successful(?:ly)?|green|clean(?:ly)?|runs?|compiles?|builds?|works?|exits?(?: with)?(?: code)? 0|returns? 0|no (?:errors?|warnings?|failures?))\b/i
const fails = /\b(?:fails?|not|never|no longer|without|manual(?:ly)?)\b/i
const exists = /\b(?:exists?|is (?:created|present)|created|present)\b/i

/** "`cargo test` passes", "File `src/a.rs` exists with >80 lines". */
function proofIn(text: Text): Proof | undefined {
  const { codes } = text
  const only = codes[0]
  if (only === undefined) return undefined
  const said = withoutCodes(text, ' ')
  const command = codes.find(({ value }) => looksLikeCommand(value))
  if (command !== undefined && !fails.test(said) && (passes.test(said) || !/[\p{L}]/u.test(said))) {
    return { kind: 'command', command: command.value }
  }
  if (!exists.test(said) || fails.test(said) || codes.length > 1 || !looksLikePath(only.value))
    return undefined
  return { kind: 'file', path: normalPath(only.value), minimumLines: minimumLines(said) }
}

/** ">80 lines" are 81 at least, "80+ lines" are 80. */
function minimumLines(said: string): number | undefined {
  const match =
    /(?:(?<more>>(?!=)|more than|over)|>=|≥|at least)\s*(?<count>\d+)\+?\s*lines|\b(?<plus>\d+)\+\s*lines/i.exec(
      said,
    )
  const { more, count, plus } = match?.groups ?? {}
  if (plus !== undefined) return Number(plus)
  return count === undefined ? undefined : Number(count) + (more === undefined ? 0 : 1)
}
