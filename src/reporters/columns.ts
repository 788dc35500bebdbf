import { logCommand, visible } from './visible.ts'

/** What one user-perceived character becomes on a terminal. */
export interface Cell {
  readonly text: string
  /** Terminal columns: 0, 1, 2, or the length of an escape. */
  readonly width: number
  /** UTF-16 units of the original text. */
  readonly units: number
}

const PLAIN = /^[\x20-\x7e]*$/
const WIDE =
  /[\u1100-\u115f\u2329\u232a\u2e80-\u303e\u3041-\u4dbf\u4e00-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{16fe0}-\u{18cff}\u{1b000}-\u{1b2ff}\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}|\ufe0f/u
const ZERO = /^[\p{Mn}\p{Me}\u200c\u200d]+$/u
const TAB = '    '
/** The first one of `##[`, which a build server would carry out. */
const HASH: Cell = { text: '\\u{23}', width: 6, units: 1 }

/** A line of source text, without its line ending, as cells. A tab is four columns, as in an editor's gutter. */
export function cellsOf(text: string): readonly Cell[] {
  if (!text.includes('##')) return plainCellsOf(text)
  const [first = '', ...others] = text.split(logCommand)
  return [...plainCellsOf(first), ...others.flatMap((part) => [HASH, ...plainCellsOf(part)])]
}

function plainCellsOf(text: string): readonly Cell[] {
  if (PLAIN.test(text)) return Array.from(text, (character) => ({ text: character, width: 1, units: 1 }))
  return Array.from(new Intl.Segmenter().segment(text), ({ segment }) => cell(segment))
}

function cell(segment: string): Cell {
  if (segment === '\t') return { text: TAB, width: TAB.length, units: 1 }
  const shown = visible(segment)
  return { text: shown, width: shown === segment ? width(segment) : shown.length, units: segment.length }
}

function width(segment: string): number {
  if (ZERO.test(segment)) return 0
  return WIDE.test(segment) ? 2 : 1
}
