import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { agentVariables } from '../../src/cli/agent.ts'
import { formats } from '../../src/reporters/index.ts'
import { testPage } from './transcript.ts'

testPage('docs/formats.md')

const page = readFileSync('docs/formats.md', 'utf8')

test('docs/formats.md says what each format is for, and has a section for it', () => {
  const rows = formats.map(({ id, summary }) => `| \`${id}\` | ${summary} |\n`)
  expect(page).toContain(`| --- | --- |\n${rows.join('')}\n`)
  const headings = [...page.slice(page.indexOf('## For people')).matchAll(/^### ([a-z]+)$/gm)].map(
    ([, heading]) => heading,
  )
  expect(headings.toSorted()).toEqual(formats.map(({ id }) => id).toSorted())
})

test('docs/formats.md names what tells an agent', () => {
  for (const name of agentVariables) expect(page).toContain(`\`${name}\``)
})
