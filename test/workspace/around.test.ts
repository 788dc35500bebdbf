import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { rules } from '../../src/analyzer/rules/index.ts'
import { check } from '../../src/compile.ts'
import { dialects } from '../../src/parser/dialects/index.ts'
import { noWorkspace } from '../../src/plan/workspace.ts'
import { positionAt } from '../../src/source/source-file.ts'
import { type Around, lookAround, repositoryRoot } from '../../src/workspace/around.ts'
import { diskHost } from '../../src/workspace/disk.ts'
import { emptyFolder } from './folder.ts'

const reviewer = '---\nname: reviewer\ndescription: Reads.\ntools: Read, Grep\n---\n'
const plan = `# Ledger

### Phase 1: Parser

**Owner:** reviewer

**Files:**

- \`src/parser.ts\` (create)

### Phase 2: Screens

**Owner:** painter
`

function repository(files: Readonly<Record<string, string>>): string {
  const root = emptyFolder()
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  return root
}

async function said(folder: string, path: string, around: Partial<Around> = {}) {
  const checker = {
    dialects,
    rules: rules.filter(({ code }) => /^PC40[234]$/.test(code)),
    workspace: noWorkspace,
  }
  return await check(path, diskHost(folder), { ...checker, lookAround: lookAround({ folder, ...around }) })
}

test('what is found points into the definition', async () => {
  const root = repository({ '.git/HEAD': '', '.claude/agents/reviewer.md': reviewer, 'docs/plan.md': plan })
  const { diagnostics, sources } = await said(root, 'docs/plan.md')
  expect(diagnostics.map(({ by }) => by.code)).toEqual(['PC403', 'PC402'])
  const span = diagnostics[0]?.related[0]?.span
  const source = sources.get('.claude/agents/reviewer.md')
  expect(source && span && source.text.slice(span.start, span.end)).toBe('Read, Grep')
  expect(source && span && positionAt(source, span.start)).toEqual({ line: 4, column: 8 })
})

test('the repository is the one around the plan, wherever the user is', async () => {
  const root = repository({
    '.git': 'gitdir: elsewhere',
    '.claude/agents/reviewer.md': reviewer,
    'docs/plan.md': plan,
  })
  const inside = await said(join(root, 'docs'), 'plan.md')
  expect(inside.diagnostics).toHaveLength(2)
  expect([...inside.sources.keys()]).toContain(join(root, '.claude/agents/reviewer.md'))
  expect(repositoryRoot(join(root, 'docs'))).toBe(root)
})

test('without version control there is no repository, and nothing is said', async () => {
  const root = repository({ '.claude/agents/reviewer.md': reviewer, 'plan.md': plan })
  expect(repositoryRoot(root)).toBeUndefined()
  expect((await said(root, 'plan.md')).diagnostics).toEqual([])
})

test('agents of the user count where they are asked for', async () => {
  const root = repository({ '.git/HEAD': '', '.claude/agents/reviewer.md': reviewer, 'plan.md': plan })
  const home = repository({ '.config/opencode/agent/painter.md': '---\ndescription: Draws.\n---\n' })
  expect((await said(root, 'plan.md')).diagnostics.map(({ by }) => by.code)).toContain('PC402')
  expect((await said(root, 'plan.md', { home })).diagnostics.map(({ by }) => by.code)).toEqual(['PC403'])
})

test('no link is followed out of the repository', async () => {
  const outside = repository({ 'reviewer.md': reviewer })
  const root = repository({ '.git/HEAD': '', '.claude/settings.json': '{}', 'plan.md': plan })
  symlinkSync(outside, join(root, '.claude/agents'))
  expect((await said(root, 'plan.md')).diagnostics).toEqual([])
})

test.each([
  ['a list of tools that is no list', 'tools: {read: true}'],
  ['YAML that is none', 'tools: [Read, : ['],
  ['nothing at all', ''],
])('%s does not end the program', async (_, line) => {
  const text = `---\nname: reviewer\n${line}\n---\n`
  const root = repository({ '.git/HEAD': '', '.claude/agents/reviewer.md': text, 'plan.md': plan })
  expect((await said(root, 'plan.md')).diagnostics.map(({ by }) => by.code)).toContain('PC402')
})
