import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import {
  checkpoint,
  instrument,
  type PlanFolder,
  type PlanNode,
  planFolder,
  starts,
} from './support/plan-folder.ts'
import { pause, run, start, until } from './support/run-script.ts'

vi.setConfig({ testTimeout: 120_000 })

const diamond: readonly PlanNode[] = [
  { key: 'base' },
  { key: 'left', wave: 2, needs: ['base'] },
  { key: 'right', wave: 2, needs: ['base'] },
  { key: 'top', wave: 3, needs: ['left', 'right'] },
]

function git(folder: string, ...words: readonly string[]): string {
  const identity = ['-c', 'user.name=Test', '-c', 'user.email=test@localhost']
  return execFileSync('git', [...identity, ...words], { cwd: folder, encoding: 'utf8' }).trim()
}

function repository(nodes: readonly PlanNode[]): PlanFolder {
  const plan = planFolder(nodes)
  git(plan.root, 'init', '--quiet')
  writeFileSync(join(plan.root, '.gitignore'), '.stand-in/\nignored/\n')
  writeFileSync(join(plan.root, 'shared.txt'), 'as it was\n')
  git(plan.root, 'add', '.gitignore', 'shared.txt')
  git(plan.root, 'commit', '--quiet', '-m', 'Begin')
  return plan
}

function filesIn({ root }: PlanFolder, branch: string): readonly string[] {
  return git(root, 'ls-tree', '-r', '--name-only', branch)
    .split('\n')
    .filter((path) => path.startsWith('out/'))
}

const running = ['run', '--worktrees']

test('each task works on a branch that holds exactly what it needs; the checkout is left alone', async () => {
  const plan = repository(diamond)
  const { code, stdout } = await run(plan, running)
  expect([code, stdout.includes('also changed')]).toEqual([0, false])
  expect(filesIn(plan, 'plan/trial/left')).toEqual(['out/base.txt', 'out/left.txt'])
  expect(filesIn(plan, 'plan/trial/top')).toEqual(
    ['base', 'left', 'right', 'top'].map((key) => `out/${key}.txt`),
  )
  expect(existsSync(join(plan.root, 'out'))).toBe(false)
  expect(git(plan.root, 'status', '--porcelain')).toBe('?? .plan/')
  expect(readdirSync(join(plan.state, 'trees'))).toEqual([])
})

test('integrate brings all of it into the checkout, once', async () => {
  const plan = repository(diamond)
  await run(plan, running)
  expect((await run(plan, ['integrate'])).stdout).toContain('the work of the plan is in the checkout')
  expect(readdirSync(join(plan.root, 'out')).sort()).toEqual(['base.txt', 'left.txt', 'right.txt', 'top.txt'])
  const again = await run(plan, ['integrate'])
  expect([again.code, again.stdout.includes('is in the checkout already')]).toEqual([0, true])
  expect((await run(plan)).code).toBe(0)
  expect(starts(plan, 'base')).toBe(1)
})

const writing = (key: string) => `extra="echo ${key} >shared.txt"`

test('what two tasks have written differently is for a person to mend, and then the run goes on', async () => {
  const plan = repository([
    { key: 'left', behaviour: writing('left') },
    { key: 'right', behaviour: writing('right') },
    { key: 'top', wave: 2, needs: ['left', 'right'] },
  ])
  const { code, stdout } = await run(plan, running)
  expect([code, checkpoint(plan, 'top'), starts(plan, 'top')]).toEqual([1, 'blocked', 0])
  const next = /right conflicts .*, in shared\.txt: (git -C \S+ merge plan\/trial\/right), mend/.exec(
    stdout,
  )?.[1]
  expect(next).toBe('git -C .plan/trial/state/trees/trial.top merge plan/trial/right')
  const tree = join(plan.state, 'trees/trial.top')
  expect(() => git(tree, 'merge', 'plan/trial/right')).toThrow()
  expect((await run(plan, ['resume'])).stdout).toContain(
    'a merge waits to be committed in .plan/trial/state/trees/trial.top',
  )
  writeFileSync(join(tree, 'shared.txt'), 'both\n')
  git(tree, 'commit', '--quiet', '--all', '--no-edit')
  expect((await run(plan, ['resume'])).code).toBe(0)
  expect(git(plan.root, 'show', 'plan/trial/top:shared.txt')).toBe('both')
})

