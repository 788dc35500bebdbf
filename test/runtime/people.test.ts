import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import {
  checkpoint,
  events,
  instrument,
  notes,
  type PlanFolder,
  type PlanNode,
  planFolder,
  starts,
  textOf,
} from './support/plan-folder.ts'
import { type Ended, run, shell, start, until, type Variables } from './support/run-script.ts'

vi.setConfig({ testTimeout: 120_000 })

const page = (folder: PlanFolder, key: string) =>
  textOf(join(folder.root, `.plan/trial/notes/${key}.answers.md`)) ?? ''

const status = async (folder: PlanFolder) => (await run(folder, ['status'])).stdout

/** A stand-in that ends with this report, as long as the page of answers does not say postgres. */
function asks(lines: string, key = 'ask'): string {
  return `extra='grep -qs postgres "$PLAN_DIR/notes/${key}.answers.md" || { printf "## Task: BLOCKED\\n\\nreason: too little is known\\n${lines}\\n"; exit 0; }'`
}

const asking: readonly PlanNode[] = [
  { key: 'ask', agent: 'x', behaviour: asks('question: Which database?') },
  { key: 'behind', wave: 2, needs: ['ask'] },
  { key: 'beside' },
]

/** With words on standard input. */
function runWith(folder: PlanFolder, words: readonly string[], input: string | Buffer): Ended {
  const { status, stdout, stderr } = spawnSync(shell, [folder.script, ...words], {
    cwd: folder.root,
    input,
    encoding: 'utf8',
  })
  return { code: status ?? 128, stdout, stderr }
}

interface Outcome {
  readonly thread_id: string
  readonly status: string
  readonly report: string
  readonly next_steps: readonly string[]
  readonly question: string
}

async function outcome(folder: PlanFolder, key: string): Promise<Outcome | undefined> {
  const outcomes: readonly Outcome[] = JSON.parse((await run(folder, ['outcomes'])).stdout)
  return outcomes.find(({ thread_id }) => thread_id === key)
}

test('a question is shown wherever a person looks, with the command that answers it', async () => {
  const plan = planFolder(asking)
  const { code, stdout } = await run(plan)
  expect([code, checkpoint(plan, 'ask'), checkpoint(plan, 'beside')]).toEqual([1, 'blocked', 'done'])
  for (const text of [stdout, await status(plan)]) {
    expect(text).toMatch(
      /ask +blocked .*the agent reports BLOCKED: too little is known .*; asks: Which database\?/,
    )
    expect(text).toMatch(/\nask asks: Which database\?\n {2}to answer: \S*.*run\.sh answer ask TEXT\n/)
  }
  expect((await run(plan, ['report'])).stdout).toMatch(
    /Next Steps\n\n1\. `.*run\.sh answer ask TEXT`\n2\. `.*resume`/,
  )
  const { next_steps, question } = (await outcome(plan, 'ask')) ?? {}
  expect(question).toBe('Which database?')
  expect(next_steps?.[0]).toBe('.plan/trial/run.sh answer ask TEXT')
})

test('a task that has its answer is tried again by the next run, and only by that', async () => {
  const plan = planFolder(asking)
  await run(plan)
  const { code, stdout } = await run(plan, ['answer', 'ask', 'Take postgres.'])
  expect([code, stdout.split('\n')[0]]).toEqual([
    0,
    'answer 1 to ask is kept in .plan/trial/notes/ask.answers.md',
  ])
  expect(await status(plan)).toMatch(/ask +pending .*answered: the next run tries it again/)
  expect((await run(plan)).code).toBe(0)
  expect([starts(plan, 'ask'), starts(plan, 'behind'), events(plan, 'answered', 'ask')]).toEqual([
    1 + 1,
    1,
    1,
  ])
  expect((await run(plan, ['answer', 'ask', 'more'])).code).toBe(1)
})

