/** Where the line begins that an offset stands in; `\n`, `\r\n` and a lone `\r` end a line. */
export function lineStartOf(text: string, offset: number): number {
  let start = offset
  while (start > 0 && !/[\r\n]/.test(text.charAt(start - 1))) start--
  return start
}

/** Where it ends, without what ends it. */
export function lineEndOf(text: string, offset: number): number {
  let end = offset
  while (end < text.length && !/[\r\n]/.test(text.charAt(end))) end++
  return end
}

/** Where the next line begins; the end of the text after the last one. */
export function nextLineOf(text: string, offset: number): number {
  const end = lineEndOf(text, offset)
  return end + (/^(?:\r\n|\r|\n)/.exec(text.slice(end, end + 2))?.[0].length ?? 0)
}

/** Whether a line holds nothing but blanks. */
export function isBlankAt(text: string, lineStart: number): boolean {
  return text.slice(lineStart, lineEndOf(text, lineStart)).trim() === ''
}

/** The offset before the line break that ends at `lineStart`. */
export function beforeBreak(text: string, lineStart: number): number {
  return text.slice(lineStart - 2, lineStart) === '\r\n' ? lineStart - 2 : lineStart - 1
}
