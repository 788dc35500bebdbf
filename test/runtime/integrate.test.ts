import { execFileSync } from 'node:child_process'
import { appendFileSync, cpSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { instrument, newFolder, type PlanFolder, planFolder, textOf } from './support/plan-folder.ts'
import { kill, processesOf, run, start, until } from './support/run-script.ts'

vi.setConfig({ testTimeout: 7_200_000 })

function git({ root }: PlanFolder, ...words: readonly string[]): string {
  return execFileSync('git', words, { cwd: root, encoding: 'utf8' }).trimEnd()
}

const hostile = ['out/-n', 'out/a b', 'out/:(glob)*', 'out/ü']

/** A finished run with work trees: files are new, changed, deleted, and in the place of folders. */
async function finished(): Promise<PlanFolder> {
  const left = `idle=yes; extra='git rm -q gone/deep/old.txt swap/file.txt; echo new >swap; echo changed >>shared.txt; ln -s shared.txt link; echo x >tool; chmod +x tool'`
  const files = ['modify\tshared.txt', 'delete\tgone/deep/old.txt', 'create\ttool']
  const plan = planFolder([
    { key: 'left', files, behaviour: left },
    { key: 'right', files: hostile.map((path) => `create\t${path}`) },
  ])
  git(plan, 'init', '--quiet', '--initial-branch', 'main')
  git(plan, 'config', 'user.name', 'Person')
  git(plan, 'config', 'user.email', 'person@localhost')
  mkdirSync(join(plan.root, 'gone/deep'), { recursive: true })
  mkdirSync(join(plan.root, 'swap'))
  writeFileSync(join(plan.root, '.git/info/exclude'), '.stand-in/\n.plan/\n')
  for (const path of ['gone/deep/old.txt', 'swap/file.txt', 'shared.txt', 'mine.txt']) {
    writeFileSync(join(plan.root, path), `as it was: ${path}\n`.repeat(50))
  }
  git(plan, 'add', '.')
  git(plan, 'commit', '--quiet', '-m', 'Begin')
  expect((await run(plan, ['run', '--worktrees'])).code).toBe(0)
  appendFileSync(join(plan.root, 'mine.txt'), 'since\n')
  git(plan, 'commit', '--quiet', '--all', '-m', 'Since')
  return plan
}

function copyOf({ root }: PlanFolder): PlanFolder {
  const to = join(newFolder(), 'copy')
  cpSync(root, to, { recursive: true, verbatimSymlinks: true })
  return { root: to, script: join(to, '.plan/trial/run.sh'), state: join(to, '.plan/trial/state') }
}

/** All is there, nothing is changed, and no lock is left. */
function expectWhole(plan: PlanFolder): void {
  expect(git(plan, 'status', '--porcelain')).toBe('')
  const held = git(plan, 'ls-tree', '-r', '-z', '--name-only', 'HEAD').split('\0').filter(Boolean)
  expect(held.sort()).toEqual([...hostile, 'link', 'mine.txt', 'shared.txt', 'swap', 'tool'].sort())
  expect(git(plan, 'rev-list', '--count', 'main..HEAD')).toBe('0')
  const leftovers = readdirSync(join(plan.root, '.git'), { recursive: true, encoding: 'utf8' })
  expect(leftovers.filter((path) => path.endsWith('.lock') || /(^|\/)index\./.test(path))).toEqual([])
}

const { PLAN_CRASH_STEP } = process.env

test('integrate may be killed at any command: the next one finishes', async () => {
  const plan = await finished()
  let crashes = 0
  const step = Number(PLAN_CRASH_STEP ?? 0)
  const points = step > 0 ? Array.from({ length: 2000 }, (_, index) => 1 + index * step) : [330, 420, 480]
  for (const at of points) {
    const copy = copyOf(plan)
    const count = `crash_count=$((crash_count + 1)); if [ $crash_count -eq ${at} ]; then kill -9 $$; fi`
    instrument(copy, `crash_count=0; set -T; trap '${count}' DEBUG`)
    const { code } = await run(copy, ['integrate'])
    if (code === 0) break
    crashes++
    expect([at, code]).toEqual([at, 137])
    writeFileSync(copy.script, textOf(plan.script) ?? '')
    expect([at, await run(copy, ['integrate'])]).toMatchObject([at, { code: 0 }])
    expectWhole(copy)
  }
  if (step > 0) console.log(`${crashes} crashes of integrate`)
  expect(crashes).toBeGreaterThan(2)
})

/** Git dies while it writes one file of the checkout: filters run in the middle of that. */
function killWhileWriting(plan: PlanFolder, path: string): void {
  const mark = join(plan.root, '.git/killed')
  writeFileSync(join(plan.root, '.git/info/attributes'), `${path} filter=deadly\n`)
  git(plan, 'config', 'filter.deadly.clean', 'cat')
  git(
    plan,
    'config',
    'filter.deadly.smudge',
    `test -e '${mark}' || case $PWD in *.plan*) ;; *) touch '${mark}'; kill -9 $PPID ;; esac; cat`,
  )
}

test.each(['tool', 'swap', 'out/ü', 'shared.txt'])(
  'git may be killed while it writes %s: the next integrate finishes',
  async (path) => {
    const plan = copyOf(await finished())
    killWhileWriting(plan, path)
    const before = git(plan, 'rev-parse', 'HEAD')
    expect([(await run(plan, ['integrate'])).code, git(plan, 'rev-parse', 'HEAD')]).toEqual([12, before])
    const { code, stdout } = await run(plan, ['integrate'])
    expect([code, stdout.includes('what was half written is whole')]).toEqual([0, true])
    expectWhole(plan)
  },
)

test('a git that outlives its integrate is ended before the next one finishes', async () => {
  const plan = copyOf(await finished())
  const held = join(plan.root, '.git/held')
  writeFileSync(join(plan.root, '.git/info/attributes'), 'tool filter=slow\n')
  git(plan, 'config', 'filter.slow.clean', 'cat')
  const slow = `test -e '${held}' || case $PWD in *.plan*) ;; *) echo $PPID >'${held}'; sleep 60 ;; esac; cat`
  git(plan, 'config', 'filter.slow.smudge', slow)
  const { process: runner, ended } = start(plan, ['integrate'])
  await until('git writes', () => (textOf(held) ?? '') !== '')
  runner.kill('SIGKILL')
  expect((await ended).code).toBe(137)
  const writer = Number(textOf(held))
  expect(processesOf(plan).map(({ pid }) => pid)).toContain(writer)
  expect((await run(plan, ['integrate'])).code).toBe(0)
  expect(processesOf(plan).map(({ pid }) => pid)).not.toContain(writer)
  expectWhole(plan)
  for (const { pid } of processesOf(plan)) kill(pid)
})

test('what somebody has changed in a checkout that is half written is not lost', async () => {
  const plan = copyOf(await finished())
  killWhileWriting(plan, 'tool')
  await run(plan, ['integrate'])
  writeFileSync(join(plan.root, 'shared.txt'), 'mine\n')
  const { code, stderr } = await run(plan, ['integrate'])
  expect([code, textOf(join(plan.root, 'shared.txt'))]).toEqual([8, 'mine\n'])
  expect(stderr).toContain('somebody has changed since: shared.txt')
  writeFileSync(join(plan.root, 'shared.txt'), 'as it was: shared.txt\n'.repeat(50))
  expect((await run(plan, ['integrate'])).code).toBe(0)
  expectWhole(plan)
})

test('what is in the way of the work is left as it is', async () => {
  const plan = copyOf(await finished())
  writeFileSync(join(plan.root, 'tool'), 'mine\n')
  const { code, stderr } = await run(plan, ['integrate'])
  expect([code, textOf(join(plan.root, 'tool'))]).toEqual([8, 'mine\n'])
  expect(stderr).toContain('put aside what is in the way')
  expect(git(plan, 'status', '--porcelain')).toBe('?? tool')
})
