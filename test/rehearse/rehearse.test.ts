import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { program, running } from '../cli/program.ts'
import { until } from '../runtime/support/run-script.ts'
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
  const outcomes = output
    .split('\n')
    .flatMap((line) => /^\d {2}.* (completed|blocked|skipped|not run)$/.exec(line)?.[1] ?? [])
  expect(outcomes).toEqual(['not run', 'completed', 'blocked', 'skipped', 'skipped'])
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

const gated = `# Plan

## Phases

### Phase 1: First

**Owner:** Developer
**Dependencies:** None
**Estimated Time:** 1-2 hours

**Files:**

- \`src/a.ts\` (modify)

### Phase 2: Look at it

**Owner:** Human
**Dependencies:** Phase 1

### Phase 3: Third

**Owner:** Developer
**Dependencies:** Phase 2
**Estimated Time:** 30 minutes

**Files:**

- \`link/b.ts\`
`

/** A repository with one commit, one change that is not committed, and a hook that must not run. */
function repositoryWith(files: Readonly<Record<string, string>>): string {
  const folder = folderWith({ '.gitignore': 'ignored\n', 'src/a.ts': 'mine\n', ...files })
  const hook = join(folder, '.git/hooks/post-checkout')
  const git = (...words: readonly string[]) =>
    spawnSync('git', words, { cwd: folder, encoding: 'utf8' }).stdout
  git('init', '--quiet')
  git('add', '--all')
  git('-c', 'user.name=a', '-c', 'user.email=a@example.invalid', 'commit', '--quiet', '--message', 'First')
  writeFileSync(hook, `#!/bin/sh\ntouch '${folder}/pwned'\n`, { mode: 0o755 })
  writeFileSync(join(folder, 'src/a.ts'), 'mine, not committed\n')
  writeFileSync(join(folder, 'plan.md'), files['plan.md'] ?? gated)
  return folder
}

function rehearsingIn(folder: string) {
  const temporary = emptyFolder()
  const before = contentsOf(folder)
  const ended = running(['rehearse', 'plan.md'], { cwd: folder, env: { TMPDIR: temporary } })
  expect(contentsOf(folder)).toEqual(before)
  expect(readdirSync(temporary)).toEqual([])
  return ended
}

test('in a repository a copy of its last commit is worked on; gates and times are shown', () => {
  const { code, output, messages } = rehearsingIn(repositoryWith({}))
  expect([code, messages]).toEqual([0, ''])
  expect(output.split('\n').slice(0, 4)).toEqual([
    'Wave  Turn  Task     Title       Agent      Minutes  Outcome',
    '1     1     Phase 1  First       developer  0–90     completed',
    '2     -     Gate 2   Look at it  -          90–90    opened',
    '3     2     Phase 3  Third       developer  90–120   completed',
  ])
  expect(output).toContain('  Phase 1, First :done, 0, 90\n')
  expect(output).toContain('  Gate 2, Look at it :milestone, 90, 90\n')
  expect(output).toContain(
    '2 of 2 tasks completed, none before what it needs; 1 gate opened, where a person will be asked; about 120 minutes by the estimates of the plan\n',
  )
})

test('a repository that git does not copy is no silent reason to begin with nothing', () => {
  const folder = folderWith({ 'plan.md': gated, '.git/HEAD': 'broken' })
  const { code, messages } = rehearsingIn(folder)
  expect([code, messages]).toEqual([
    0,
    'plan-compile: git gave no copy of this repository, so the rehearsal began with an empty folder\n',
  ])
})

test('a link of the repository does not lead out of the copy', () => {
  const outside = emptyFolder()
  const folder = repositoryWith({})
  symlinkSync(outside, join(folder, 'link'))
  const git = (...words: readonly string[]) => spawnSync('git', words, { cwd: folder })
  git('add', 'link')
  git(
    '-c',
    'user.name=a',
    '-c',
    'user.email=a@example.invalid',
    '-c',
    'core.hooksPath=',
    'commit',
    '-qm',
    'Link',
  )
  const { code, output } = rehearsingIn(folder)
  expect(code).toBe(1)
  expect(output).toMatch(/Third .* blocked\n/)
  expect(readdirSync(outside)).toEqual([])
})

test.each(['SIGINT', 'SIGTERM'] as const)('%s ends it, and nothing of it remains', async (signal) => {
  const folder = repositoryWith({})
  const temporary = emptyFolder()
  const before = contentsOf(folder)
  const child = spawn(process.execPath, [program, 'rehearse', 'plan.md'], {
    cwd: folder,
    env: { ...process.env, TMPDIR: temporary },
  })
  let messages = ''
  child.stderr.on('data', (chunk) => (messages += chunk))
  const ended = new Promise((resolve) => child.on('close', resolve))
  await until('its run has begun', () => journalsBelow(temporary).length > 0)
  child.kill(signal)
  expect(await ended).toBe(2)
  expect(messages).toBe('plan-compile: the rehearsal was interrupted; nothing of it is left\n')
  expect(contentsOf(folder)).toEqual(before)
  expect(readdirSync(temporary)).toEqual([])
})

/** Folders come and go while they are looked at. */
function journalsBelow(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) =>
      path.endsWith('/journal.jsonl'),
    )
  } catch {
    return []
  }
}
