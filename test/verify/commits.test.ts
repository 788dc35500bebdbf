import { expect, it, vi } from 'vitest'
import { saying } from '../cli/machine.ts'
import { repositoryWith } from './repository.ts'

vi.setConfig({ testTimeout: 120_000 })

const plan = `# Plan

## Phases

### Phase 1: One

**Files:**

- \`one.md\`
- \`folder/\`

### Phase 2: Two

**Files:**

- \`two.md\`
`

interface Commit {
  readonly id: string
  readonly subject: string
  readonly by: string
}

async function verifying(folder: string, ...args: readonly string[]) {
  const environment = { PATH: process.env['PATH'] ?? '' }
  return saying(['verify', 'plan.md', '--base', 'base', ...args], { folder, environment })
}

/** The commits of each task: how it was found, then its first line. */
async function commitsIn(folder: string): Promise<readonly (readonly string[])[]> {
  const { output } = await verifying(folder, '--json')
  const tasks: readonly { commits: readonly Commit[] }[] = JSON.parse(output).tasks
  return tasks.map(({ commits }) => commits.map(({ by, subject }) => `${by}: ${subject}`))
}

function repository() {
  const { git, ...rest } = repositoryWith({ 'plan.md': plan })
  git('tag', 'base')
  const commit = (path: string, ...message: readonly string[]) => {
    rest.write(path, `${message.join()}\n`)
    git('add', '.')
    git('commit', '-q', ...message.flatMap((part) => ['-m', part]))
  }
  return { ...rest, git, commit }
}

it('a commit belongs to the task that it names, by its trailer or its scope', async () => {
  const { folder, commit } = repository()
  commit('one.md', 'Something', 'Plan: plan.md\nPlan-Task: phase-1')
  commit('x.md', 'fix(1)!: more')
  commit('two.md', 'feat(phase-2): two')
  expect(await commitsIn(folder)).toEqual([
    ['name: fix(1)!: more', 'name: Something'],
    ['name: feat(phase-2): two'],
  ])
})

it('where none names the task, those that change its files are shown', async () => {
  const { folder, git, commit } = repository()
  commit('one.md', 'One')
  commit('folder/deep/a b.md', 'Deep')
  commit('folders.md', 'Near miss')
  const { output } = await verifying(folder)
  const [, deep, one] = git('rev-list', 'base..HEAD').split('\n')
  expect(await commitsIn(folder)).toEqual([['files: Deep', 'files: One'], []])
  expect(output).toContain(`  · its files are committed in ${deep?.slice(0, 8)}, ${one?.slice(0, 8)}\n`)
})

it('what names another plan, or stood there before the base, is not its own', async () => {
  const { folder, git, commit } = repository()
  commit('y.md', 'feat(2): old')
  git('tag', '--force', 'base')
  commit('z.md', 'Other', 'Plan: other.md\nPlan-Task: phase-2')
  expect(await commitsIn(folder)).toEqual([[], []])
})

it('branches of work trees count, and a first line is only text', async () => {
  const { folder, git, commit } = repository()
  git('checkout', '-q', '-b', 'plan/plan/phase-2')
  commit('-x.md', 'feat(phase-2): <b> $(touch pwned)')
  git('checkout', '-q', 'main')
  expect(await commitsIn(folder)).toEqual([[], ['name: feat(phase-2): <b> $(touch pwned)']])
})
