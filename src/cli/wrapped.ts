/** As wide as a terminal is at least. */
const columns = 80

/** Prose in lines of a terminal; a word that is wider has a line of its own. */
export function wrapped(prose: string): readonly string[] {
  const lines: string[] = []
  for (const word of prose.split(' ').filter((one) => one !== '')) {
    const line = lines.at(-1)
    if (line === undefined || line.length + 1 + word.length > columns) lines.push(word)
    else lines[lines.length - 1] = `${line} ${word}`
  }
  return lines
}
