import { appendFileSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { checkpoint, newFolder, planFolder, textOf, tree } from './support/plan-folder.ts'
import { run } from './support/run-script.ts'

vi.setConfig({ testTimeout: 120_000 })

const hostile = [
  '$(touch pwned)',
  '`touch pwned`',
  '; touch pwned #',
  "' touch pwned '",
  '" touch pwned "',
  '-rf',
  '--help',
  '*',
  '~',
  '\\n%s%n\\',
  '{{touch}} $IFS @file !`touch pwned` é 漢字',
  'x'.repeat(200),
]

test('hostile titles, paths and agent names are text', async () => {
  const nodes = hostile.map((text, index) => ({
    key: `task-${index}`,
    title: text,
    agent: text,
    files: [`create\tout ${index}/${text.replaceAll('/', '')}`],
  }))
  const plan = planFolder(nodes)
  for (const command of ['dry-run', 'run', 'status', 'outcomes']) {
    const { code, stdout, stderr } = await run(plan, [command])
    expect([code, stderr]).toEqual([0, ''])
    for (const text of command === 'outcomes' ? [] : hostile) expect(stdout).toContain(text)
  }
  expect(nodes.map(({ key }) => textOf(join(plan.root, `.stand-in/${key}.agent`)))).toEqual(hostile)
  expect(JSON.parse(textOf(join(plan.state, 'outcomes.json')) ?? '')).toMatchObject(
    nodes.map(({ agent, files }) => ({ agent_used: agent, artifacts: files.map((file) => file.slice(7)) })),
  )
  expect(tree(plan.root).filter((path) => path.endsWith('pwned'))).toEqual([])
})

test('an agent is told one sentence of ours', async () => {
  const plan = planFolder([{ key: 'a.b_c-1', title: '/clear @file $1' }])
  await run(plan)
  expect(textOf(join(plan.root, '.stand-in/a.b_c-1.told'))).toBe(
    'Read the file .plan/trial/prompts/a.b_c-1.md and carry out the task described there.\n',
  )
  expect(textOf(join(plan.root, '.stand-in/a.b_c-1.agent'))).toBe('')
})

test('control characters of data do not reach the terminal', async () => {
  const plan = planFolder([{ key: 'only', title: 'red \u001b[31m bell \u0007' }])
  for (const command of ['dry-run', 'run', 'status']) {
    expect((await run(plan, [command])).stdout).toContain('red ?[31m bell ?')
  }
})

test('commands with control characters are refused', async () => {
  const plan = planFolder([{ key: 'only', commands: ['true \u001b[8m; touch pwned'] }])
  expect((await run(plan, ['run', '--accept-commands'])).code).toBe(2)
})

const row = 'only\ttask\t1\t-\t-\t-\t60\t2\tTitle\n'
test.each([
  ['another format', 'plan-compile-tasks 2\n', 'line 1: this script does not know the format'],
  ['no task', 'plan-compile-tasks 1\n', 'it has no node'],
  [
    'a column too few',
    `plan-compile-tasks 1\n${row.replace('\tTitle', '')}`,
    'line 2: it has not nine columns',
  ],
  [
    'a column too many',
    `plan-compile-tasks 1\n${row.replace('\n', '\tmore\n')}`,
    'line 2: it has not nine columns',
  ],
  [
    'a key that is a path',
    `plan-compile-tasks 1\n${row.replace('only', '../only')}`,
    'line 2: a key has other characters',
  ],
  [
    'a key that is an option',
    `plan-compile-tasks 1\n${row.replace('only', '-only')}`,
    'line 2: a key has other characters',
  ],
  ['a key twice', `plan-compile-tasks 1\n${row}${row}`, 'line 3: only was there before'],
  [
    'a need that stands below',
    `plan-compile-tasks 1\n${row.replace('1\t-', '1\tlater')}`,
    'line 2: only needs what does not stand above it',
  ],
  [
    'a need of itself',
    `plan-compile-tasks 1\n${row.replace('1\t-', '1\tonly')}`,
    'line 2: only needs what does not stand above it',
  ],
  [
    'a strange kind',
    `plan-compile-tasks 1\n${row.replace('task', 'tusk')}`,
    'line 2: a kind is not task, check, gate or barrier',
  ],
  [
    'a timeout that is code',
    `plan-compile-tasks 1\n${row.replace('60', 'a[$(touch pwned)]')}`,
    'line 2: a timeout is no number',
  ],
  [
    'a wave with a leading zero',
    `plan-compile-tasks 1\n${row.replace('1', '08')}`,
    'line 2: a wave is no number',
  ],
])('a table with %s is refused', async (_, table, message) => {
  const plan = planFolder([{ key: 'only' }])
  writeFileSync(join(plan.root, '.plan/trial/tasks.tsv'), table)
  const { code, stderr } = await run(plan)
  expect([code, existsSync(plan.state), existsSync(join(plan.root, 'pwned'))]).toEqual([2, false, false])
  expect(stderr).toContain(message)
})

test('a missing prompt is found before anything starts', async () => {
  const plan = planFolder([{ key: 'only' }])
  rmSync(join(plan.root, '.plan/trial/prompts/only.md'))
  const { code, stderr } = await run(plan)
  expect([code, stderr]).toEqual([
    2,
    'run.sh: tasks.tsv, line 2: there is no prompts/only.md (compile the plan again)\n',
  ])
})

test('a declaration that is not understood is not passed over', async () => {
  const plan = planFolder([{ key: 'only' }])
  appendFileSync(join(plan.root, '.plan/trial/checks/only.files'), 'rename\tx\n')
  expect((await run(plan)).code).toBe(1)
  expect(checkpoint(plan, 'only')).toBe('blocked')
})

test.each([
  [['walk'], 'unknown command or option: walk'],
  [['--jobs'], '--jobs needs a value'],
  [['--jobs', '0'], '--jobs needs a number from 1'],
  [['task', 'nobody'], 'the plan has no nobody'],
  [['task', '../only'], 'the plan has no ../only'],
  [['wave', '7'], 'the plan has no wave 7'],
  [['approve', 'only'], 'only is a task, not a gate'],
  [['--root', '/nowhere'], 'there is no folder /nowhere'],
  [['--root', '/usr'], 'is not below /usr'],
])('usage: %j', async (words, message) => {
  const plan = planFolder([{ key: 'only' }])
  const { code, stderr } = await run(plan, words)
  expect([code, existsSync(plan.state)]).toEqual([2, false])
  expect(stderr).toContain(message)
})

test('--help names every command and every exit code', async () => {
  const { code, stdout } = await run(planFolder([{ key: 'only' }]), ['--help'])
  expect(code).toBe(0)
  for (const word of ['resume', 'approve GATE', '--redo-missing', '0 all done', '12 the state'])
    expect(stdout).toContain(word)
})

test('a plan folder whose path agents could misread is refused', async () => {
  const root = newFolder()
  mkdirSync(join(root, 'some folder/.plan/trial'), { recursive: true })
  const plan = planFolder([{ key: 'only' }], join(root, 'some folder'))
  expect((await run(plan)).code).toBe(0)
  const { code, stderr } = await run(plan, ['run', '--root', root])
  expect(code).toBe(2)
  expect(stderr).toContain('only letters, digits and . _ - / may stand in the path that agents are told')
})
