import { execFileSync } from 'node:child_process'
import { appendFileSync, chmodSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import {
  checkpoint,
  instrument,
  type PlanFolder,
  type PlanNode,
  planFolder,
  starts,
  textOf,
} from './support/plan-folder.ts'
import { run } from './support/run-script.ts'

vi.setConfig({ testTimeout: 120_000 })

function git({ root }: PlanFolder, ...words: readonly string[]): string {
  return execFileSync('git', words, { cwd: root, encoding: 'utf8' }).trimEnd()
}

/** A plan in a repository with one commit, whose person git knows. */
function repository(nodes: readonly PlanNode[]): PlanFolder {
  const plan = planFolder(nodes)
  git(plan, 'init', '--quiet', '--initial-branch', 'main')
  git(plan, 'config', 'user.name', 'Person')
  git(plan, 'config', 'user.email', 'person@localhost')
  writeFileSync(join(plan.root, '.gitignore'), '.stand-in/\nignored/\n')
  writeFileSync(join(plan.root, 'tracked.txt'), 'as it was\n')
  git(plan, 'add', '.gitignore', 'tracked.txt')
  git(plan, 'commit', '--quiet', '-m', 'Begin')
  return plan
}

function permit({ root }: PlanFolder, key: string, lines: string): void {
  mkdirSync(join(root, '.plan/trial/permissions'), { recursive: true })
  writeFileSync(join(root, '.plan/trial/permissions', `${key}.tsv`), lines)
}

/** Subjects, the oldest first, each with the files of its commit. */
function commits(plan: PlanFolder, branch = 'HEAD'): readonly string[] {
  const ids = git(plan, 'rev-list', '--reverse', branch).split('\n').slice(1)
  return ids.map((id) => {
    const files = git(plan, 'show', '--format=', '--name-only', id).split('\n').join(' ')
    return `${git(plan, 'log', '-1', '--format=%s', id)}: ${files}`
  })
}

const committing = ['run', '--commit']

test('each task becomes a commit of its own files, which says whose it is', async () => {
  const plan = repository([
    { key: 'a', title: 'First thing' },
    { key: 'b', title: 'docs(guide): second thing', needs: ['a'] },
    { key: 'c', title: '-' },
  ])
  expect((await run(plan, committing)).code).toBe(0)
  expect([...commits(plan)].sort()).toEqual([
    'docs(b): second thing: out/b.txt',
    'feat(a): First thing: out/a.txt',
    'feat(c): done: out/c.txt',
  ])
  expect(git(plan, 'log', '--grep=Plan-Task: a$', '--format=%an%n%B')).toBe(
    'Person\nfeat(a): First thing\n\nPlan: .plan/trial\nPlan-Task: a',
  )
  expect(git(plan, 'status', '--porcelain')).toBe('?? .plan/')
})

test('what a person has staged, or had changed before, is in no commit, and stays as it is', async () => {
  const plan = repository([{ key: 'a', behaviour: 'extra="echo x >>tracked.txt; echo x >stray.txt"' }])
  writeFileSync(join(plan.root, 'staged.txt'), 'mine\n')
  git(plan, 'add', 'staged.txt')
  appendFileSync(join(plan.root, 'tracked.txt'), 'mine\n')
  permit(plan, 'a', 'edit\tanywhere\t-\nforbid\tfile\tstray.txt\n')
  expect((await run(plan, ['run', '--commit', '--allow-dirty'])).code).toBe(0)
  expect(commits(plan)).toEqual(['feat(a): done: out/a.txt'])
  expect(git(plan, 'status', '--porcelain').split('\n')).toEqual([
    'A  staged.txt',
    ' M tracked.txt',
    '?? .plan/',
    '?? stray.txt',
  ])
  expect(textOf(join(plan.state, 'logs/a.1.log'))).toContain(
    'commit: left alone: staged.txt, tracked.txt, stray.txt',
  )
})

test('a declared file with changes of a person is refused before anything starts', async () => {
  const plan = repository([{ key: 'a', files: ['modify\ttracked.txt', 'create\tnew/'] }])
  appendFileSync(join(plan.root, 'tracked.txt'), 'mine\n')
  mkdirSync(join(plan.root, 'new'))
  writeFileSync(join(plan.root, 'new/x.txt'), 'mine\n')
  const { code, stderr } = await run(plan, ['run', '--commit', '--allow-dirty'])
  expect([code, starts(plan, 'a')]).toEqual([7, 0])
  expect(stderr).toContain('have changes that are in no commit:\n  tracked.txt\n  new/x.txt\n')
  git(plan, 'checkout', '--quiet', 'tracked.txt')
  rmSync(join(plan.root, 'new'), { recursive: true })
  expect((await run(plan, committing)).code).toBe(0)
})

test('what another task declares is not committed by this one, whatever it may write', async () => {
  const touch = 'extra="mkdir -p out lib; echo x >out/b.txt; echo x >lib/deep.txt; echo x >free.txt"'
  const plan = repository([
    { key: 'a', behaviour: touch },
    { key: 'b', files: ['write\tout/b.txt', 'write\tlib/'], needs: ['a'] },
  ])
  permit(plan, 'a', 'edit\tanywhere\t-\n')
  expect((await run(plan, committing)).code).toBe(0)
  expect(commits(plan)).toEqual([
    'feat(a): done: free.txt out/a.txt',
    'feat(b): done: lib/deep.txt lib/file out/b.txt',
  ])
})

test('no name of a file and no title is more than a name', async () => {
  const names = ['-n', ':(glob)**', '*', '[a]', 'a b', '"q"', '$(touch pwned)', 'ü', '#x']
  const plan = repository([
    {
      key: 'a',
      title: '--amend "$(touch pwned)" `id` #1 %s Signed-off-by: x \\n',
      files: names.map((name) => `create\tx/${name}`),
      behaviour: `extra='echo 1 >"x/line
break"; echo 2 >x/a'`,
    },
  ])
  permit(plan, 'a', 'edit\tglob\tx/line*\n')
  mkdirSync(join(plan.root, 'x'))
  const { code } = await run(plan, committing)
  expect([code, existsSync(join(plan.root, 'pwned'))]).toEqual([0, false])
  const held = git(plan, 'ls-tree', '-r', '-z', '--name-only', 'HEAD', 'x/').split('\0').filter(Boolean)
  expect(held.sort()).toEqual([...names.map((name) => `x/${name}`), 'x/line\nbreak'].sort())
  expect(git(plan, 'log', '-1', '--format=%s')).toBe(
    'feat(a): --amend "$(touch pwned)" `id` #1 %s Signed-off-by: x \\n',
  )
  expect(git(plan, 'log', '-1', '--format=%(trailers:key=Plan-Task,valueonly)')).toBe('a')
})

test('deleted files, files in the place of folders, modes and links are committed as they are', async () => {
  const behaviour = `extra='rm -r folder; echo x >folder; ln -s tracked.txt link; echo x >tool.sh; chmod +x tool.sh'`
  const files = ['delete\tgone.txt', 'delete\tfolder/old.txt', 'create\ttool.sh', 'create\tlink']
  const plan = repository([{ key: 'a', files, behaviour: `${behaviour}; idle=yes` }])
  permit(plan, 'a', 'edit\tfile\tfolder\n')
  mkdirSync(join(plan.root, 'folder'))
  for (const path of ['gone.txt', 'folder/old.txt']) writeFileSync(join(plan.root, path), 'x\n')
  git(plan, 'add', '.', ':!.plan')
  git(plan, 'commit', '--quiet', '-m', 'More')
  rmSync(join(plan.root, 'gone.txt'))
  git(plan, 'checkout', '--quiet', '.')
  writeFileSync(join(plan.root, '.stand-in/a.sh'), `${behaviour.replace("='", "='rm gone.txt; ")}; idle=yes`)
  expect((await run(plan, committing)).code).toBe(0)
  expect(git(plan, 'show', '--format=', '--name-status', '--no-renames', 'HEAD').split('\n')).toEqual([
    'A\tfolder',
    'D\tfolder/old.txt',
    'D\tgone.txt',
    'A\tlink',
    'A\ttool.sh',
  ])
  expect(git(plan, 'ls-tree', 'HEAD', 'link', 'tool.sh')).toMatch(/^120000 .*link\n100755 .*tool.sh$/)
  expect(git(plan, 'status', '--porcelain')).toBe('?? .plan/')
})

test('what git ignores, and a repository in this one, are left alone, and that is told', async () => {
  const make = 'git init -q inner; git -C inner -c user.name=x -c user.email=x commit -q --allow-empty -m x'
  const files = ['create\tignored/x.txt', 'create\tout/a.txt']
  const plan = repository([{ key: 'a', files, behaviour: `extra="${make}"` }])
  permit(plan, 'a', 'edit\tanywhere\t-\n')
  expect((await run(plan, committing)).code).toBe(0)
  expect(commits(plan)).toEqual(['feat(a): done: out/a.txt'])
  const log = textOf(join(plan.state, 'logs/a.1.log'))
  expect(log).toContain('commit: left alone: inner/')
  expect(log).toContain('commit: git ignores it, or holds it elsewhere, so it is in no commit: ignored/x.txt')
})

test('of a module its commit is held, and not its files', async () => {
  const identity = '-c user.name=x -c user.email=x'
  const behaviour = `extra='cd mod; echo x >own.txt; git add .; git ${identity} commit -q -m x; cd ..'`
  const plan = repository([{ key: 'a', files: ['create\tmod/own.txt', 'create\tout/a.txt'], behaviour }])
  permit(plan, 'a', 'edit\tfile\tmod\n')
  const other = repository([{ key: 'x' }])
  git(plan, '-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', other.root, 'mod')
  git(plan, 'commit', '--quiet', '-m', 'A module')
  writeFileSync(join(plan.root, '.stand-in/a.sh'), `${behaviour}; idle=yes; mkdir -p out; echo x >out/a.txt`)
  expect((await run(plan, committing)).code).toBe(0)
  expect(git(plan, 'show', '--format=', '--name-only', 'HEAD')).toBe('mod\nout/a.txt')
  expect(git(plan, 'ls-tree', 'HEAD', 'mod')).toContain(
    `160000 commit ${git(plan, '-C', 'mod', 'rev-parse', 'HEAD')}`,
  )
  expect((await run(plan, ['report'])).stdout).toContain('in no commit: mod/own.txt')
  expect(git(plan, 'status', '--porcelain')).toBe('?? .plan/')
})

test('an agent may commit by itself: that is enough, and what it commits is seen', async () => {
  const add =
    'mkdir -p out; echo x >out/a.txt; echo x >stray.txt; git add out stray.txt; git commit -q -m "Mine (a)"'
  const plan = repository([
    { key: 'a', behaviour: `idle=yes; extra='${add}'` },
    { key: 'b', needs: ['a'] },
  ])
  const { code, stdout } = await run(plan, committing)
  expect([code, commits(plan)]).toEqual([0, ['Mine (a): out/a.txt stray.txt', 'feat(b): done: out/b.txt']])
  expect(stdout).toMatch(/done +a {2}files proven; also changed: stray.txt\n/)
  expect(stdout).toMatch(/done +b {2}files proven\n/)
  const [mine, ours] = git(plan, 'rev-list', '--reverse', 'HEAD').split('\n').slice(1)
  expect((await run(plan, ['report'])).stdout).toContain(
    `### Commits\n\n- a: ${mine?.slice(0, 12)} by the agent\n- b: ${ours?.slice(0, 12)} by the script\n`,
  )
  const strict = repository([{ key: 'a', behaviour: `idle=yes; extra='${add}'` }])
  expect((await run(strict, ['run', '--strict-files'])).stdout).toContain(
    'changed what no task declares: stray.txt',
  )
})

function hook(plan: PlanFolder, name: string, text: string): void {
  const path = join(plan.root, '.git/hooks', name)
  mkdirSync(join(plan.root, '.git/hooks'), { recursive: true })
  writeFileSync(path, `#!/bin/sh\n${text}\n`)
  chmodSync(path, 0o755)
}

test('hooks have their say, one task at a time', async () => {
  const plan = repository([{ key: 'a' }, { key: 'b' }, { key: 'c' }])
  writeFileSync(join(plan.root, 'staged.txt'), 'mine\n')
  git(plan, 'add', 'staged.txt')
  hook(
    plan,
    'pre-commit',
    'test "$(cat .stand-in/log | tail -1 | cut -c1-3)" = end && git diff --cached --name-only >>.stand-in/seen; echo made >hooked.txt; git add hooked.txt',
  )
  hook(plan, 'commit-msg', 'echo "Reviewed-by: hook" >>"$1"')
  hook(plan, 'post-commit', 'git log -1 --format=%s >>.stand-in/after; exit 1')
  const { code, stdout } = await run(plan, ['run', '--commit', '--allow-dirty', '--jobs', '3'])
  expect([code, stdout.includes('one task at a time')]).toEqual([0, true])
  expect(textOf(join(plan.root, '.stand-in/seen'))).toBe('out/a.txt\nout/b.txt\nout/c.txt\n')
  expect(textOf(join(plan.root, '.stand-in/after'))?.split('\n')).toHaveLength(4)
  expect(commits(plan)[0]).toBe('feat(a): done: hooked.txt out/a.txt')
  expect(git(plan, 'log', '-1', '--format=%(trailers:key=Reviewed-by,valueonly)')).toBe('hook')
  expect(git(plan, 'status', '--porcelain')).toBe('A  staged.txt\n?? .plan/')
})

test('a hook that refuses blocks the task, with what it said; PLAN_COMMIT_HOOKS=no asks none', async () => {
  const plan = repository([{ key: 'a' }, { key: 'b', needs: ['a'] }])
  hook(plan, 'pre-commit', 'echo "no such style"; exit 3')
  const { code, stdout } = await run(plan, committing)
  expect([code, checkpoint(plan, 'a'), commits(plan)]).toEqual([1, 'blocked', []])
  expect(stdout).toContain('the work is proven and not committed: the hook pre-commit ended with 3')
  expect(textOf(join(plan.state, 'logs/a.1.log'))).toContain('no such style')
  expect((await run(plan, ['resume', '--commit'], { PLAN_COMMIT_HOOKS: 'no' })).code).toBe(0)
  expect(commits(plan)).toHaveLength(2)
})

test('tasks that others schedule do not work beside each other either, where commits run hooks', async () => {
  const plan = repository(['a', 'b', 'c'].map((key) => ({ key, behaviour: 'seconds=0.3' })))
  hook(plan, 'pre-commit', 'exit 0')
  const ended = await Promise.all(['a', 'b', 'c'].map((key) => run(plan, ['task', key, '--commit'])))
  expect(ended.map(({ code }) => code)).toEqual([0, 0, 0])
  const words = textOf(join(plan.root, '.stand-in/log'))
    ?.trim()
    .split('\n')
    .map((line) => line.split(' ')[0])
  expect(words).toEqual(['start', 'end', 'start', 'end', 'start', 'end'])
  expect(commits(plan)).toHaveLength(3)
})

test('many tasks at once commit without getting in each other’s way', async () => {
  const keys = Array.from({ length: 8 }, (_, index) => `t${index}`)
  const plan = repository(keys.map((key) => ({ key })))
  expect((await run(plan, ['run', '--commit', '--jobs', '8'])).code).toBe(0)
  expect([...commits(plan)].sort()).toEqual(keys.map((key) => `feat(${key}): done: out/${key}.txt`))
  expect(git(plan, 'status', '--porcelain')).toBe('?? .plan/')
})

/** Between the commit and the checkpoint: the branch has moved, the index may not know, no verdict is written. */
const afterTheCommit = [
  'update_entries*',
  'cmp*',
  'rm*state/git/moving*',
  'spend',
  'name_commands',
  'settle[[:space:]]*',
]

test.each(
  afterTheCommit.flatMap((command) => [
    { command, victim: 'the supervisor', words: [] },
    { command, victim: 'the supervisor', words: ['--worktrees'] },
  ]),
)(
  '$victim is killed before $command, with $words: one commit, and no second start',
  async ({ command, words }) => {
    const plan = repository([{ key: 'a' }])
    const mark = join(plan.root, '.stand-in/crashed')
    const isIt = `case $BASH_COMMAND in ${command}) [ "\${step-}" != commit ] || [ -e "${mark}" ] || { : >"${mark}"; kill -9 $$; } ;; esac`
    instrument(plan, `if [ "\${1-}" = __supervise ]; then set -T; trap '${isIt}' DEBUG; fi`)
    expect((await run(plan, ['run', '--commit', ...words])).code).toBe(0)
    const isReached = existsSync(mark)
    expect(isReached || words.length > 0).toBe(true)
    const branch = words.length > 0 ? 'plan/trial/a' : 'main'
    expect([starts(plan, 'a'), commits(plan, branch)]).toEqual([1, ['feat(a): done: out/a.txt']])
    expect(git(plan, 'status', '--porcelain')).toBe('?? .plan/')
  },
)

test('a commit of an earlier start proves nothing for a later one that was killed', async () => {
  const plan = repository([{ key: 'a' }])
  expect((await run(plan, committing)).code).toBe(0)
  rmSync(join(plan.root, 'out/a.txt'))
  const mark = join(plan.root, '.stand-in/crashed')
  const isIt = `case $BASH_COMMAND in name_current_agent) [ -e "${mark}" ] || { : >"${mark}"; kill -9 $$; } ;; esac`
  instrument(plan, `if [ "\${1-}" = __supervise ]; then set -T; trap '${isIt}' DEBUG; fi`)
  expect((await run(plan, [...committing, '--redo-missing'])).code).toBe(0)
  expect([existsSync(mark), starts(plan, 'a'), existsSync(join(plan.root, 'out/a.txt'))]).toEqual([
    true,
    2,
    true,
  ])
})

test('git has to know who commits', async () => {
  const plan = repository([{ key: 'a' }])
  git(plan, 'config', '--unset', 'user.email')
  git(plan, 'config', 'user.useConfigOnly', 'true')
  const { code, stderr } = await run(plan, committing, {
    HOME: plan.root,
    XDG_CONFIG_HOME: plan.root,
    EMAIL: '',
  })
  expect([code, starts(plan, 'a')]).toEqual([7, 0])
  expect(stderr).toContain('git does not know who commits')
})

test('without a repository there is nothing to commit to', async () => {
  const { code, stderr } = await run(planFolder([{ key: 'a' }]), committing)
  expect([code, stderr]).toEqual([2, 'run.sh: --commit and --branch need a git repository with a commit\n'])
})

test('while somebody holds the index, commits go on, and the index learns of them later', async () => {
  const plan = repository([
    { key: 'a' },
    { key: 'b', needs: ['a'], behaviour: 'extra="rm .git/index.lock && touch .stand-in/was-held"' },
  ])
  writeFileSync(join(plan.root, '.git/index.lock'), '')
  expect((await run(plan, committing)).code).toBe(0)
  expect(existsSync(join(plan.root, '.stand-in/was-held'))).toBe(true)
  expect(commits(plan)).toHaveLength(2)
  expect(git(plan, 'status', '--porcelain')).toBe('?? .plan/')
})

test('a branch is made, entered, recorded, and not left unseen', async () => {
  const plan = repository([
    { key: 'a' },
    { key: 'b', needs: ['a'], behaviour: '[ -e .stand-in/good ] || code=1' },
  ])
  expect((await run(plan, ['run', '--commit', '--branch', 'work/one'])).code).toBe(1)
  expect([commits(plan, 'work/one'), commits(plan, 'main')]).toEqual([['feat(a): done: out/a.txt'], []])
  git(plan, 'checkout', '--quiet', 'main')
  writeFileSync(join(plan.root, '.stand-in/good'), '')
  const elsewhere = await run(plan, ['resume', '--commit'])
  expect([elsewhere.code, starts(plan, 'b')]).toEqual([7, 1])
  expect(elsewhere.stderr).toContain(
    'this run works on the branch work/one, and main is checked out: git checkout work/one',
  )
  const other = await run(plan, ['resume', '--branch', 'main'])
  expect([other.code, other.stderr.includes('this run works on the branch work/one (')]).toEqual([2, true])
  git(plan, 'checkout', '--quiet', 'work/one')
  expect((await run(plan, ['resume', '--commit', '--branch', 'work/one'])).code).toBe(0)
  expect(commits(plan, 'work/one')).toHaveLength(2)
})

test('a branch that is there is entered, unless it has another state of the plan', async () => {
  const plan = repository([{ key: 'a' }])
  git(plan, 'checkout', '--quiet', '-b', 'old')
  git(plan, 'commit', '--quiet', '--allow-empty', '-m', 'Old')
  git(plan, 'checkout', '--quiet', 'main')
  expect((await run(plan, ['run', '--branch', 'old'])).code).toBe(0)
  expect(git(plan, 'rev-parse', '--abbrev-ref', 'HEAD')).toBe('old')
  expect(textOf(join(plan.state, 'base'))?.trim()).toBe(git(plan, 'rev-parse', 'old'))
  const tracked = repository([{ key: 'a' }])
  git(tracked, 'branch', 'old')
  git(tracked, 'add', '--force', '.plan/trial/tasks.tsv')
  git(tracked, 'commit', '--quiet', '-m', 'Plan')
  const { code, stderr } = await run(tracked, ['run', '--branch', 'old'])
  expect([code, stderr.includes('the branch old has another state of this plan')]).toEqual([7, true])
})

test('what is no name of a branch is refused, and so is a checkout of none', async () => {
  const plan = repository([{ key: 'a' }])
  for (const name of ['-f', 'a..b', 'a b', '@{-1}', 'x.lock', '']) {
    expect([name, (await run(plan, ['run', '--branch', name])).code]).toEqual([name, 2])
  }
  git(plan, 'checkout', '--quiet', '--detach')
  const { code, stderr } = await run(plan, committing)
  expect([code, stderr.includes('no branch is checked out: --branch NAME')]).toEqual([7, true])
  expect((await run(plan, ['run', '--commit', '--branch', 'new'])).code).toBe(0)
  expect(commits(plan, 'new')).toHaveLength(1)
})

test('an agent that goes to another branch has its work committed nowhere', async () => {
  const plan = repository([{ key: 'a', behaviour: 'extra="git checkout -q -b away"' }])
  const { code, stdout } = await run(plan, committing)
  expect([code, commits(plan)]).toEqual([1, []])
  expect(stdout).toContain(
    'the work is not committed: the branch away is checked out, and the run works on main',
  )
})

test('settings.tsv and variables say it too, and --no-commit goes before them', async () => {
  const settings = 'plan-compile-settings 1\ncommit\tyes\nbranch\tfrom/settings\nplan\tplans/my plan.md\n'
  const plan = repository([{ key: 'a' }])
  writeFileSync(join(plan.root, '.plan/trial/settings.tsv'), settings)
  expect((await run(plan)).code).toBe(0)
  expect(commits(plan, 'from/settings')).toHaveLength(1)
  expect(git(plan, 'log', '-1', '--format=%(trailers:key=Plan,valueonly)')).toBe('plans/my plan.md')
  const none = repository([{ key: 'a' }])
  writeFileSync(join(none.root, '.plan/trial/settings.tsv'), settings)
  expect((await run(none, ['run', '--no-commit'], { PLAN_BRANCH: 'other' })).code).toBe(0)
  expect(commits(none, 'other')).toEqual([])
})
