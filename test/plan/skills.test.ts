import { expect, test } from 'vitest'
import { withSkills } from '../../src/plan/skills.ts'
import { tasksOf } from '../../src/plan/walk.ts'
import { saying } from '../cli/machine.ts'
import { builder } from '../support/build-plan.ts'
import { folderWith } from '../workspace/folder.ts'

const plan = `# Ledger

### Phase 1: Schema

Write the SQL-Migration for \`c++\` clients, and migrations of old books.

### Phase 2: Pages

**Skills:** sql-style
`

async function skillsOf(words: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const folder = folderWith({
    'plan.md': plan,
    'plan-compile.config.json': JSON.stringify({ skills: words }),
  })
  const { output } = await saying(['show', 'plan.md', '--format', 'text'], { folder })
  return output.split('\n').flatMap((line) => /^ {2}skills (.*)/.exec(line)?.[1] ?? [])
}

test('a word calls for a skill: whole, in any case, with whatever characters', async () => {
  expect(await skillsOf({})).toEqual(['sql-style'])
  expect(await skillsOf({ 'sql-migration': 'sql-migrations', migra: 'none' })).toEqual([
    'sql-migrations',
    'sql-style',
  ])
  expect(await skillsOf({ 'c++': 'native', 'old books': 'history' })).toEqual([
    'native, history',
    'sql-style',
  ])
})

test('a skill is named once', async () => {
  expect(await skillsOf({ sql: 'sql-style', skills: 'sql-style', pages: 'web', books: 'web' })).toEqual([
    'sql-style, web',
    'sql-style, web',
  ])
})

test('it stands where its word does', () => {
  const { plan: planOf, task } = builder()
  const text = 'Write a page'
  const one = { ...task('1'), span: { path: 'plan.md', start: 0, end: text.length } }
  const [found] = tasksOf(withSkills(planOf([one]), new Map([['a', 'article']]), () => text))
  expect(found?.skills).toEqual([{ value: 'article', span: { path: 'plan.md', start: 6, end: 7 } }])
})
