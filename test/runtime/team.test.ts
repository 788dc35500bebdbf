import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { expect, test, vi } from 'vitest'
import {
  checkpoint,
  events,
  journal,
  newFolder,
  notes,
  type PlanFolder,
  type PlanNode,
  planFolder,
  textOf,
  violations,
} from './support/plan-folder.ts'
import { beginRepository } from './support/repository.ts'
import { kill, pause, processesOf, type Role, run, start, until } from './support/run-script.ts'

vi.setConfig({ testTimeout: 120_000 })

const onLinux = existsSync('/proc/self/stat')

/** One task with a team. */
function teamPlan(team: PlanNode['team'] = {}, node: Partial<PlanNode> = {}): PlanFolder {
  return planFolder([{ key: 'only', ...node, team }])
}

function noted(plan: PlanFolder, name: string): string {
  return textOf(join(plan.root, '.stand-in', name)) ?? ''
}

function behave(plan: PlanFolder, name: string, behaviour: string): void {
  writeFileSync(join(plan.root, `.stand-in/${name}.sh`), behaviour)
}

function startsOf(plan: PlanFolder, name: string): number {
  return notes(plan).filter((note) => note.startsWith(`start ${name} `)).length
}

/** Starts of the executor, the take, the review and the test. */
function allStarts(plan: PlanFolder): readonly number[] {
  return ['only', 'only.take', 'only.review', 'only.test'].map((name) => startsOf(plan, name))
}

function outcome({ state }: PlanFolder) {
  return JSON.parse(textOf(join(state, 'outcomes.json')) ?? '[]')[0]
}

/** What members said, in the order of the journal. */
function verdicts(plan: PlanFolder): readonly string[] {
  return journal(plan).flatMap(({ member, verdict }) =>
    verdict === undefined ? [] : [`${member} ${verdict}`],
  )
}

function noteOf(plan: PlanFolder, member: string): string {
  return textOf(join(plan.root, `.plan/trial/notes/only.${member}.md`)) ?? ''
}

const identity = {
  GIT_AUTHOR_NAME: 'Test',
  GIT_AUTHOR_EMAIL: 'test@localhost',
  GIT_COMMITTER_NAME: 'Test',
  GIT_COMMITTER_EMAIL: 'test@localhost',
}
const told = 'Read the file .plan/trial/prompts/only.md and carry out the task described there.'
const failOnce = `[ -e "$notes/once.$member" ] || { : >"$notes/once.$member"; verdict=FAIL words='line 3'; }`
const whileWaiting = 'while [ -e "$notes/wait" ]; do sleep 0.05; done'

/** A plan whose member waits until the test lets it go on. */
function waitingAt(member: 'take' | 'review' | 'test'): PlanFolder & { readonly goOn: () => void } {
  const plan = teamPlan({ behaviours: { [member]: whileWaiting } })
  const file = join(plan.root, '.stand-in/wait')
  writeFileSync(file, '')
  return { ...plan, goOn: () => rmSync(file) }
}

function killAll(plan: PlanFolder, ...roles: readonly Role[]): void {
  for (const { pid, role } of processesOf(plan)) if (roles.length === 0 || roles.includes(role)) kill(pid)
}

test('executor and reviewer begin together, then review and test, then it is done', async () => {
  const plan = teamPlan()
  expect([(await run(plan)).code, violations(plan), allStarts(plan)]).toEqual([0, '', [1, 1, 1, 1]])
  expect(noted(plan, 'only.awaited')).toBe('The take of only\n')
  expect(noted(plan, 'only.told')).toBe(`${told}\n`)
  expect(noted(plan, 'only.review.told')).toBe(
    'Read the file .plan/trial/prompts/only.review.md and carry out the task described there.\n',
  )
  const order = journal(plan).map(({ event }) => event)
  expect(order.indexOf('member-start')).toBeLessThan(order.indexOf('code-complete'))
  expect(order.indexOf('code-complete')).toBeLessThan(order.lastIndexOf('member-start'))
  expect([...verdicts(plan)].sort()).toEqual(['review PASS', 'take there', 'test PASS'])
  expect(outcome(plan)).toMatchObject({ status: 'completed', starts: 1, cycles: 0 })
})

