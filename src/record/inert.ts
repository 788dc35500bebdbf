/**
 * Somebody else's words, such as the reason that an agent gives, or a title: one line, without characters that are not
 * seen, and without what clients run or attach where a document becomes a prompt (`` !`command` ``, `@/etc/passwd`).
 */
export function words(text: string): string {
  const line = text.replace(UNSEEN, ' ').replace(/\s+/g, ' ').trim()
  const short = line.length > MOST ? `${line.slice(0, MOST - 1)}…` : line
  return short.replace(/(?<=^|\s)(?:!(?=[`{])|@(?=[/.~]))/g, '\\$&')
}

/** A reason fits on some lines of a screen; all of it is in the log. */
const MOST = 300

const UNSEEN = /[\p{Cc}\p{Cs}\p{Bidi_Control}\p{Default_Ignorable_Code_Point}\u2028\u2029]/gu

/** Such words as Markdown that means no more than them, in the middle of a line. */
export function markdown(text: string): string {
  return words(text)
    .replace(/[\\`*[\]<>|~]|&(?=[#\w]+;)/g, '\\$&')
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
}

/** A path or a command as a code span, its ticks longer than any in it. */
export function code(text: string): string {
  const line = words(text)
  const ticks = '`'.repeat(Math.max(0, ...(line.match(/`+/g) ?? []).map(({ length }) => length)) + 1)
  const space = line === '' || /^[` ]|[` ]$/.test(line) ? ' ' : ''
  return `${ticks}${space}${line}${space}${ticks}`
}

/** A scalar of YAML: bare where nobody can read it as anything else. */
export function yaml(text: string): string {
  const line = words(text)
  if (/^[A-Za-z][\w./-]*$/.test(line) && !/^(?:y|yes|n|no|true|false|on|off|null)$/i.test(line)) return line
  return quoted(line)
}

/** Always with quotes; the few characters that YAML takes for the end of a line are written as escapes. */
export function quoted(text: string): string {
  return JSON.stringify(words(text))
}
