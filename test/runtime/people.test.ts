import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { answersTo, asking, asks, outcomeOf, runWith, status } from './support/people.ts'
import { checkpoint, events, type PlanNode, planFolder, starts } from './support/plan-folder.ts'
import { run, start, until } from './support/run-script.ts'

vi.setConfig({ testTimeout: 120_000 })

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
  const { next_steps, question } = (await outcomeOf(plan, 'ask')) ?? {}
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
  expect(answersTo(plan, 'ask').match(/^## Answer \d/gm)).toEqual(['## Answer 1', '## Answer 2'])
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
  const lines = answersTo(plan, 'ask').split('\n')
  expect(lines[0]).toBe('# What a person has answered to ask')
  expect(lines.filter((line) => !line.startsWith('> '))).toHaveLength(10)
  expect(answersTo(plan, 'ask')).toContain('The question was:\n\n> Which database?\n\nThe answer:\n\n> ```\n')
  expect(answersTo(plan, 'ask')).toContain(
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
  expect([answersTo(plan, 'ask'), existsSync(join(plan.state, 'answers'))]).toEqual(['', false])
  expect((await run(plan, ['answer', 'ask', '--', '--yes'])).code).toBe(0)
  expect(answersTo(plan, 'ask')).toContain('\n> --yes\n')
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
  expect((await outcomeOf(plan, 'ask'))?.question).toMatch(/ö…$/)
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
  expect(stdout).toMatch(/; paused \(exit 10\)\nnext: answer, then .*resume\n/)
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