test('so is what integrate cannot merge, and what is merged stays', async () => {
  const plan = repository([
    { key: 'left', behaviour: writing('left') },
    { key: 'right', behaviour: writing('right') },
  ])
  await run(plan, running)
  const { code, stderr } = await run(plan, ['integrate'])
  expect([code, git(plan.root, 'show', 'HEAD:shared.txt')]).toEqual([8, 'as it was'])
  expect(stderr).toContain('right conflicts with what was merged before it, in shared.txt')
  const tree = join(plan.state, 'trees/trial.integration')
  writeFileSync(join(tree, 'shared.txt'), 'both\n')
  git(tree, 'commit', '--quiet', '--all', '--no-edit')
  expect((await run(plan, ['integrate'])).code).toBe(0)
  expect(readFileSync(join(plan.root, 'shared.txt'), 'utf8')).toBe('both\n')
})

test('the checkout keeps what it has got since: changes are refused, a conflict is undone', async () => {
  const plan = repository([{ key: 'only', behaviour: writing('only') }])
  await run(plan, running)
  writeFileSync(join(plan.root, 'shared.txt'), 'mine\n')
  const dirty = await run(plan, ['integrate'])
  expect([dirty.code, dirty.stderr.includes('changes that are in no commit')]).toEqual([8, true])
  git(plan.root, 'commit', '--quiet', '--all', '-m', 'Mine')
  const { code, stderr } = await run(plan, ['integrate'])
  expect([code, git(plan.root, 'status', '--porcelain')]).toEqual([8, '?? .plan/'])
  expect(stderr).toContain('git merge plan/trial/integration')
  expect(readFileSync(join(plan.root, 'shared.txt'), 'utf8')).toBe('mine\n')
})

test('a declared file that git ignores would be lost, and is told', async () => {
  const plan = repository([{ key: 'only', files: ['create\tignored/x.txt'] }])
  const { code, stdout } = await run(plan, running)
  expect([code, stdout.includes('git ignores it, so it is in no commit: ignored/x.txt')]).toEqual([1, true])
})

test('a tree that a killed git has left half made is made again', async () => {
  const plan = repository([{ key: 'only', behaviour: '[ "$PLAN_ATTEMPT" -gt 1 ] || kill -9 $$ $PPID' }])
  expect((await run(plan, running)).code).toBe(0)
  expect(filesIn(plan, 'plan/trial/only')).toEqual(['out/only.txt'])
})

test('while git adds one tree, the next one waits', async () => {
  const plan = repository([{ key: 'one' }, { key: 'two' }])
  const hold = join(plan.root, '.stand-in/hold')
  const isHeld = join(plan.root, '.stand-in/held')
  const stop = `trap - DEBUG; : >"${isHeld}"; while [ -e "${hold}" ]; do sleep 0.05; done`
  const trap = `case \${FUNCNAME[*]-}:$BASH_COMMAND in *add_tree*:rm*) [ -e "${isHeld}" ] || { ${stop}; } ;; esac`
  writeFileSync(hold, '')
  instrument(plan, `if [ "\${1-}" = __supervise ]; then set -T; trap '${trap}' DEBUG; fi`)
  const { ended } = start(plan, running)
  await until('one is held', () => existsSync(isHeld))
  await pause(1500)
  expect(readdirSync(join(plan.state, 'logs')).filter((name) => name.endsWith('.1.log'))).toHaveLength(2)
  expect(starts(plan, 'one') + starts(plan, 'two')).toBe(0)
  rmSync(hold)
  expect((await ended).code).toBe(0)
})

test('the first run decides for those that follow', async () => {
  const plan = repository([{ key: 'first' }, { key: 'second', needs: ['first'], behaviour: 'code=1' }])
  expect((await run(plan)).code).toBe(1)
  expect((await run(plan, ['resume', '--worktrees'])).stderr).toContain('began without --worktrees')
  const other = planFolder([{ key: 'only' }])
  expect((await run(other, running)).stderr).toContain('--worktrees needs a git repository with a commit')
})

test('notes and the page of the task come along, and are in no commit', async () => {
  const note =
    'test -s "$PLAN_PROMPT" || code=1; mkdir -p .plan/trial/notes; echo "$PLAN_TASK" >.plan/trial/notes/$PLAN_TASK.md'
  const plan = repository([
    { key: 'first', behaviour: note },
    {
      key: 'second',
      needs: ['first'],
      behaviour: `${note}; grep -q first .plan/trial/notes/first.md || code=1`,
    },
  ])
  expect((await run(plan, running)).code).toBe(0)
  expect(git(plan.root, 'ls-tree', '-r', '--name-only', 'plan/trial/second')).not.toContain('.plan')
})
