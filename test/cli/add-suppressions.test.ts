import { chmodSync, readFileSync, statSync, symlinkSync } from 'node:fs'
import { expect, test, vi } from 'vitest'
import { rewriteAll } from '../../src/workspace/rewrite.ts'
import { contentsOf, folderWith } from '../workspace/folder.ts'
import { saying } from './machine.ts'

vi.setConfig({ testTimeout: 60_000 })

const plan = `# Plan

### Phase 1: Types
**Files:** \`src/a.ts\`

### Phase 2: Store
**Dependencies:** Phase 7
**Files:** \`src/b.ts\`
`

const silenced = `# Plan

<!-- plan-disable-next-line PC201 -- an old plan -->
### Phase 1: Types
**Files:** \`src/a.ts\`

### Phase 2: Store
<!-- plan-disable-next-line PC202 -- an old plan -->
**Dependencies:** Phase 7
**Files:** \`src/b.ts\`

<!-- plan-disable-file PC102, PC401, PC501, PC502 -- an old plan -->
`

const flags = ['check', '--add-suppressions=an old plan', '--format', 'concise']

test('each finding gets a comment where nothing else changes by it, and none is left', async () => {
  const folder = folderWith({ 'plan.md': plan })
  const { code, output, messages } = await saying(flags, { folder })
  expect({ code, output }).toEqual({ code: 0, output: '' })
  expect(messages).toBe('plan-compile: 3 comments put into plan.md\n')
  expect(contentsOf(folder)).toEqual({ 'plan.md': silenced })
  expect(await saying(flags, { folder })).toEqual({ code: 0, output: '', messages: '' })
  expect(contentsOf(folder)).toEqual({ 'plan.md': silenced })
})

test('line endings, byte order mark, mode and links stay', async () => {
  const folder = folderWith({ 'real.txt': `\ufeff${plan.replaceAll('\n', '\r\n')}` })
  symlinkSync('real.txt', `${folder}/plan.md`)
  chmodSync(`${folder}/real.txt`, 0o640)
  expect((await saying([...flags, 'plan.md'], { folder })).code).toBe(0)
  expect(readFileSync(`${folder}/real.txt`, 'utf8')).toBe(`\ufeff${silenced.replaceAll('\n', '\r\n')}`)
  expect(statSync(`${folder}/real.txt`).mode & 0o777).toBe(0o640)
})

test('a row of a table is not torn from its table', async () => {
  const table = `# Plan

## Work

### E1. Reader

**Prerequisites:** None

**Tasks:**

| Task ID | Description | Files |
| --- | --- | --- |
| E1-T1 | Read a line | \`../line.ts\` |
| E1-T2 | Read a page | \`src/page.ts\` |
`
  const folder = folderWith({ 'plan.md': table })
  const before = JSON.parse((await saying(['show', 'plan.md', '--format', 'json'], { folder })).output)
  expect((await saying([...flags, 'plan.md'], { folder })).output).toBe('')
  const after = JSON.parse((await saying(['show', 'plan.md', '--format', 'json'], { folder })).output)
  expect(after.waves).toEqual(before.waves)
  expect(contentsOf(folder)['plan.md']).toMatch(
    /line.ts` \| <!-- plan-disable-line PC303 -- an old plan -->\n\| E1-T2/,
  )
})

test('what cannot be silenced is left, and fails', async () => {
  const folder = folderWith({ 'plan.md': plan.replace('Phase 7', 'Phase 2') })
  const { code, output } = await saying(flags, { folder })
  expect(code).toBe(1)
  expect(output).toMatch(/^plan\.md:\d+:\d+: error PC203 /)
  expect(output.trim().split('\n')).toHaveLength(1)
})

test('what the baseline knows needs no comment', async () => {
  const folder = folderWith({ 'plan.md': plan })
  await saying(['check', '--baseline-write'], { folder })
  const { code } = await saying(flags, { folder })
  expect({ code, text: contentsOf(folder)['plan.md'] }).toEqual({ code: 0, text: plan })
})

test.each(['a -- b', 'a --> b', '<b>', ' '])(
  'a reason that would end the comment is refused: %s',
  async (reason) => {
    const folder = folderWith({ 'plan.md': plan })
    expect((await saying(['check', `--add-suppressions=${reason}`], { folder })).code).toBe(2)
  },
)

test('a file that was changed meanwhile is not written over, nor are the others', () => {
  const folder = folderWith({ 'a.md': 'a', 'b.md': 'b' })
  const rewritings = [
    { path: 'a.md', before: 'a', after: 'A' },
    { path: 'b.md', before: 'x', after: 'B' },
  ]
  expect(() => rewriteAll(folder, rewritings)).toThrow('has changed since it was read')
  expect(contentsOf(folder)).toEqual({ 'a.md': 'a', 'b.md': 'b' })
})
