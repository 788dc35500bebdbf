import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { running } from '../cli/program.ts'
import { contentsOf, emptyFolder, folderWith } from '../workspace/folder.ts'

vi.setConfig({ testTimeout: 300_000 })

const plan = `# Plan

## Phases

### Phase 1: First $(touch pwned) :crit, 0, 9

**Dependencies:** None
**Blast Radius:** \`touch pwned\`

**Files:**

- \`a/b.md\`
- \`sub/\`

### Phase 2: Second

**Dependencies:** Phase 1

**Files:**

- \`a/b.md\`
- \`sub/\`
- \`a/c.md\` (delete)

### Phase 3: Third

**Dependencies:** Phase 2
`

function rehearsing(text: string, ...args: readonly string[]) {
  const folder = folderWith({ 'plan.md': text, 'a/b.md': 'mine' })
  const temporary = join(emptyFolder(), "it's a $(touch pwned)")
  mkdirSync(temporary)
  const before = contentsOf(folder)
  const ended = running(['rehearse', 'plan.md', ...args], { cwd: folder, env: { TMPDIR: temporary } })
  expect(contentsOf(folder)).toEqual(before)
  expect(readdirSync(temporary)).toEqual([])
  return { ...ended, folder }
}

test('a plan runs to its end, and nothing of it remains', () => {
  const { code, output, messages } = rehearsing(plan, '--jobs', '2')
  expect([code, messages]).toEqual([0, ''])
  expect(output).toContain('3 of 3 tasks completed, none before what it needs')
  expect(output).toContain('  Phase 1, First (touch pwned) crit, 0, 9 :done, 0, 1\n')
})

test('who is told to fail fails, and what hangs on it is skipped', () => {
  const { code, output } = rehearsing(plan, '--fail', 'phase-2')
  expect(code).toBe(1)
  const outcomes = output.split('\n').flatMap((line) => /^\d {2}.* (\w+)$/.exec(line)?.[1] ?? [])
  expect(outcomes).toEqual(['completed', 'blocked', 'skipped'])
  expect(output).not.toContain('section Wave 3')
})

test('a plan with errors does not run', () => {
  const { code, output, messages } = rehearsing(
    plan.replace('**Dependencies:** Phase 2', '**Dependencies:** Phase 9'),
  )
  expect([code, output]).toEqual([1, ''])
  expect(messages).toContain('error[PC')
})

test('no file is written outside, whatever a plan declares', () => {
  const outside = join(emptyFolder(), 'x.md')
  const { output, folder } = rehearsing(plan.replace('`a/c.md` (delete)', `\`${outside}\`, \`../../x.md\``))
  expect(existsSync(outside) || existsSync(join(folder, '../../x.md'))).toBe(false)
  expect(output).not.toContain('3 of 3')
})

test.each([
  [['--fail', 'nobody'], 'unknown task nobody: there is 1, 2, 3'],
  [['--jobs', 'many'], '--jobs needs a number, such as 4: "many" is none'],
])('%j is exit code 2', (args, sentence) => {
  const { code, messages } = rehearsing(plan, ...args)
  expect([code, messages]).toEqual([2, `plan-compile: ${sentence}\n`])
})

test('the stand-in is a script that bash 3.2 reads', () => {
  const standIn = 'templates/rehearsal/stand-in.sh'
  expect(spawnSync('bash', ['-n', standIn], { encoding: 'utf8' }).stderr).toBe('')
  const { error, stdout } = spawnSync('shellcheck', [standIn], { encoding: 'utf8' })
  expect(error === undefined ? stdout : '').toBe('')
})
