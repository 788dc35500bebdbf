import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { running } from '../cli/program.ts'
import { emptyFolder } from '../workspace/folder.ts'
import { gitEnvironment } from './repository.ts'

const page = 'docs/verify.md'

/**
 * Lives through the page in an empty folder: a fence with a path writes that file, a console runs our program and git.
 * `UPDATE=1` writes into the page what is printed.
 */
test(`${page} says what is so`, { timeout: 120_000 }, () => {
  const folder = emptyFolder()
  const markdown = readFileSync(page, 'utf8')
  const lived = markdown.replace(/^```(\w+)(?: (\S+))?\n([\s\S]*?)^```$/gm, (whole, language, path, text) => {
    if (language === 'console') return `\`\`\`console\n${transcript(text, folder)}\`\`\``
    if (path !== undefined) write(join(folder, path), text)
    return whole
  })
  if (process.env['UPDATE'] === '1') writeFileSync(page, lived)
  else expect(lived).toBe(markdown)
})

function transcript(text: string, folder: string): string {
  const commands = text.split('\n').filter((line) => line.startsWith('$ '))
  return commands.map((line) => `${line}\n${outputOf(line.slice(2).split(' '), folder)}`).join('')
}

function outputOf([program, ...words]: readonly string[], folder: string): string {
  if (program === 'git') {
    const [verb = '', ...rest] = words
    const quiet = verb === 'add' ? [verb, ...rest] : [verb, '-q', ...rest]
    const { status } = spawnSync('git', [...quiet, ...(verb === 'commit' ? ['-m', 'Before'] : [])], {
      cwd: folder,
      env: gitEnvironment,
    })
    expect([words, status]).toEqual([words, 0])
    return ''
  }
  const { output, messages } = running(words, { cwd: folder, env: gitEnvironment })
  return messages + output
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
}
