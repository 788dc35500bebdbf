import type { Finding, Report, Severity } from '../../diagnostics/diagnostic.ts'
import type { SourceFile } from '../../source/source-file.ts'
import { noHiddenCharacter } from './problems.ts'
import { belongs } from './scripts.ts'

/** A text that holds more is told of these, and how many more there are. */
const most = 50

/** Stretches of characters that have no shape of their own, where no script or emoji asks for them. */
export function reportHiddenCharacters(source: SourceFile, report: Report): void {
  if (!suspect.test(source.text)) return
  const stretches: Stretch[] = []
  for (const { index, 0: characters } of source.text.matchAll(hidden)) {
    const kept = outOfPlace(source.text, index, characters)
    if (kept.length > 0) stretches.push({ start: index, characters, kept })
  }
  for (const [place, stretch] of stretches.slice(0, most).entries()) {
    const left = place === most - 1 ? stretches.length - most : 0
    report(noHiddenCharacter, finding(source, stretch, left))
  }
}

function outOfPlace(text: string, start: number, characters: string): readonly string[] {
  let at = start
  return Array.from(characters).filter((character) => {
    const place = at
    at += character.length
    return !belongs(text, place)
  })
}

interface Stretch {
  readonly start: number
  readonly characters: string
  /** Those of them that are out of place. */
  readonly kept: readonly string[]
}

/** One look that nearly every text passes. */
const suspect =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  /[\0-\x08\x0b\x0e-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\u{e0000}-\u{e0fff}]/u
const hidden = new RegExp(`${suspect.source}{1,1000}`, 'gu')

function finding({ path, text }: SourceFile, { start, characters, kept }: Stretch, left: number): Finding {
  const span = { path, start, end: start + characters.length }
  const [first = ''] = kept
  const more = kept.length > 1 ? ` and ${kept.length - 1} more` : ''
  const places = left > 0 ? `; there are ${left} more places` : ''
  return {
    span,
    message: `The text holds ${described(first)}${more}, which cannot be seen${places}`,
    help: 'Delete it, unless you know why it is there: an agent reads another text than you do.',
    severity: worst(kept, text, start),
    fix: { safety: 'unsafe', title: 'Delete what cannot be seen', edits: [{ span, text: '' }] },
  }
}

function described(character: string): string {
  const code = character.codePointAt(0) ?? 0
  const name = names.find(([from, to]) => code >= from && code <= to)?.[2] ?? 'a character without a shape'
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')} (${name})`
}

const names: readonly (readonly [number, number, string])[] = [
  [0x1b, 0x1b, 'an escape that commands a terminal'],
  [0x00, 0x9f, 'a control character'],
  [0xad, 0xad, 'a soft hyphen'],
  [0x061c, 0x061c, 'a direction mark'],
  [0x200b, 0x200b, 'a space of no width'],
  [0x200c, 0x200c, 'a non-joiner'],
  [0x200d, 0x200d, 'a joiner'],
  [0x200e, 0x200f, 'a direction mark'],
  [0x202a, 0x202e, 'turns the direction of the text'],
  [0x2060, 0x2060, 'a joiner of words'],
  [0x2066, 0x2069, 'turns the direction of the text'],
  [0xfeff, 0xfeff, 'a byte order mark'],
  [0xe0000, 0xe007f, 'a tag, which spells a hidden text'],
  [0xe0100, 0xe01ef, 'a variation, which can spell a hidden text'],
]

/** What turns text round or spells another one is no accident, unless the line has a script that runs that way. */
function worst(characters: readonly string[], text: string, at: number): Severity {
  const turning = characters.some((one) => /[\u202a-\u202e\u2066-\u2069]/.test(one))
  const spelling = characters.some((one) => one === '\u001b' || /[\u{e0000}-\u{e0fff}]/u.test(one))
  return spelling || (turning && !runsLeft(text, at)) ? 'error' : 'warning'
}

function runsLeft(text: string, at: number): boolean {
  const line = text.slice(Math.max(0, text.lastIndexOf('\n', at) + 1), at + 200).split('\n')[0] ?? ''
  return /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}]/u.test(line)
}
