import { readFileSync, writeFileSync } from 'node:fs'
import { expect } from 'vitest'

/** What stands between `<!-- name -->` and `<!-- /name -->` is made from the program; `UPDATE=1` makes it anew. */
export function expectGenerated(page: string, name: string, lines: readonly string[]): void {
  const markdown = readFileSync(page, 'utf8')
  const [opening, closing] = [`<!-- ${name} -->\n`, `<!-- /${name} -->`]
  const start = markdown.indexOf(opening)
  const end = markdown.indexOf(closing)
  if (start < 0 || end < start) throw new Error(`${page} has no place for ${name}`)
  const wanted = lines.map((line) => `${line}\n`).join('')
  const made = `${markdown.slice(0, start + opening.length)}${wanted}${markdown.slice(end)}`
  if (process.env['UPDATE'] === '1') writeFileSync(page, made)
  else expect(markdown).toBe(made)
}