test('a team may have a reviewer or a tester only', async () => {
  const withoutTester = teamPlan({ tester: '-' })
  expect([(await run(withoutTester)).code, allStarts(withoutTester)]).toEqual([0, [1, 1, 1, 0]])
  const withoutReviewer = teamPlan({ reviewer: '-' })
  expect([(await run(withoutReviewer)).code, allStarts(withoutReviewer)]).toEqual([0, [1, 0, 0, 1]])
})

test('a FAIL voids both verdicts, and the executor is told where the findings are', async () => {
  const plan = teamPlan({ behaviours: { review: failOnce } })
  expect([(await run(plan)).code, violations(plan), allStarts(plan)]).toEqual([0, '', [2, 1, 2, 2]])
  const where = 'It has been carried out and judged: first read what is to be mended, in'
  expect(noted(plan, 'only.told')).toBe(`${told} ${where} .plan/trial/notes/only.review.md.\n`)
  expect(outcome(plan)).toMatchObject({ starts: 2, cycles: 1 })
  const both = teamPlan({ behaviours: { review: failOnce, test: failOnce } })
  expect([(await run(both)).code, allStarts(both)]).toEqual([0, [2, 1, 2, 2]])
  expect(noted(both, 'only.told')).toContain('notes/only.review.md and .plan/trial/notes/only.test.md.')
})

test('a judge that leaves no findings leaves its reason', async () => {
  const plan = teamPlan({
    behaviours: { test: `[ "$PLAN_ATTEMPT" -gt 1 ] || { verdict=FAIL; reason='the button is dead'; }` },
  })
  expect((await run(plan)).code).toBe(0)
  expect(noteOf(plan, 'test')).toBe('the test says FAIL: the button is dead\n')
})

test('after as many cycles as are allowed a person is asked, and begins them anew', async () => {
  const plan = teamPlan({ cycles: 2, behaviours: { test: `verdict=FAIL reason='it does not work'` } })
  expect([(await run(plan)).code, allStarts(plan)]).toEqual([1, [3, 1, 3, 3]])
  expect(outcome(plan)).toMatchObject({ status: 'blocked', reason: 'cycles', cycles: 2 })
  expect(outcome(plan).report).toContain('the test says FAIL: it does not work (mended 2 time(s)')
  expect(outcome(plan).next_steps.join('\n')).toContain('answer only')
  behave(plan, 'only.test', '')
  await run(plan, ['answer', 'only', 'look again'])
  expect([(await run(plan)).code, allStarts(plan), outcome(plan).cycles]).toEqual([0, [4, 1, 4, 4], 0])
})

test('no new cycle is begun when the budget is spent', async () => {
  const pays = 'echo 1 >"$PLAN_COST"'
  const plan = teamPlan(
    { behaviours: { take: pays, review: `${pays}; ${failOnce}`, test: pays } },
    { behaviour: pays },
  )
  expect([(await run(plan, ['run', '--budget', '3'])).code, allStarts(plan)]).toEqual([11, [1, 1, 1, 1]])
  expect([(await run(plan, ['run', '--budget', '9'])).code, allStarts(plan)]).toEqual([0, [2, 1, 2, 2]])
  expect(outcome(plan).cost_usd).toBe(7)
})

test('the executor waits for the take, and asks again when that takes long', async () => {
  const plan = teamPlan({ behaviours: { take: 'seconds=2' } })
  expect((await run(plan, ['run'], { PLAN_AWAIT: '1' })).code).toBe(0)
  expect([violations(plan), noted(plan, 'only.awaited')]).toEqual(['', 'The take of only\n'])
  const order = notes(plan)
  expect(order.indexOf('end only.take 1')).toBeLessThan(order.indexOf('end only 1'))
})

