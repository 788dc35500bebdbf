import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { running } from '../cli/program.ts'
import { gitEnvironment } from '../verify/repository.ts'
import { emptyFolder } from '../workspace/folder.ts'
import { timeless } from './trial.ts'

const page = 'docs/record.md'

/**
 * Lives through the page in an empty folder: a fence with a path writes that file, or is an excerpt of it where it has
 * a line `…`; a console runs our program, git and the script. Times are always the same. `UPDATE=1` writes what is
 * printed.
 */
test(`${page} says what is so`, { timeout: 120_000 }, () => {
  const folder = emptyFolder()
  const markdown = readFileSync(page, 'utf8')
  const lived = markdown.replace(/^```(\w+)(?: (\S+))?\n([\s\S]*?)^```$/gm, (whole, language, path, text) => {
    if (language === 'console') return `\`\`\`console\n${transcript(text, folder)}\`\`\``
    if (path === undefined) return whole
    if (text.includes('\n…\n')) requireExcerpt(readFileSync(join(folder, path), 'utf8'), text)
    else write(join(folder, path), text)
    return whole
  })
  if (process.env['UPDATE'] === '1') writeFileSync(page, lived)
  else expect(lived).toBe(markdown)
})

function transcript(text: string, folder: string): string {
  const commands = text.split('\n').filter((line) => line.startsWith('$ '))
  return commands.map((line) => `${line}\n${timeless(outputOf(line.slice(2).split(' '), folder))}`).join('')
}

function outputOf([program = '', ...words]: readonly string[], folder: string): string {
  switch (program) {
    case 'git':
      return gitOutput(words, folder)
    case 'run.sh':
      runScript(words, folder)
      return ''
    default: {
      const { output, messages } = running(words, { cwd: folder, env: gitEnvironment })
      return output + messages
    }
  }
}

function gitOutput(words: readonly string[], folder: string): string {
  const more = words[0] === 'commit' ? ['-q', '-m', 'Before'] : words[0] === 'init' ? ['-q'] : []
  const { status, stdout } = spawnSync('git', [...words, ...more], {
    cwd: folder,
    env: gitEnvironment,
    encoding: 'utf8',
  })
  expect([words, status]).toEqual([words, 0])
  return stdout
}

function runScript(words: readonly string[], folder: string): void {
  const options = ['--accept-commands', '--allow-dirty', '--quiet']
  spawnSync('bash', ['.plan/plan/run.sh', ...words, ...options], { cwd: folder, stdio: 'ignore' })
}

function requireExcerpt(contents: string, excerpt: string): void {
  let rest = contents
  for (const part of excerpt.split(/^…\n/m)) {
    const words = part.trimEnd()
    expect(rest).toContain(words)
    rest = rest.slice(rest.indexOf(words) + words.length)
  }
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
  if (path.endsWith('.sh')) chmodSync(path, 0o755)
}