test('an answer that does not help is used once', async () => {
  const plan = planFolder(asking)
  await run(plan)
  await run(plan, ['answer', 'ask', 'I do not know'])
  expect((await run(plan)).code).toBe(1)
  expect((await run(plan)).code).toBe(1)
  expect(starts(plan, 'ask')).toBe(2)
  await run(plan, ['answer', 'ask', 'postgres'])
  expect((await run(plan)).code).toBe(0)
  expect(page(plan, 'ask').match(/^## Answer \d/gm)).toEqual(['## Answer 1', '## Answer 2'])
})

test('an active run goes on with an answer', async () => {
  const plan = planFolder([...asking.slice(0, 2), { key: 'beside', behaviour: 'seconds=6' }])
  const running = start(plan, ['run', '--jobs', '2'])
  await until('it asks', () => checkpoint(plan, 'ask') === 'blocked')
  expect((await run(plan, ['answer', 'ask', 'postgres'])).stdout).toMatch(
    /; the active run goes on with it\n$/,
  )
  await until('it is done', () => checkpoint(plan, 'behind') === 'done')
  expect(checkpoint(plan, 'beside')).toBe('running')
  expect((await running.ended).code).toBe(0)
})

test('words of a person are words: nothing in them is run, or ends the page', async () => {
  const plan = planFolder(asking)
  await run(plan)
  const text = `\`\`\`\n# A heading\n## Answer 7\r\n$(touch pwned) \`touch pwned\`\u001b[2J\u0007 "'\\ %s &\n~~~\t<!-- äö postgres\n${'x'.repeat(10_000)}\n\n`
  expect(runWith(plan, ['answer', 'ask'], text).code).toBe(0)
  const lines = page(plan, 'ask').split('\n')
  expect(lines[0]).toBe('# What a person has answered to ask')
  expect(lines.filter((line) => !line.startsWith('> '))).toHaveLength(5)
  expect(page(plan, 'ask')).toContain(
    '> ```\n> # A heading\n> ## Answer 7\n> $(touch pwned) `touch pwned`?[2J? "\'\\ %s &\n> ~~~\t<!-- äö postgres\n> xxx',
  )
  expect(lines.at(-2)).toBe(`> ${'x'.repeat(10_000)}`)
  expect((await run(plan)).code).toBe(0)
  expect(existsSync(join(plan.root, 'pwned'))).toBe(false)
})

test('what is no answer is refused, and keeps nothing', async () => {
  const plan = planFolder([...asking, { key: 'gate', kind: 'gate', wave: 3 }])
  await run(plan)
  expect(runWith(plan, ['answer', 'ask'], ' \n').code).toBe(2)
  expect(runWith(plan, ['answer', 'ask', ''], '').code).toBe(2)
  expect(runWith(plan, ['answer', 'ask'], Buffer.from('a\0b')).code).toBe(2)
  expect(runWith(plan, ['answer', 'ask'], 'x'.repeat(100_001)).code).toBe(2)
  const { code, stderr } = await run(plan, ['answer', 'ask', 'use', 'status'])
  expect([code, stderr]).toEqual([2, 'run.sh: answer takes one text: put it between quotes\n'])
  expect((await run(plan, ['answer', 'gate', 'yes'])).code).toBe(2)
  expect((await run(plan, ['answer', 'nobody', 'yes'])).code).toBe(2)
  expect([page(plan, 'ask'), existsSync(join(plan.state, 'answers'))]).toEqual(['', false])
  expect((await run(plan, ['answer', 'ask', '--', '--yes'])).code).toBe(0)
  expect(page(plan, 'ask')).toContain('\n> --yes\n')
})

test('hostile text of an agent stays text, and is cut at a character', async () => {
  const long = 'ö'.repeat(2000)
  const plan = planFolder([
    { key: 'ask', behaviour: asks(`question: \\033[2J\\\`touch pwned\\\` | <b> ${long}`) },
  ])
  await run(plan)
  const text = await status(plan)
  expect(text).not.toContain('\u001b')
  expect(text).toContain('ask asks: [2J`touch pwned` | <b> öö')
  expect((await outcome(plan, 'ask'))?.question).toMatch(/ö…$/)
  expect((await run(plan, ['report'])).stdout).toContain('\\`touch pwned\\` \\| \\<b> öö')
})

test('a question with a kind goes to no deputy; without one the deputy tries first', async () => {
  const plan = planFolder([
    { key: 'ask', agent: 'x', deputy: 'y', behaviour: asks('question: [deviation] May I change a.ts?') },
    { key: 'other', agent: 'x', deputy: 'y', behaviour: asks('question: Which?', 'other') },
  ])
  await run(plan, ['run', '--keep-going'])
  expect([starts(plan, 'ask'), starts(plan, 'other')]).toEqual([1, 2])
  expect(await status(plan)).toContain('ask asks (deviation): May I change a.ts?')
})

test.each(['question: …', 'question: none', 'question: n/a', '- question: <what>'])(
  '“%s” asks nothing',
  async (line) => {
    const plan = planFolder([{ key: 'ask', behaviour: asks(line) }])
    await run(plan)
    expect([checkpoint(plan, 'ask'), await status(plan)]).toEqual([
      'blocked',
      expect.not.stringContaining(' asks'),
    ])
  },
)

const wrong: readonly PlanNode[] = [
  { key: 'ask', agent: 'x', deputy: 'y', behaviour: asks('plan is wrong: there is no such table') },
  { key: 'beside', behaviour: 'seconds=2' },
  { key: 'later', wave: 2, needs: ['beside'] },
]

test('a plan that is wrong pauses everything until a person has answered', async () => {
  const plan = planFolder(wrong)
  const { code, stdout } = await run(plan)
  expect([code, checkpoint(plan, 'beside'), starts(plan, 'later'), starts(plan, 'ask')]).toEqual([
    10,
    'done',
    0,
    1,
  ])
  expect(stdout).toContain('; paused (exit 10)\n')
  expect(await status(plan)).toMatch(
    /\nask says that the plan is wrong: there is no such table\n {2}to answer: .* answer ask TEXT/,
  )
  for (const words of [['run'], ['resume'], ['run', '--yes'], ['next'], ['wave', '2'], ['task', 'later']])
    expect([words, (await run(plan, words)).code, starts(plan, 'later')]).toEqual([words, 10, 0])
  await run(plan, ['answer', 'ask', 'postgres has it'])
  expect([(await run(plan)).code, starts(plan, 'later'), starts(plan, 'ask')]).toEqual([0, 1, 2])
})

test('to skip the task that says so lifts the pause too, also while the plan runs', async () => {
  const [ask, , later] = wrong
  const plan = planFolder([
    { key: 'ask', ...ask },
    { key: 'beside', behaviour: 'seconds=5' },
    { key: 'free' },
    { key: 'later', ...later },
  ])
  const running = start(plan, ['run', '--jobs', '2'])
  await until('it pauses', () => checkpoint(plan, 'ask') === 'blocked')
  expect((await run(plan, ['skip', 'ask'])).code).toBe(0)
  expect([(await running.ended).code, starts(plan, 'free'), starts(plan, 'later')]).toEqual([0, 1, 1])
})

test('a task that a person skips is never called done, and what needs it goes on', async () => {
  const plan = planFolder([
    { key: 'bad', behaviour: 'code=3' },
    { key: 'after', wave: 2, needs: ['bad'], behaviour: 'rm -f "$notes/violations"' },
  ])
  expect((await run(plan)).code).toBe(1)
  expect((await run(plan, ['skip', 'bad', 'not wanted | any more'])).code).toBe(0)
  const { code, stdout } = await run(plan)
  expect([code, starts(plan, 'bad'), starts(plan, 'after')]).toEqual([0, 1, 1])
  expect(stdout).toMatch(/bad +waived .*skipped by \S+: not wanted \| any more/)
  expect(stdout).toContain('\n1 of 2 done, 1 skipped by a person\n')
  expect((await run(plan, ['report'])).stdout).toMatch(/PARTIAL SUCCESS \(1 of 2, 1 skipped by a person\)/)
  expect((await outcome(plan, 'bad'))?.status).toBe('waived')
  expect((await run(plan, ['task', 'bad'])).code).toBe(0)
  expect((await run(plan, ['resume'])).code).toBe(0)
  expect([starts(plan, 'bad'), events(plan, 'done', 'bad')]).toEqual([1, 0])
  await run(plan, ['unskip', 'bad'])
  expect([(await run(plan, ['resume'])).code, starts(plan, 'bad')]).toEqual([1, 2])
})

test('what is done, runs, or is no task cannot be skipped', async () => {
  const plan = planFolder([
    { key: 'quick' },
    { key: 'slow', behaviour: 'seconds=3' },
    { key: 'gate', kind: 'gate', needs: ['quick'], wave: 2 },
  ])
  const running = start(plan, ['run'])
  await until(
    'one is done',
    () => checkpoint(plan, 'quick') === 'done' && checkpoint(plan, 'slow') === 'running',
  )
  const codes = await Promise.all(
    ['quick', 'slow', 'gate', 'none'].map(async (key) => (await run(plan, ['skip', key])).code),
  )
  expect(codes).toEqual([1, 1, 2, 2])
  await running.ended
})

test('where every task of a wave fails, nothing more is started, and that is one finding', async () => {
  const plan = planFolder([
    { key: 'one', behaviour: 'code=3' },
    { key: 'two', behaviour: 'code=3' },
    { key: 'root', wave: 2 },
    { key: 'later', wave: 3, needs: ['root'] },
  ])
  const { code, stdout } = await run(plan, ['run', '--jobs', '2'])
  expect([code, starts(plan, 'later')]).toEqual([1, 0])
  expect(stdout).toContain('all 2 tasks of wave 1 failed: nothing more is started')
  expect(stdout).toContain(
    'all tasks of wave 1 failed: look for one cause before the next run (what they have in common: blocked, agent-3)',
  )
  expect((await run(plan)).code).toBe(1)
  expect(starts(plan, 'later')).toBe(0)
  expect([(await run(plan, ['run', '--keep-going'])).code, starts(plan, 'later')]).toEqual([1, 1])
})

test.each([
  ['one is done', [{ key: 'one', behaviour: 'code=3' }, { key: 'two' }]],
  ['it is the only one', [{ key: 'one', behaviour: 'code=3' }]],
  [
    'they ask',
    [
      { key: 'ask', behaviour: asks('question: a?') },
      { key: 'two', behaviour: 'code=3' },
    ],
  ],
])('where %s, the rest goes on', async (_, wave) => {
  const plan = planFolder([...wave, { key: 'root', wave: 2 }])
  await run(plan, ['run', '--jobs', '1'])
  expect(starts(plan, 'root')).toBe(1)
})

const gated: readonly PlanNode[] = [
  { key: 'work' },
  { key: 'acceptance', kind: 'gate', wave: 2, needs: ['work'], title: 'Does it look right?' },
  { key: 'after', wave: 3, needs: ['acceptance'], behaviour: 'rm -f "$notes/violations"' },
]

test('a gate that waits says how to test, to approve and to reject', async () => {
  const { code, stdout } = await run(planFolder(gated))
  expect(code).toBe(10)
  expect(stdout).toMatch(
    /; a gate waits\nnext: .*approve acceptance && .*resume\nto test first: .*report .*\nif something is wrong: .*reject acceptance 'what is wrong'\n/,
  )
})

test('a rejected gate stays shut, with the words of the person, until it is approved', async () => {
  const plan = planFolder(gated)
  await run(plan)
  expect(runWith(plan, ['reject', 'acceptance'], 'The list is empty.\n| no <b>title</b>\n').code).toBe(0)
  const { code, stdout } = await run(plan, ['run', '--yes'])
  expect([code, starts(plan, 'after')]).toEqual([1, 0])
  expect(stdout).toMatch(/acceptance +blocked .*rejected by \S+: The list is empty\. \| no <b>title<\/b>/)
  const { stdout: report } = await run(plan, ['report'])
  expect(report).toMatch(/- acceptance: blocked: rejected by \S+: The list is empty\. \\\| no \\<b>/)
  expect(report).toContain('\n  > The list is empty.\n  > \\| no \\<b>title\\</b>\n')
  expect(report).toMatch(/Next Steps\n\n1\. `.*approve acceptance`/)
  expect(await outcome(plan, 'acceptance')).toMatchObject({
    status: 'blocked',
    report: expect.stringContaining('The list is empty. | no <b>title</b>'),
    next_steps: ['.plan/trial/run.sh approve acceptance'],
  })
  expect((await run(plan, ['approve', 'acceptance'])).code).toBe(0)
  expect([(await run(plan)).code, starts(plan, 'after')]).toEqual([0, 1])
  expect((await run(plan, ['reject', 'acceptance', 'too late'])).code).toBe(1)
  expect([events(plan, 'rejected', 'acceptance'), events(plan, 'approved', 'acceptance')]).toEqual([1, 1])
})

/** Types lines at a pseudo terminal, each when its words have been printed. */
function typing(
  folder: PlanFolder,
  words: readonly string[],
  talk: readonly (readonly [string, string])[],
  variables: Variables = {},
): Promise<Ended> {
  const line = [shell, folder.script, ...words].map((word) => `'${word.replaceAll("'", `'\\''`)}'`).join(' ')
  const child = spawn('script', ['-qec', line, '/dev/null'], {
    cwd: folder.root,
    env: {
      ...process.env,
      PLAN_AGENT: `"${join(import.meta.dirname, 'support/stand-in-agent.sh')}"`,
      ...variables,
    },
  })
  let stdout = ''
  let said = 0
  child.stdout.on('data', (text) => {
    stdout += text
    const next = talk[said]
    if (next !== undefined && stdout.split(next[0]).length > 1 && stdout.lastIndexOf(next[0]) >= 0) {
      said += 1
      child.stdin.write(`${next[1]}\n`)
    }
  })
  return new Promise((resolve) =>
    child.on('exit', (code) => setImmediate(() => resolve({ code: code ?? 128, stdout, stderr: '' }))),
  )
}

const terminal = `${spawnSync('script', ['--version'], { encoding: 'utf8' }).stdout}`.includes('util-linux')

test.skipIf(!terminal)('at a terminal a gate has three answers: good', async () => {
  const plan = planFolder(gated)
  const { code, stdout } = await typing(
    plan,
    [],
    [
      ['Start? [y/N]', 'y'],
      ['g, t or i?', 'g'],
    ],
  )
  expect(stdout).toContain('acceptance: Does it look right?')
  expect([code, starts(plan, 'after')]).toEqual([0, 1])
})

test.skipIf(!terminal)('test first: nothing is decided', async () => {
  const plan = planFolder(gated)
  const { code, stdout } = await typing(
    plan,
    [],
    [
      ['Start? [y/N]', 'y'],
      ['g, t or i?', 't'],
    ],
  )
  expect([code, starts(plan, 'after'), existsSync(join(plan.state, 'rejected'))]).toEqual([10, 0, false])
  expect(stdout).toContain('to test first: ')
})

test.skipIf(!terminal)('issues: they are asked for, and asked about again by resume', async () => {
  const plan = planFolder(gated)
  const talk = [
    ['Start? [y/N]', 'y'],
    ['g, t or i?', 'i'],
    ['What is wrong?', 'the colours'],
  ] as const
  expect((await typing(plan, [], talk)).code).toBe(1)
  expect(await status(plan)).toMatch(/acceptance +blocked .*: the colours/)
  expect((await typing(plan, ['run'], [])).code).toBe(1)
  expect((await typing(plan, ['resume'], [['g, t or i?', 'g']])).code).toBe(0)
})

test.skipIf(!terminal)('a question is answered where it is asked', async () => {
  const plan = planFolder(asking)
  const { code } = await typing(
    plan,
    [],
    [
      ['Start? [y/N]', 'y'],
      ['Your answer (Enter: later): ', 'postgres'],
    ],
  )
  expect([code, starts(plan, 'ask'), starts(plan, 'behind')]).toEqual([0, 2, 1])
})

test('with one-per-agent two tasks of one agent never run at the same time', async () => {
  const nodes = ['a1', 'a2', 'a3', 'b1', 'b2'].map((key) => ({
    key,
    agent: key.startsWith('a') ? 'backend' : 'frontend',
    behaviour: 'seconds=0.7',
  }))
  const plan = planFolder(nodes)
  writeFileSync(join(plan.root, '.plan/trial/settings.tsv'), 'plan-compile-settings 1\none-per-agent\tyes\n')
  expect((await run(plan, ['run', '--jobs', '4'])).code).toBe(0)
  const busy = new Set<string>()
  let both = false
  for (const note of notes(plan)) {
    const [word, key = ''] = note.split(' ')
    const agent = key.slice(0, 1)
    if (word === 'end') busy.delete(agent)
    else {
      expect(busy.has(agent)).toBe(false)
      busy.add(agent)
    }
    both ||= busy.size === 2
  }
  expect(both).toBe(true)
})

function requirements(folder: PlanFolder, ...lines: readonly string[]): void {
  const path = join(folder.root, '.plan/trial/requirements.tsv')
  writeFileSync(path, ['plan-compile-requirements 1', ...lines].map((line) => `${line}\n`).join(''))
}

test('the report says which requirements are covered, and by what', async () => {
  const plan = planFolder([
    { key: 'good', commands: ['true'] },
    { key: 'bad', behaviour: 'code=3' },
  ])
  requirements(plan, 'REQ-1\tReaders see | posts\tgood', 'REQ-2\t-\tgood,bad', 'REQ-3\tPictures\t-')
  await run(plan, ['run', '--accept-commands'])
  expect((await run(plan, ['report'])).stdout).toContain(`### Requirements Coverage

Requirements: 1/3 covered

| Requirement | Title | Evidence |
|---|---|---|
| REQ-1 | Readers see \\| posts | good: files and commands proven |
| REQ-2 |  | not covered: bad is blocked |
| REQ-3 | Pictures | not covered: no task claims it |
`)
})

test('what was not proven, or was skipped by a person, covers nothing', async () => {
  const plan = planFolder([
    { key: 'good', commands: ['true'] },
    { key: 'bad', behaviour: 'code=3' },
  ])
  requirements(plan, 'REQ-1\tOne\tgood', 'REQ-2\tTwo\tbad')
  await run(plan)
  await run(plan, ['skip', 'bad'])
  const { stdout } = await run(plan, ['report'])
  expect(stdout).toContain('Requirements: 0/2 covered')
  expect(stdout).toContain('| not covered: good is unproven |')
  expect(stdout).toContain('| not covered: bad is waived |')
})

test('requirements that are not as described are refused', async () => {
  const plan = planFolder([{ key: 'good' }])
  requirements(plan, 'REQ-1\tOne\tnobody')
  expect((await run(plan, ['report'])).code).toBe(2)
  requirements(plan, 'REQ-1')
  expect((await run(plan, ['report'])).code).toBe(2)
})

test('when all is done, that is said', async () => {
  expect((await run(planFolder([{ key: 'only' }]))).stdout).toContain('\n1 of 1 done: the plan is complete\n')
})

test('two people who answer at once both keep their words', async () => {
  const plan = planFolder(asking)
  await run(plan)
  const words = ['one', 'two', 'three', 'four', 'five']
  const ended = await Promise.all(words.map((word) => run(plan, ['answer', 'ask', `postgres ${word}`])))
  expect(ended.map(({ code }) => code)).toEqual([0, 0, 0, 0, 0])
  for (const word of words) expect(page(plan, 'ask')).toContain(`\n> postgres ${word}\n`)
  expect(events(plan, 'answered')).toBe(5)
})

/** Dies by kill -9 before the command of this number. */
const deadly = `deadly_count=0; set -T; trap '[ $((deadly_count += 1)) -ne $PLAN_DIES_AT ] || kill -9 $$' DEBUG`

test.each([
  [
    'answer',
    ['answer', 'ask', 'postgres\nsecond line'],
    'answers/ask/1',
    /^\d+ \S+\npostgres\nsecond line\n$/,
  ],
  ['skip', ['skip', 'ask', 'never mind'], 'skipped/ask', /^\S+ \S+ \d+\nnever mind\n$/],
  ['reject', ['reject', 'acceptance', 'a\nb'], 'rejected/acceptance', /^\S+ \S+ \d+\na\nb\n$/],
] as const)(
  'killed at any command, %s leaves the old state or the new one',
  async (_, words, file, whole) => {
    const plan = planFolder([...asking, { key: 'acceptance', kind: 'gate', wave: 2, needs: ['beside'] }])
    await run(plan)
    const script = readFileSync(plan.script, 'utf8')
    const step = Number(process.env['PLAN_CRASH_STEP'] ?? 23)
    let kills = 0
    for (let at = 5; at > 0; at += step) {
      instrument(plan, deadly)
      const { code } = await run(plan, words, { PLAN_DIES_AT: String(at) })
      writeFileSync(plan.script, script)
      kills += 1
      const text = textOf(join(plan.state, file))
      if (text !== undefined) expect(text).toMatch(whole)
      expect([0, 137]).toContain(code)
      if (code === 0) break
      expect((await run(plan, ['status'])).code).toBe(0)
    }
    expect(kills).toBeGreaterThan(3)
    expect(textOf(join(plan.state, file))).toMatch(whole)
  },
)

test('killed after an answer and before the attempt, a run forgets no answer', async () => {
  const plan = planFolder(asking)
  await run(plan)
  await run(plan, ['answer', 'ask', 'postgres'])
  for (let turn = 0; turn < 6; turn++) {
    const running = start(plan, ['run', '--quiet'])
    await new Promise((resolve) => setTimeout(resolve, 60 * turn))
    spawnSync('kill', ['-9', `-${running.process.pid}`]) // it may be over
    await running.ended
  }
  const { code } = await run(plan)
  expect([code, checkpoint(plan, 'ask')]).toEqual([0, 'done'])
})

test('answers are written into no folder that a link leads to', async () => {
  const plan = planFolder(asking)
  await run(plan)
  const outside = join(plan.root, 'outside')
  mkdirSync(outside)
  spawnSync('ln', ['-s', outside, join(plan.root, '.plan/trial/notes')])
  const { code, stderr } = await run(plan, ['answer', 'ask', 'postgres'])
  expect([code, stderr]).toEqual([12, expect.stringContaining('is not what it was')])
  expect(existsSync(join(outside, 'ask.answers.md'))).toBe(false)
})