test('await ends with 75 as long as there may be a take', async () => {
  const plan = waitingAt('take')
  const { ended } = start(plan, ['run'])
  await until('the executor awaits it', () => existsSync(join(plan.root, '.stand-in/only.awaited')))
  const { code, stdout } = await run(plan, ['await', 'only', 'take'], { PLAN_AWAIT: '0' })
  expect([code, stdout]).toEqual([75, 'The reviewer is not ready. Run the same command again.\n'])
  plan.goOn()
  expect((await ended).code).toBe(0)
})

test('a reviewer that leaves no take is asked once more, then the executor goes on without', async () => {
  const plan = teamPlan({ behaviours: { take: 'idle=yes' } })
  expect([(await run(plan)).code, allStarts(plan)]).toEqual([0, [1, 2, 1, 1]])
  expect(noted(plan, 'only.awaited')).toBe('There will be no take: go on without it.\n')
  expect(verdicts(plan).filter((verdict) => verdict === 'take none')).toHaveLength(2)
})

test('what the executor does not wait for is ended', async () => {
  const plan = teamPlan({ behaviours: { take: 'hang=yes' } }, { behaviour: 'hasty=yes' })
  expect([(await run(plan)).code, verdicts(plan)[0]]).toEqual([0, 'take late'])
  expect(processesOf(plan)).toEqual([])
})

test('a judge without a verdict is asked once more, then the task is blocked; resume asks that judge only', async () => {
  const plan = teamPlan({ behaviours: { review: 'idle=yes' } })
  const { code, stdout } = await run(plan)
  expect([code, allStarts(plan), outcome(plan).reason]).toEqual([1, [1, 1, 2, 1], 'review-none'])
  expect(stdout).toContain('logs/only.review.1.log')
  behave(plan, 'only.review', '')
  expect([(await run(plan, ['resume'])).code, allStarts(plan)]).toEqual([0, [1, 1, 3, 1]])
})

test.each(['take', 'review'] as const)(
  'a plan that is wrong, says the %s, waits for a person',
  async (member) => {
    const plan = teamPlan({ behaviours: { [member]: `wrong='there is no such table'` } })
    const { stdout } = await run(plan)
    expect([checkpoint(plan, 'only'), outcome(plan).reason]).toEqual(['blocked', 'plan-wrong'])
    expect(stdout).toContain('there is no such table')
    behave(plan, `only.${member}`, '')
    await run(plan, ['answer', 'only', 'make it'])
    expect([(await run(plan)).code, violations(plan), checkpoint(plan, 'only')]).toEqual([0, '', 'done'])
  },
)

test('a judge that asks a person is asked again with the answer; the code stays', async () => {
  const plan = teamPlan({ behaviours: { test: `verdict=FAIL; question='[knowledge] which browser?'` } })
  await run(plan)
  expect(outcome(plan)).toMatchObject({ status: 'blocked', reason: 'test-asks' })
  expect(outcome(plan).report).toContain('asks: which browser?')
  behave(plan, 'only.test', '')
  await run(plan, ['answer', 'only', 'any'])
  expect([(await run(plan)).code, allStarts(plan)]).toEqual([0, [1, 1, 1, 2]])
})

test('a judge that crashes is asked once more', async () => {
  const plan = teamPlan({ behaviours: { test: '[ -e "$notes/once" ] || { : >"$notes/once"; code=3; }' } })
  expect([(await run(plan)).code, allStarts(plan)]).toEqual([0, [1, 1, 1, 2]])
  const never = teamPlan({ behaviours: { test: 'code=3' } })
  expect([(await run(never)).code, outcome(never).reason]).toEqual([1, 'test-none'])
})

