import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { emptyFolder } from '../workspace/folder.ts'
import { running } from './program.ts'

interface Fence {
  readonly info: string
  readonly text: string
  /** Where `text` begins in the page. */
  readonly offset: number
}

/**
 * Lives through a page in an empty folder that holds our examples, from top to bottom:
 *
 *   console      each line `$ plan-compile …` is run, and prints what stands below it
 *   plan PATH    the file is written
 *   diff PATH    the file is changed in this way
 *   LANG PATH    an excerpt of the file as it is then; a line `…` stands for what is left out
 *
 * `UPDATE=1` writes into the page what the program prints.
 */
export function testPage(page: string): void {
  test(`${page} says what is so`, { timeout: 60_000 }, () => {
    const folder = emptyFolder()
    cpSync('examples', join(folder, 'examples'), { recursive: true })
    const markdown = readFileSync(page, 'utf8')
    let lived = ''
    let at = 0
    for (const { info, text, offset } of fencesOf(markdown)) {
      lived += markdown.slice(at, offset) + live(info, text, folder)
      at = offset + text.length
    }
    lived += markdown.slice(at)
    if (process.env['UPDATE'] === '1') writeFileSync(page, lived)
    else expect(lived).toBe(markdown)
  })
}

function fencesOf(markdown: string): readonly Fence[] {
  return [...markdown.matchAll(/^(`{3,})([^\n`]*)\n([\s\S]*?)^\1$/gm)].map((match) => {
    const [, ticks = '', info = '', text = ''] = match
    return { info, text, offset: match.index + ticks.length + info.length + 1 }
  })
}

/** What the block should be. */
function live(info: string, text: string, folder: string): string {
  const [language, path] = info.split(' ')
  if (language === 'console') return runAll(text, folder)
  if (path === undefined) return text
  const file = join(folder, path)
  if (language === 'plan') writeFileSync(file, text)
  else if (language === 'diff') change(file, text)
  else expectExcerpt(readFileSync(file, 'utf8'), text)
  return text
}

function runAll(text: string, folder: string): string {
  const commands = text.split('\n').filter((line) => line.startsWith('$ '))
  return commands.map((command) => `${command}\n${outputOf(command, folder)}`).join('\n')
}

function outputOf(command: string, folder: string): string {
  const words = /^\$ (?:npx )?plan-compile(.*)$/.exec(command)?.[1]
  if (words === undefined) throw new Error(`only plan-compile can be run here: ${command}`)
  const { output, messages } = running(words.split(' ').filter(Boolean), { cwd: folder })
  return output + messages
}

function change(file: string, diff: string): void {
  const lines = diff.trimEnd().split('\n')
  const side = (sign: string) =>
    lines.flatMap((line) => (line[0] === sign || !/^[+-]/.test(line) ? [line.slice(1)] : [])).join('\n')
  const before = readFileSync(file, 'utf8')
  expect(before.split(side('-'))).toHaveLength(2)
  writeFileSync(
    file,
    before.replace(side('-'), () => side('+')),
  )
}

function expectExcerpt(contents: string, excerpt: string): void {
  let rest = contents
  for (const part of excerpt.split(/^…\n/m)) {
    const words = part.trimEnd()
    expect(rest).toContain(words)
    rest = rest.slice(rest.indexOf(words) + words.length)
  }
}
