import type { Unit, Work } from '../plan/plan.ts'

/** How messages name a unit: “Phase 2: Build”, cleaned and cut so that a title cannot take over the screen. */
export function nameOf(unit: Unit | Work): string {
  const title = shortened(unit.title.value)
  if (!('word' in unit)) return `“${title}”`
  const head = headOf(unit)
  return title === '' ? `“${head}”` : `“${head}: ${title}”`
}

/** Where it was named in full before: `Phase 2`. */
export function shortNameOf(unit: Unit | Work): string {
  return 'word' in unit ? headOf(unit) : nameOf(unit)
}

/** `Phase 2`; where the id says the word already, as in `TASK-13`, it alone; a repeated `2#2` is written `2`. */
function headOf({ word, id }: Pick<Work, 'word' | 'id'>): string {
  const written = id.replace(/#\d+$/, '')
  return shortened(written.toLowerCase().startsWith(word.toLowerCase()) ? written : `${word} ${written}`)
}

/** Text of the plan as a part of one line: no controls, no line breaks, at most 60 characters. */
export function shortened(text: string): string {
  const start = text
    .slice(0, 1000)
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim()
  const characters = Array.from(start)
  return characters.length > 60 ? `${characters.slice(0, 59).join('').trimEnd()}…` : start
}

/** Code of the plan in a message: `src/a.ts`. */
export function ticked(text: string): string {
  return `\`${shortened(text).replaceAll('`', "'")}\``
}

/** “A”, “B” and “C”; past four “A”, “B”, “C” and 7 more. */
export function listed(names: readonly string[]): string {
  const shown = names.length > 4 ? names.slice(0, 3) : names.slice(0, -1)
  const last = names.length > 4 ? `${names.length - 3} more` : names.at(-1)
  return shown.length === 0 ? (last ?? '') : `${shown.join(', ')} and ${last}`
}

/** At the beginning of a message. */
export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