test('what a tester breaks goes back to the executor', async () => {
  const plan = teamPlan(
    { behaviours: { test: '[ "$PLAN_ATTEMPT" -gt 1 ] || : >broken' } },
    { commands: ['[ ! -e broken ]'], behaviour: 'extra="rm -f broken"' },
  )
  expect([(await run(plan, ['run', '--accept-commands'])).code, allStarts(plan)]).toEqual([0, [2, 1, 2, 2]])
  expect(noted(plan, 'only.told')).toContain('notes/only.proof.md.')
  expect(noteOf(plan, 'proof')).toBe(
    'The proof after review and test does not hold: ended with 1: [ ! -e broken ]\n',
  )
})

test('kill -9 of everything during the review: the code is not made again', { skip: !onLinux }, async () => {
  const plan = waitingAt('review')
  const { ended } = start(plan, ['run'])
  await until('the test has passed', () => verdicts(plan).includes('test PASS'))
  await until('it is on disk', () => existsSync(join(plan.state, 'work/only/test.end')))
  killAll(plan)
  await ended
  plan.goOn()
  expect([(await run(plan)).code, violations(plan), allStarts(plan)]).toEqual([0, '', [1, 1, 2, 1]])
  expect([events(plan, 'done', 'only'), processesOf(plan)]).toEqual([1, []])
})

test.each<Role>(['supervisor', 'agent'])(
  'kill -9 of each %s during the test: its run repeats no more than what was cut off',
  { skip: !onLinux },
  async (role) => {
    const plan = waitingAt('test')
    const { ended } = start(plan, ['run'])
    await until('the review has passed', () => verdicts(plan).includes('review PASS'))
    await until('the tester works', () => startsOf(plan, 'only.test') === 1)
    await until('it is on disk', () => existsSync(join(plan.state, 'work/only/review.end')))
    killAll(plan, role)
    await until('the tester works again', () => startsOf(plan, 'only.test') === 2)
    plan.goOn()
    expect([(await ended).code, violations(plan), allStarts(plan)]).toEqual([0, '', [1, 1, 1, 2]])
    expect(processesOf(plan)).toEqual([])
  },
)

test('kill -9 of the agents while the take is made: it is asked once more, with the executor', {
  skip: !onLinux,
}, async () => {
  const plan = waitingAt('take')
  const { ended } = start(plan, ['run'])
  await until('both work', () => startsOf(plan, 'only.take') === 1 && startsOf(plan, 'only') === 1)
  killAll(plan, 'agent')
  await until('both work again', () => startsOf(plan, 'only') === 2)
  plan.goOn()
  expect([(await ended).code, violations(plan), noted(plan, 'only.awaited')]).toEqual([
    0,
    '',
    'The take of only\n',
  ])
})

test('a signal stops all members; nothing is charged, and what was said stays said', async () => {
  const plan = waitingAt('review')
  const { ended, process } = start(plan, ['run'])
  await until('the test has passed', () => verdicts(plan).includes('test PASS'))
  await until('the reviewer works', () => startsOf(plan, 'only.review') === 1)
  process.kill('SIGTERM')
  expect([(await ended).code, checkpoint(plan, 'only'), processesOf(plan)]).toEqual([143, 'pending', []])
  const { stdout } = await run(plan, ['status'])
  expect(stdout).toContain('code complete, review waits, test PASS')
  plan.goOn()
  expect([(await run(plan)).code, allStarts(plan)]).toEqual([0, [1, 1, 2, 1]])
})

test('two signals stop all members at once, and that is no loss', async () => {
  const plan = teamPlan({ behaviours: { review: 'hang=yes', test: 'hang=yes' } })
  const { ended, process } = start(plan, ['run'], { PLAN_GRACE: '60' })
  await until('both judge', () => startsOf(plan, 'only.review') === 1 && startsOf(plan, 'only.test') === 1)
  process.kill('SIGTERM')
  await pause(300)
  process.kill('SIGTERM')
  expect([(await ended).code, checkpoint(plan, 'only'), events(plan, 'lost')]).toEqual([143, 'pending', 0])
  expect(processesOf(plan)).toEqual([])
})

