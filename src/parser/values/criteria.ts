import type { Criterion, Proof } from '../../plan/plan.ts'
import { type Located, located } from '../../source/span.ts'
import { itemsOf, textsOf } from '../lookup.ts'
import type { Block, Field, Row, Text } from '../section.ts'
import { withoutCodes, wordsOf } from '../text.ts'
import { looksLikeCommand } from './commands.ts'
import { looksLikePath, normalPath } from './paths.ts'

/** One criterion for each item of the list, row of a table or line of a fence of commands; prose is one criterion. */
export function readCriteria(field: Field): readonly Criterion[] {
  const items = itemsOf(field)
  const listed = items.flatMap(({ text, checked }) => (text === undefined ? [] : criterion(text, checked)))
  const { text } = field
  const opens = text === undefined || introduces(text)
  const below = items.length > 0 ? listed : opens ? field.blocks.slice(0, 1).flatMap(fromBlock) : []
  if (below.length === 0) return textsOf(field).flatMap((one) => criterion(one, undefined))
  return text === undefined || opens ? below : [...criterion(text, undefined), ...below]
}

/** "This plan is successful when:" is said of the list below it. */
function introduces({ plain }: Text): boolean {
  return /[:：]\s*$/u.test(plain)
}

function fromBlock(block: Block): readonly Criterion[] {
  if (block.kind === 'table') return block.rows.flatMap((row) => fromRow(block.header, row))
  return block.kind === 'code' ? commandLines(block.code).flatMap((line) => criterion(line, undefined)) : []
}

/** The first cell that is more than a number or a mark is what has to be so. */
function fromRow(header: readonly Text[], { cells }: Row): readonly Criterion[] {
  const headed = header.findIndex(({ plain }) => /criteri|requirement|condition|expected|check/i.test(plain))
  const cell = cells[headed] ?? cells.find(({ plain }) => /\p{L}{2}/u.test(plain))
  return cell === undefined ? [] : criterion(cell, undefined)
}

/** An indented fence is moved: its offsets are not those of its lines. */
function commandLines({ value, span }: Located<string>): readonly Text[] {
  if (value.length !== span.end - span.start) return []
  return [...value.matchAll(/[^\n\r]+/g)].flatMap(({ index, 0: line }) => {
    const start = span.start + index
    const place = { path: span.path, start, end: start + line.length }
    if (/^\s*(?:#|$)/.test(line)) return []
    return [{ span: place, plain: line, codes: [located(line.trim(), place)], struck: [], gaps: [] }]
  })
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
