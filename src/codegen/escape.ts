/**
 * One function per output language. Each takes any text and gives a piece of that language that means this text
 * and nothing else, or throws where the language cannot say it.
 */

/** One word of a POSIX shell. The shell cannot hold a NUL. */
export function sh(text: string): string {
  if (text.includes('\0')) throw new Error(`no shell word can hold a NUL: ${JSON.stringify(text)}`)
  return `'${text.replaceAll("'", `'\\''`)}'`
}

/**
 * One shell word in a line of a just recipe. `{{` interpolates there even inside quotes and is written `{{{{`;
 * a line end would end the line, so a text with control characters becomes a just expression.
 */
export function just(text: string): string {
  const word = sh(text)
  if (!/\p{Cc}/u.test(text)) return word.replaceAll('{{', '{{{{')
  return `{{ quote(${justString(text)}) }}`
}

/** A string in an expression of just. */
export function justString(text: string): string {
  const escaped = text.replace(/["\\]/g, '\\$&').replace(/\p{Cc}/gu, (unit) => `\\u{${codeOf(unit)}}`)
  return `"${escaped}"`
}

/** A double-quoted scalar: JSON is YAML, save for the characters that YAML calls unprintable or a line end. */
export function yaml(text: string): string {
  return escaping(text, /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g)
}

/** A basic string. TOML has no lone surrogates. */
export function toml(text: string): string {
  if (/\p{Surrogate}/u.test(text)) throw new Error(`no TOML string can hold ${JSON.stringify(text)}`)
  return escaping(text, /\u007f/g)
}

/** A string literal, also where U+2028 and U+2029 end a line. */
export function js(text: string): string {
  return escaping(text, /[\u2028\u2029]/g)
}

function escaping(text: string, more: RegExp): string {
  return JSON.stringify(text).replace(more, (unit) => `\\u${codeOf(unit).padStart(4, '0')}`)
}

function codeOf(unit: string): string {
  return unit.charCodeAt(0).toString(16)
}

/**
 * Markdown that stays on its line: line ends, control characters and characters that reorder or hide text become
 * a space. It stands after words of ours, never at the start of a line.
 */
export function md(text: string): string {
  return text.replace(SHAPELESS, ' ').replace(/\s+/g, ' ').trim()
}

/** What ends a line, drives a terminal, reorders what is read, or is not seen at all. */
const SHAPELESS = /[\p{Cc}\p{Bidi_Control}\u2028\u2029\u{e0000}-\u{e007f}]/gu

/** A code span: one line, every character that has no shape shown, its ticks longer than any inside. */
export function code(text: string): string {
  const line = text.replace(SHAPELESS, pictured)
  const ticks = '`'.repeat(longestTicks(line) + 1)
  const space = line.trim() === '' || /^[` ]|[` ]$/.test(line) ? ' ' : ''
  return `${ticks}${space}${line}${space}${ticks}`
}

/**
 * A fenced block, its fence longer than any run of ticks inside, so that the text cannot close it. Each line is as
 * it was, except that control characters are shown (`␛`) and not sent to whoever prints the page.
 */
export function fence(text: string, language = ''): string {
  const body = text
    .replace(/\r\n?/g, '\n')
    .replace(/^\n+|\s+$/g, '')
    .replace(/(?![\n\t])\p{Cc}/gu, pictured)
  const ticks = '`'.repeat(Math.max(3, longestTicks(body) + 1))
  return `${ticks}${language}\n${body}\n${ticks}`
}

/** The same text with pictures in the place of control characters, for data that has one line for each fact. */
export function shown(text: string): string {
  return text.replace(/\p{Cc}/gu, pictured)
}

/** The few that have no picture are U+FFFD. */
function pictured(control: string): string {
  const unit = control.charCodeAt(0)
  return unit < 0x20 ? String.fromCharCode(0x2400 + unit) : unit === 0x7f ? '\u2421' : '\ufffd'
}

function longestTicks(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map(({ length }) => length))
}

/** A name that the compiler made, safe bare in every language: not escaped but proven. */
export function name(text: string): string {
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(text)) throw new Error(`not a slug: ${JSON.stringify(text)}`)
  return text
}

/** A path that no agent, shell or template language reads as anything else. */
export function path(text: string): string {
  if (!isPlainPath(text)) throw new Error(`not a plain path: ${JSON.stringify(text)}`)
  return text
}

/** Whether a path may stand bare in a slash command: letters, digits and `. _ / -` only. */
export function isPlainPath(text: string): boolean {
  return /^[A-Za-z0-9._/][A-Za-z0-9._/-]*$/.test(text)
}