test('a judge that takes too long ends the task', async () => {
  const plan = teamPlan({ behaviours: { review: 'hang=yes' } }, { timeout: 3 })
  expect([(await run(plan)).code, checkpoint(plan, 'only'), processesOf(plan)]).toEqual([1, 'timeout', []])
  expect(outcome(plan)).toMatchObject({ reason: 'review' })
  behave(plan, 'only.review', '')
  expect([(await run(plan, ['resume'])).code, allStarts(plan)]).toEqual([0, [1, 1, 2, 1]])
})

test('with work trees a team works in the tree of its task, and its notes are kept', async () => {
  const plan = teamPlan({ behaviours: { review: failOnce } })
  beginRepository(plan)
  expect([(await run(plan, ['run', '--worktrees'])).code, violations(plan), allStarts(plan)]).toEqual([
    0,
    '',
    [2, 1, 2, 2],
  ])
  expect(noted(plan, 'only.awaited')).toBe('The take of only\n')
  expect(textOf(join(plan.state, 'notes/only.take.md'))).toBe('The take of only\n')
  expect(textOf(join(plan.state, 'notes/only.review.md'))).toBe('line 3\n')
})

test('what the tester has written is in the commit of the task', async () => {
  const plan = teamPlan({
    behaviours: { test: 'mkdir -p test; echo test >test/only.test.ts; echo stray >stray.txt' },
  })
  mkdirSync(join(plan.root, '.plan/trial/permissions'))
  writeFileSync(join(plan.root, '.plan/trial/permissions/only.test.tsv'), 'edit\tfile\ttest/only.test.ts\n')
  beginRepository(plan)
  expect((await run(plan, ['run', '--commit'], identity)).code).toBe(0)
  const files = execFileSync('git', ['show', '--name-only', '--format=', 'HEAD'], {
    cwd: plan.root,
    encoding: 'utf8',
  })
  expect(files).toBe('out/only.txt\ntest/only.test.ts\n')
})

test('what all members cost counts for the task', async () => {
  const pays = 'echo 1.25 >"$PLAN_COST"'
  const plan = teamPlan({ behaviours: { take: pays, review: pays, test: pays } }, { behaviour: pays })
  expect([(await run(plan)).code, outcome(plan).cost_usd]).toEqual([0, 5])
})

test('each member has its own agent and model; a model of the environment goes first', async () => {
  const team = { reviewer: 'critic', models: ['opus', 'sonnet', 'haiku'] as const }
  const plan = teamPlan(team, { agent: 'owner' })
  await run(plan)
  expect(
    ['only', 'only.take', 'only.review', 'only.test'].map((name) => noted(plan, `${name}.agent`)),
  ).toEqual([...['owner', 'critic', 'critic', '']])
  expect(
    ['only', 'only.take', 'only.review', 'only.test'].map((name) => noted(plan, `${name}.model`)),
  ).toEqual([...['opus', 'sonnet', 'sonnet', 'haiku']])
  const chosen = teamPlan(team)
  await run(chosen, ['run'], { PLAN_MODEL: 'mine' })
  expect(['only', 'only.test'].map((name) => noted(chosen, `${name}.model`))).toEqual(['mine', 'mine'])
})

test('a changed plan begins with the executor', async () => {
  const plan = teamPlan({ behaviours: { review: 'idle=yes' } })
  expect((await run(plan)).code).toBe(1)
  writeFileSync(join(plan.root, '.plan/trial/plan.hash'), 'sha256:fedcba9876543210\n')
  behave(plan, 'only.review', '')
  expect((await run(plan, ['resume', '--accept-plan'])).code).toBe(0)
  expect([allStarts(plan), violations(plan)]).toEqual([[2, 2, 3, 2], ''])
})

