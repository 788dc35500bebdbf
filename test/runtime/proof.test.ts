import { existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { checkpoint, newFolder, type PlanNode, planFolder, starts, textOf } from './support/plan-folder.ts'
import { run } from './support/run-script.ts'

vi.setConfig({ testTimeout: 120_000 })

/** Runs a plan of one task in a repository that has some files before. */
async function tried(
  node: Omit<PlanNode, 'key'>,
  before: Readonly<Record<string, string>> = {},
  words: readonly string[] = [],
) {
  const plan = planFolder([{ key: 'only', ...node }])
  for (const [path, text] of Object.entries(before)) writeFileSync(join(plan.root, path), text)
  const { stdout } = await run(plan, ['run', ...words])
  return [checkpoint(plan, 'only'), /^only .* — (?<why>.*?)(?: \(log.*)?$/m.exec(stdout)?.groups?.['why']]
}

test('the word of an agent that did nothing proves nothing', async () => {
  const outcome = await tried({ behaviour: 'idle=yes' })
  expect(outcome).toEqual(['blocked', 'was to be written, and is not there: out/only.txt'])
})

test('a created file may have been there, but must have changed', async () => {
  const files = ['create\tREADME.md']
  expect(await tried({ files, behaviour: 'idle=yes' }, { 'README.md': 'old' })).toEqual([
    'blocked',
    'is what it was before the first attempt: README.md',
  ])
  expect(await tried({ files }, { 'README.md': 'old' })).toEqual(['done', 'files proven'])
})

test('a modified file that is emptied is no proof', async () => {
  const outcome = await tried(
    { files: ['modify\tREADME.md'], behaviour: 'idle=yes extra=": >README.md"' },
    { 'README.md': 'old' },
  )
  expect(outcome).toEqual(['blocked', 'is empty: README.md'])
})

test('a deleted file is gone', async () => {
  const files = ['delete\tREADME.md']
  expect(await tried({ files }, { 'README.md': 'old' })).toEqual(['done', 'files proven'])
  expect(await tried({ files, behaviour: 'idle=yes' }, { 'README.md': 'old' })).toEqual([
    'blocked',
    'was to be deleted, and is still there: README.md',
  ])
})

test('a folder must hold something new', async () => {
  const files = ['create\tpages/']
  expect(await tried({ files })).toEqual(['done', 'files proven'])
  expect(await tried({ files, behaviour: 'idle=yes extra="mkdir pages"' })).toEqual([
    'blocked',
    'is empty: pages/',
  ])
})

test('the second attempt is measured against what was before the first', async () => {
  const plan = planFolder([
    {
      key: 'only',
      behaviour: '[ "$PLAN_ATTEMPT" -gt 1 ] || { mkdir out; echo first >out/only.txt; code=75; }; idle=yes',
    },
  ])
  expect((await run(plan)).code).toBe(0)
  expect(starts(plan, 'only')).toBe(2)
})

test('an agent cannot declare less while it works', async () => {
  const outcome = await tried({ behaviour: 'idle=yes extra=": >.plan/trial/checks/only.files"' })
  expect(outcome).toEqual(['blocked', 'was to be written, and is not there: out/only.txt'])
})

test('commands that nobody accepted do not run, and that is said', async () => {
  const plan = planFolder([{ key: 'only', commands: ['touch ran'] }])
  const { code, stdout } = await run(plan)
  expect([code, existsSync(join(plan.root, 'ran'))]).toEqual([0, false])
  expect(stdout).toContain('the 1 proof command(s) of this plan are not accepted and do not run')
  expect(stdout).toContain('unproven: its commands were skipped')
  expect(stdout).toContain('1 of 1 done, the commands of 1 unproven')
  expect((await run(plan, ['outcomes'])).stdout).toContain('"commands":"skipped"')
})

test('accepted commands run in the root, and must pass', async () => {
  expect(await tried({ commands: ['test -s out/only.txt', 'true'] }, {}, ['--accept-commands'])).toEqual([
    'done',
    'files and commands proven',
  ])
  expect(await tried({ commands: ['true', 'exit 3', 'touch too-far'] }, {}, ['--accept-commands'])).toEqual([
    'blocked',
    'ended with 3: exit 3',
  ])
})

test('commands are accepted once, as they are', async () => {
  const plan = planFolder([{ key: 'bad', behaviour: 'code=1', commands: ['true'] }])
  expect((await run(plan, ['run', '--accept-commands'])).stdout).not.toContain('not accepted')
  expect((await run(plan, ['resume'])).stdout).not.toContain('not accepted')
  writeFileSync(join(plan.root, '.plan/trial/checks/bad.commands'), 'true\ntouch more\n')
  expect((await run(plan, ['resume'])).stdout).toContain('not accepted')
})

test('what runs is what was accepted, not what the agent made of it', async () => {
  const plan = planFolder([
    {
      key: 'only',
      commands: ['touch accepted'],
      behaviour: 'extra="echo touch other >.plan/trial/checks/only.commands"',
    },
  ])
  await run(plan, ['run', '--accept-commands'])
  expect(['accepted', 'other'].map((file) => existsSync(join(plan.root, file)))).toEqual([true, false])
})

test('a command that does not end is ended', async () => {
  const plan = planFolder([{ key: 'only', commands: ['sleep 600 & sleep 600'] }])
  const { stdout } = await run(plan, ['run', '--accept-commands'], { PLAN_PROOF_TIMEOUT: '1' })
  expect(checkpoint(plan, 'only')).toBe('timeout')
  expect(stdout).toContain('the proof took longer than allowed')
})

test('a proven file that vanished stops the run, until someone decides', async () => {
  const plan = planFolder([{ key: 'first' }, { key: 'second', needs: ['first'] }])
  await run(plan)
  rmSync(join(plan.root, 'out/first.txt'))
  const { code, stderr } = await run(plan, ['resume'])
  expect([code, starts(plan, 'first')]).toEqual([5, 1])
  expect(stderr).toContain('first: out/first.txt')
  expect((await run(plan, ['run', '--redo-missing'])).code).toBe(0)
  expect([starts(plan, 'first'), starts(plan, 'second')]).toEqual([2, 1])
})

test('what a later task deleted has not vanished', async () => {
  const plan = planFolder([
    { key: 'first' },
    { key: 'second', needs: ['first'], files: ['delete\tout/first.txt'] },
  ])
  expect([(await run(plan)).code, (await run(plan, ['resume'])).code]).toEqual([0, 0])
})

test.each([
  ['an absolute path', '/etc/passwd'],
  ['a way up', 'out/../../x'],
  ['a link to a file outside', 'link'],
  ['a link to a folder outside', 'folder/x'],
  ['a chain of links', 'chain'],
  ['a link to nowhere', 'nowhere/x'],
  ['a round of links', 'round'],
])('%s is refused before an agent starts', async (_, path) => {
  const root = newFolder()
  const outside = newFolder()
  writeFileSync(join(outside, 'secret'), 'secret')
  symlinkSync(join(outside, 'secret'), join(root, 'link'))
  symlinkSync(outside, join(root, 'folder'))
  symlinkSync('folder/secret', join(root, 'chain'))
  symlinkSync('/not/there', join(root, 'nowhere'))
  symlinkSync('round', join(root, 'round'))
  const plan = planFolder([{ key: 'only', files: [`modify\t${path}`] }], root)
  const { code, stdout } = await run(plan)
  expect([code, checkpoint(plan, 'only'), starts(plan, 'only')]).toEqual([1, 'blocked', 0])
  expect(stdout).toContain(`leads out of the repository: ${path}`)
})

test('a link that stays inside is a file like any other', async () => {
  const root = newFolder()
  mkdirSync(join(root, 'real'))
  writeFileSync(join(root, 'real/AGENTS.md'), 'old')
  symlinkSync('real/AGENTS.md', join(root, 'CLAUDE.md'))
  symlinkSync('real', join(root, 'folder'))
  const plan = planFolder([{ key: 'only', files: ['modify\tCLAUDE.md', 'create\tfolder/new'] }], root)
  expect((await run(plan)).code).toBe(0)
})

test('a link that an agent lays is not followed out', async () => {
  const outside = join(newFolder(), 'target')
  writeFileSync(outside, 'something')
  const plan = planFolder([
    { key: 'only', behaviour: `idle=yes extra="mkdir out; ln -s '${outside}' out/only.txt"` },
  ])
  await run(plan)
  expect(textOf(join(plan.state, 'work/only/finding'))).toBe('leads out of the repository: out/only.txt\n')
})

test('a file that is empty by its nature is proven by being there', async () => {
  const files = ['create\tpkg/__init__.py', 'create\tassets/.gitkeep']
  const plan = planFolder([
    {
      key: 'only',
      files,
      behaviour: 'idle=yes extra="mkdir -p pkg assets; : >pkg/__init__.py; : >assets/.gitkeep"',
    },
  ])
  expect((await run(plan)).code).toBe(0)
  rmSync(join(plan.root, 'assets/.gitkeep'))
  expect((await run(plan)).code).toBe(5)
})
