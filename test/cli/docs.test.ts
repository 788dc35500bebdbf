import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { commands } from '../../src/cli/commands.ts'
import { exitCodeMeanings, exitCodes } from '../../src/cli/exit-codes.ts'
import { testPage } from './transcript.ts'

testPage('docs/cli.md')

const page = readFileSync('docs/cli.md', 'utf8')

test('docs/cli.md has a section for each command', () => {
  const headings = page.split('\n').flatMap((line) => /^## ([a-z-]+)$/.exec(line)?.[1] ?? [])
  expect(headings).toEqual(commands.flatMap(({ name, load }) => (load ? [name] : [])))
})

test('docs/cli.md names each exit code', () => {
  for (const [name, meaning] of Object.entries(exitCodeMeanings)) {
    expect(page).toContain(`| ${exitCodes[name as keyof typeof exitCodes]} | ${name} | ${meaning} |`)
  }
})