test('dry-run names the members, and touches nothing', async () => {
  const plan = teamPlan({ reviewer: 'critic', models: ['opus', 'sonnet', '-'], cycles: 3 })
  const { stdout } = await run(plan, ['dry-run'])
  expect(stdout).toContain(
    '    model    opus\n    take     critic (sonnet)\n    review   critic (sonnet)\n    test     default\n',
  )
  expect(stdout).toContain('mended   at most 3 time(s)')
  expect(existsSync(plan.state)).toBe(false)
})

test.each([
  ['another format', 'plan-compile-teams 2\n'],
  ['a task that there is not', 'plan-compile-teams 1\nother\t-\t-\t-\t-\t-\t1\n'],
  ['too few columns', 'plan-compile-teams 1\nonly\t-\t-\t-\t-\t-\n'],
  ['a column too many', 'plan-compile-teams 1\nonly\t-\t-\t-\t-\t-\t1\tx\n'],
  ['cycles that are no number', 'plan-compile-teams 1\nonly\t-\t-\t-\t-\t-\tmany\n'],
  ['a model that looks like an option', 'plan-compile-teams 1\nonly\t-\t-\t--x\t-\t-\t1\n'],
  ['a member without a prompt', 'plan-compile-teams 1\nonly\tdefault\t-\t-\t-\t-\t1\n'],
])('teams.tsv with %s is refused', async (_, text) => {
  const plan = planFolder([{ key: 'only' }])
  writeFileSync(join(plan.root, '.plan/trial/teams.tsv'), text)
  const { code, stderr } = await run(plan)
  expect([code, stderr]).toEqual([
    2,
    expect.stringMatching(/^run\.sh: teams\.tsv, line \d: .*compile the plan again\)\n$/),
  ])
})

test('a key that is a member of another task is refused', async () => {
  const plan = planFolder([{ key: 'only', team: {} }, { key: 'only.take' }])
  expect((await run(plan)).code).toBe(2)
})

test('a take is text, and one that leads elsewhere is none', async () => {
  const hostile = `idle=yes; mkdir -p .plan/trial/notes; printf '\\033[2J$(touch pwned) \`touch pwned\`\\n' >.plan/trial/notes/only.take.md`
  const plan = teamPlan({ behaviours: { take: hostile } })
  expect([(await run(plan)).code, noted(plan, 'only.awaited')]).toEqual([
    0,
    '[2J$(touch pwned) `touch pwned`\n',
  ])
  expect(existsSync(join(plan.root, 'pwned'))).toBe(false)
  const secret = join(newFolder(), 'secret')
  writeFileSync(secret, 'secret\n')
  const linked = teamPlan({
    behaviours: {
      take: `idle=yes; mkdir -p .plan/trial/notes; ln -s '${secret}' .plan/trial/notes/only.take.md`,
    },
  })
  expect([(await run(linked)).code, noted(linked, 'only.awaited')]).toEqual([
    0,
    'There will be no take: go on without it.\n',
  ])
})

test('a reason is written into no file outside of the repository', async () => {
  const outside = newFolder()
  const plan = teamPlan(
    { cycles: 1, behaviours: { test: `verdict=FAIL reason='$(touch pwned)'` } },
    { behaviour: 'hasty=yes' },
  )
  symlinkSync(outside, join(plan.root, '.plan/trial/notes'))
  behave(plan, 'only.take', 'idle=yes')
  expect((await run(plan)).code).toBe(1)
  expect([existsSync(join(outside, 'only.test.md')), existsSync(join(plan.root, 'pwned'))]).toEqual([
    false,
    false,
  ])
})

