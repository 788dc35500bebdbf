/**
 * What a terminal would obey instead of show, or show as something else than it is: controls, bidirectional
 * overrides, invisible characters, lone surrogates, what is no character. Joiners and variation selectors stay:
 * scripts and emoji need them.
 */
const HIDDEN =
  /(?!\u200c|\u200d|[\ufe00-\ufe0f])[\p{Cc}\p{Cs}\p{Bidi_Control}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\u2028\u2029]/gu

/**
 * The first character of what build servers carry out wherever it stands in a log: `##[error]` (GitHub, also in the
 * middle of a line), `##vso[…]` (Azure), `##teamcity[…]`.
 */
export const logCommand = /#(?=#(?:vso|teamcity)?\[)/i
const LOG_COMMANDS = new RegExp(logCommand, 'gi')

/** `::error::` at the start of a line, for GitHub. */
const WORKFLOW_COMMAND = /^(\s*):(?=:)/

const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }

/** Nearly every text; the test for the rest is slow to set up. */
const HARMLESS = /^[\x20-\x7e\xa1-\xac\xae-\u02ff\u2010-\u2027\u2030-\u205e]*$/

/** The text with every hidden character written out: `\u{1b}[31m`. It is one line and safe to print. */
export function visible(text: string): string {
  const inert = text.includes('#') || text.includes(':') ? withoutCommands(text) : text
  if (HARMLESS.test(inert)) return inert
  return inert.replace(HIDDEN, (character) => SHORT[character] ?? escaped(character))
}

function withoutCommands(text: string): string {
  return text
    .replace(LOG_COMMANDS, escaped)
    .replace(WORKFLOW_COMMAND, (_, before) => `${before}${escaped(':')}`)
}

function escaped(character: string): string {
  return `\\u{${character.codePointAt(0)?.toString(16)}}`
}

/** The same, cut in the middle where it is longer than `limit`: messages quote titles, and titles have no limit. */
export function visibleWithin(text: string, limit: number): string {
  if (text.length <= limit) return visible(text)
  const head = Math.ceil((limit * 2) / 3)
  return `${visible(text.slice(0, head))} … ${visible(text.slice(text.length - (limit - head)))}`
}

/** The same for a text of several lines, tabs included. */
export function visibleLines(text: string): string {
  return text.replace(/[^\n\t]+/g, visible)
}

/** The same for JSON, which leaves most of them as they are: there, an escape means the character itself. */
export function visibleJson(text: string): string {
  return text.replace(/[^\n]+/g, (line) =>
    line
      .replace(LOG_COMMANDS, jsonEscape)
      .replace(HIDDEN, (character) => character.replace(/[\s\S]/g, jsonEscape)),
  )
}

function jsonEscape(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
}
