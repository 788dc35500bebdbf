import { execFileSync } from 'node:child_process'
import { appendFileSync, chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import {
  checkpoint,
  type PlanFolder,
  type PlanNode,
  planFolder,
  starts,
  textOf,
} from './support/plan-folder.ts'
import { run } from './support/run-script.ts'

vi.setConfig({ testTimeout: 120_000 })

function git({ root }: PlanFolder, ...words: readonly string[]): string {
  const identity = ['-c', 'user.name=Test', '-c', 'user.email=test@localhost']
  return execFileSync('git', [...identity, ...words], { cwd: root, encoding: 'utf8' })
}

/** A plan in a repository with one commit; what the tests themselves write is ignored. */
function repository(nodes: readonly PlanNode[]): PlanFolder {
  const plan = planFolder(nodes)
  git(plan, 'init', '--quiet')
  writeFileSync(join(plan.root, '.gitignore'), '.stand-in/\n')
  writeFileSync(join(plan.root, 'tracked.txt'), 'as it was\n')
  git(plan, 'add', '.gitignore', 'tracked.txt')
  git(plan, 'commit', '--quiet', '-m', 'Begin')
  return plan
}

test('the first run records the commit that it began with, and later ones keep it', async () => {
  const plan = repository([{ key: 'only' }])
  expect((await run(plan)).code).toBe(0)
  const base = git(plan, 'rev-parse', 'HEAD')
  git(plan, 'add', '.')
  git(plan, 'commit', '--quiet', '-m', 'Done')
  expect((await run(plan)).code).toBe(0)
  expect(textOf(join(plan.state, 'base'))).toBe(base)
})

test('a work tree with changes is refused, unless that is allowed', async () => {
  const plan = repository([{ key: 'only' }])
  writeFileSync(join(plan.root, 'new\u001b[31m.txt'), '')
  appendFileSync(join(plan.root, 'tracked.txt'), 'changed\n')
  const { code, stderr } = await run(plan)
  expect([code, starts(plan, 'only')]).toEqual([7, 0])
  expect(stderr).toContain(
    'the work tree has changes that are in no commit:\n  tracked.txt\n  new?[31m.txt\n',
  )
  expect(stderr).toContain('run --allow-dirty')
  expect((await run(plan, ['run', '--allow-dirty'])).code).toBe(0)
  expect((await run(plan)).code).toBe(0)
})

test('a program that a proof command needs is looked for before an agent starts', async () => {
  const commands = ['no-such-tool --check', './later.sh', '"$SOMETHING"', 'true']
  const plan = planFolder([{ key: 'only', commands }])
  const { code, stderr } = await run(plan, ['run', '--accept-commands'])
  expect([code, starts(plan, 'only')]).toEqual([6, 0])
  expect(stderr).toContain('the commands of the plan need what is not there: no-such-tool\n')
  expect((await run(plan, ['run', '--allow-missing-tools'])).code).toBe(1)
  expect(starts(plan, 'only')).toBe(1)
})

test('what there is to do is said before the first start, and not again', async () => {
  const plan = planFolder([
    { key: 'a', deputy: 'default', agent: 'x' },
    { key: 'b', timeout: 60 },
  ])
  const said = '2 task(s), 2 at a time, an attempt takes at most 600 s; at most 5 starts of agents'
  expect((await run(plan)).stdout).toContain(said)
  expect((await run(plan)).stdout).not.toContain(said)
})

test('so is what it is expected to take, by what its owner has said of a task', async () => {
  const nodes = [{ key: 'a' }, { key: 'b' }, { key: 'c' }]
  const unknown = 'expected: tokens unknown (nobody has set tokens-per-task), cost unknown (cost-per-task)'
  expect((await run(planFolder(nodes))).stdout).toContain(unknown)
  const plan = planFolder(nodes)
  const settings = 'plan-compile-settings 1\ntokens-per-task\t150000\ncost-per-task\t1.5\n'
  writeFileSync(join(plan.root, '.plan/trial/settings.tsv'), settings)
  const known = 'about 450000 tokens (150000 for a task), about $4.50 ($1.50 for a task)'
  expect((await run(plan, ['dry-run'])).stdout).toContain(`tasks  3\nexpect ${known}\n`)
  expect((await run(plan)).stdout).toContain(`expected: ${known}\n`)
})

const strays = 'extra="echo x >stray.txt; echo x >>tracked.txt; mkdir -p mine/deep; echo x >mine/deep/a.txt"'

test('what no task declares is told, and who began with it is not blamed', async () => {
  const plan = repository([
    { key: 'first', files: ['create\tout/first.txt', 'create\tmine/'], behaviour: strays },
    { key: 'second', needs: ['first'] },
  ])
  writeFileSync(join(plan.root, 'before.txt'), '')
  const { code, stdout } = await run(plan, ['run', '--allow-dirty'])
  expect(code).toBe(0)
  expect(stdout).toMatch(/done +first {2}files proven; also changed: tracked.txt, stray.txt\n/)
})

test('under --strict-files it is a failure', async () => {
  const plan = repository([{ key: 'only', files: ['create\tout/only.txt'], behaviour: strays }])
  const { code, stdout } = await run(plan, ['run', '--strict-files'])
  expect([code, checkpoint(plan, 'only')]).toEqual([1, 'blocked'])
  expect(stdout).toContain('changed what no task declares: tracked.txt, mine/deep/a.txt, stray.txt')
})

test('what a task may write besides is no stray', async () => {
  const plan = repository([{ key: 'only', files: ['create\tout/only.txt'], behaviour: strays }])
  const permissions = join(plan.root, '.plan/trial/permissions')
  mkdirSync(permissions)
  const lines = 'edit\tglob\t**/{stray,other}.txt\nedit\tfolder\tmine\nedit\tending\tracked.txt\n'
  writeFileSync(join(permissions, 'only.tsv'), lines)
  expect((await run(plan, ['run', '--strict-files'])).code).toBe(0)
})

test('plan-compile verify has a word too, where the user has named it', async () => {
  const plan = planFolder([{ key: 'only' }])
  const verifier = join(plan.root, 'verifier.sh')
  writeFileSync(verifier, '#!/bin/sh\necho "$@" >>asked; cat answer 2>/dev/null; exit "$(cat code)"\n')
  chmodSync(verifier, 0o755)
  writeFileSync(join(plan.root, 'code'), '1')
  writeFileSync(
    join(plan.root, '.plan/trial/settings.tsv'),
    'plan-compile-settings 1\nplan\tplans/my plan.md\nverify\t./verifier.sh\n',
  )
  const { code, stdout } = await run(plan)
  expect([code, checkpoint(plan, 'only')]).toEqual([1, 'blocked'])
  expect(stdout).toContain('plan-compile verify ended with 1')
  writeFileSync(join(plan.root, 'code'), '0')
  expect((await run(plan, ['resume'])).code).toBe(0)
  expect(textOf(join(plan.root, 'asked'))).toBe('plans/my plan.md --task only --json\n'.repeat(2))
})

test('a repository that git does not read is not taken for none', async () => {
  const plan = repository([{ key: 'only' }])
  writeFileSync(join(plan.root, '.git/config'), '[broken\n')
  const refused = await run(plan)
  expect([refused.code, starts(plan, 'only')]).toEqual([7, 0])
  expect(refused.stderr).toContain('git does not read this repository')
  const { code, stdout } = await run(plan, ['run', '--allow-dirty'])
  expect([code, stdout]).toEqual([0, expect.stringContaining('warning')])
  expect((await run(plan)).code).toBe(0)
})
