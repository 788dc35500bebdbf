import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { checkpoint, journal, type PlanFolder, planFolder, starts, textOf } from './support/plan-folder.ts'
import { beginRepository } from './support/repository.ts'
import { kill, processesOf, run, start, until } from './support/run-script.ts'

vi.setConfig({ testTimeout: 120_000 })

function claim(plan: PlanFolder, key: string): void {
  writeFileSync(join(plan.state, `../checks/${key}.claim`), 'plan.md, line 7\n')
}

const nodes = [
  { key: 'first', files: ['create\tfirst.txt'], commands: ['echo proven >>ran; test -e first.txt'] },
  { key: 'second', needs: ['first'] },
]

const isOfFirst = (outcome: { readonly thread_id: string }) => outcome.thread_id === 'first'

test('what the plan calls done is proven, and no agent starts', async () => {
  const plan = planFolder(nodes)
  claim(plan, 'first')
  writeFileSync(join(plan.root, 'first.txt'), 'there\n')
  const { code, stdout } = await run(plan, ['run', '--accept-commands'])
  expect([code, starts(plan, 'first'), starts(plan, 'second')]).toEqual([0, 0, 1])
  expect(stdout).toContain('done before, as the plan says: files and commands proven')
  await run(plan, ['run', '--accept-commands'])
  expect(textOf(join(plan.root, 'ran'))).toBe('proven\n')
  const outcome = JSON.parse((await run(plan, ['outcomes'])).stdout).find(isOfFirst)
  expect(outcome).toMatchObject({ status: 'completed', reason: 'claimed', agent_used: null, starts: 0 })
  expect((await run(plan, ['report'])).stdout).not.toMatch(/Created:[^#]*first\.txt/)
})

test.each([
  { what: 'a file is not there', file: undefined, commands: ['true'] },
  { what: 'a file is empty', file: '', commands: ['true'] },
  { what: 'a command fails', file: 'there\n', commands: ['test -e second.txt'] },
])('where $what, the claim is refused once, and an agent does the task', async ({ file, commands }) => {
  const plan = planFolder([{ key: 'first', files: ['create\tfirst.txt'], commands }])
  claim(plan, 'first')
  if (file !== undefined) writeFileSync(join(plan.root, 'first.txt'), file)
  const { stdout } = await run(plan, ['run', '--accept-commands'])
  expect([starts(plan, 'first') > 0, stdout.includes('its proof does not hold')]).toEqual([true, true])
  await run(plan, ['resume', '--accept-commands'])
  expect(journal(plan).filter(({ event }) => event === 'claim-refused')).toHaveLength(1)
})

test('where nothing can be proven, nothing is believed', async () => {
  const plan = planFolder([{ key: 'first', files: [] }])
  claim(plan, 'first')
  await run(plan, ['run'])
  expect(starts(plan, 'first')).toBe(1)
})

test('a proof that is killed, alone or with all others, is begun again: no agent starts', async () => {
  const plan = planFolder([
    { ...nodes[0], key: 'first', commands: ['test -e slow || { touch slow; sleep 600; }'] },
  ])
  claim(plan, 'first')
  writeFileSync(join(plan.root, 'first.txt'), 'there\n')
  const first = start(plan, ['run', '--accept-commands'])
  await until('the proof runs', () => textOf(join(plan.root, 'slow')) !== undefined)
  for (const { pid } of processesOf(plan)) kill(pid)
  await first.ended
  expect((await run(plan, ['run'])).code).toBe(0)
  expect([checkpoint(plan, 'first'), starts(plan, 'first')]).toEqual(['done', 0])
})

test('it holds in work trees too, for what the last commit has', async () => {
  const plan = planFolder(nodes)
  claim(plan, 'first')
  writeFileSync(join(plan.root, 'first.txt'), 'there\n')
  beginRepository(plan)
  execFileSync('git', ['add', 'first.txt'], { cwd: plan.root })
  execFileSync('git', ['commit', '--quiet', '-m', 'What was done before'], { cwd: plan.root })
  const { code } = await run(plan, ['run', '--worktrees', '--accept-commands'])
  expect([code, starts(plan, 'first'), starts(plan, 'second')]).toEqual([0, 0, 1])
  expect((await run(plan, ['integrate'])).code).toBe(0)
  expect(readFileSync(join(plan.root, 'first.txt'), 'utf8')).toBe('there\n')
})