/** A client that notes its words and answers as its member. */
function clientOf(plan: PlanFolder, name: string, answers: string): Readonly<Record<string, string>> {
  const programs = newFolder()
  const script = `#!/usr/bin/env bash
notes=.stand-in
printf '%s\\n' "$@" >"$notes/$PLAN_MEMBER.words"
printf '%s' "\${OPENCODE_PERMISSION-}" >"$notes/$PLAN_MEMBER.permission"
if [ "$PLAN_MEMBER" = executor ]; then mkdir -p out; echo made >out/only.txt; fi
if [ "$PLAN_MEMBER" = take ]; then mkdir -p .plan/trial/notes; echo take >.plan/trial/notes/only.take.md; fi
if [ "$PLAN_MEMBER" = executor ]; then until bash .plan/trial/run.sh await only take >"$notes/only.awaited"; do :; done; fi
case $PLAN_MEMBER in executor | take) word=COMPLETE ;; *) word=PASS ;; esac
${answers}
`
  writeFileSync(join(programs, name), script, { mode: 0o755 })
  mkdirSync(join(plan.root, '.plan/trial/permissions'), { recursive: true })
  writeFileSync(join(plan.root, '.plan/trial/permissions/only.test.tsv'), 'edit\tfile\ttest/only.test.ts\n')
  return { PATH: `${programs}${delimiter}${process.env['PATH']}`, PLAN_AGENT: '', HOME: programs }
}

test('Claude Code is asked for PASS or FAIL, and each member may do what is its own', async () => {
  const plan = teamPlan({ models: ['opus', 'sonnet', 'sonnet'] })
  const answer = `{"type":"result","is_error":false,"num_turns":2,"terminal_reason":"completed","result":"","structured_output":{"status":"'$word'","reason":"","report":""},"total_cost_usd":0.5,"permission_denials":[]}`
  const variables = clientOf(plan, 'claude', `printf '%s\\n' '${answer}'`)
  const { code } = await run(plan, ['run', '--agent', 'claude'], variables)
  expect([code, outcome(plan).cost_usd]).toEqual([0, 2])
  const words = (member: string) => noted(plan, `${member}.words`)
  expect(words('executor')).toContain('"Bash(bash .plan/trial/run.sh await only take)"')
  expect(words('executor')).not.toContain('take *')
  expect(words('executor')).toContain('"enum":["COMPLETE","PARTIAL","BLOCKED"]')
  expect(words('review')).not.toContain('run.sh await')
  expect(words('review')).toContain('"enum":["PASS","FAIL"]')
  expect(words('review')).toContain('/.plan/trial/notes/only.review.md)')
  expect(words('review')).not.toContain('out/only.txt')
  expect(words('test')).toContain('/test/only.test.ts)')
  expect([words('executor'), words('test')].map((text) => /--model\n(\w+)/.exec(text)?.[1])).toEqual([
    'opus',
    'sonnet',
  ])
})

test('OpenCode gets only models that are its own', async () => {
  const plan = teamPlan({ models: ['opus', 'anthropic/claude-sonnet', '-'] })
  const events = [
    `{"type":"step_start"}`,
    `{"type":"text","part":{"text":"## Task only REVIEW: '$word'\\n## Task only TEST: '$word'\\n## Task only: '$word'"}}`,
    `{"type":"step_finish","part":{"reason":"stop","cost":0.25}}`,
  ]
  const variables = clientOf(
    plan,
    'opencode',
    `printf '%s\\n' ${events.map((event) => `'${event}'`).join(' ')}`,
  )
  expect([(await run(plan, ['run', '--agent', 'opencode'], variables)).code, outcome(plan).cost_usd]).toEqual(
    [0, 1],
  )
  expect(noted(plan, 'executor.words')).not.toContain('--model')
  expect(noted(plan, 'take.words')).toContain('--model\nanthropic/claude-sonnet')
  expect(noted(plan, 'executor.permission')).toContain('"bash .plan/trial/run.sh await only take":"allow"')
  expect(noted(plan, 'review.permission')).not.toContain('run.sh await')
})
