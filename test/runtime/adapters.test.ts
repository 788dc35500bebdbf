import { join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { type Client, tryClient } from './support/fake-client.ts'
import { events, planFolder, starts, textOf } from './support/plan-folder.ts'
import { processesOf, run } from './support/run-script.ts'

vi.setConfig({ testTimeout: 120_000 })

const told = 'Read the file .plan/trial/prompts/only.md and carry out the task described there.\n'

/** What the clients print was recorded with the real ones, against a model server that plays a script. */
const recorded: readonly (readonly [Client, string, number, string, string, string])[] = [
  ['claude', 'blocked', 0, 'blocked', 'agent-blocked', 'the agent reports BLOCKED: no key for the service'],
  ['claude', 'asks', 0, 'blocked', 'agent-asks', 'the agent reports BLOCKED: it needs another file'],
  ['claude', 'wrong', 0, 'blocked', 'plan-wrong', 'the agent reports that the plan is wrong'],
  ['claude', 'partial', 0, 'blocked', 'agent-blocked', 'the agent reports PARTIAL: half of it'],
  [
    'claude',
    'denied',
    0,
    'blocked',
    'agent-denied',
    'the agent was not allowed: Write /repository/src/other.txt',
  ],
  ['claude', 'nothing-sent', 0, 'blocked', 'agent-ignored', 'the client has asked no model'],
  ['claude', 'limited', 1, 'blocked', 'agent-transient', 'Request rejected (429) · rate limited'],
  ['claude', 'over-limit', 1, 'blocked', 'agent-transient', "You've hit your 5-hour limit"],
  ['claude', 'overloaded', 1, 'blocked', 'agent-transient', '529 Overloaded'],
  ['claude', 'unreachable', 1, 'blocked', 'agent-transient', 'Connection refused'],
  ['claude', 'refused', 1, 'blocked', 'agent-1', 'the client failed: API Error: 400 bad'],
  ['claude', 'too-many-turns', 1, 'blocked', 'agent-1', 'Reached maximum number of turns (1)'],
  ['opencode', 'blocked', 0, 'blocked', 'agent-blocked', 'the agent reports BLOCKED: no key for the service'],
  ['opencode', 'asks', 0, 'blocked', 'agent-asks', 'the agent reports BLOCKED: it needs another file'],
  ['opencode', 'wrong', 0, 'blocked', 'plan-wrong', 'the agent reports that the plan is wrong'],
  [
    'opencode',
    'denied',
    0,
    'blocked',
    'agent-denied',
    'the agent was not allowed: write /repository/src/other.txt',
  ],
  [
    'opencode',
    'rejected',
    0,
    'blocked',
    'agent-denied',
    'the agent was not allowed: write /repository/src/other.txt',
  ],
  ['opencode', 'limited', 1, 'blocked', 'agent-transient', 'rate limited'],
  ['opencode', 'refused', 1, 'blocked', 'agent-1', 'the client failed: bad request from mock'],
]

describe('what a client answers decides, not its exit code', () => {
  test.each(recorded)('%s: %s', async (client, answer, code, status, reason, report) => {
    const { outcome } = await tryClient({ client, answer, code, works: true })
    expect(outcome).toMatchObject({ status, reason })
    expect(outcome.report).toContain(report)
  })

  test.each(['claude', 'opencode'] as const)(
    '%s: what is done is proven on disk, and its cost counts',
    async (client) => {
      const { code, outcome, folder, told: heard } = await tryClient({ client, answer: 'done', works: true })
      expect([code, outcome.status, heard]).toEqual([0, 'completed', told])
      expect(textOf(join(folder.state, 'tasks/only'))).toContain(client === 'claude' ? ' 10000 ' : ' 2200 ')
      const idle = await tryClient({ client, answer: 'done' })
      expect(idle.outcome).toMatchObject({ status: 'blocked', reason: 'proof-1' })
    },
  )

  test.each(['claude', 'opencode'] as const)(
    '%s: without a report the proof decides, where there is one',
    async (client) => {
      const proven = await tryClient({ client, answer: 'without-report', works: true })
      expect(proven.outcome.status).toBe('completed')
      const nothing = await tryClient({ client, answer: 'without-report' }, { files: [] })
      expect(nothing.outcome).toMatchObject({ status: 'blocked', reason: 'agent-ignored' })
    },
  )

  /** The recorded answer of an agent that is blocked, with more in its report. */
  const saying = (client: 'claude' | 'opencode', from: string, to: string) => {
    const file = join(import.meta.dirname, `support/answers/${client}/blocked.jsonl`)
    return { client, does: `sed 's/${from}/${to}/' '${file}'` }
  }

  test.each([
    saying('claude', '"report":"did it"}', '"report":"did it","question":"[docs] Which \\\\"key\\\\"?"}'),
    saying(
      'claude',
      '"report":"did it"}',
      '"report":"more\\\\n- **question:** [docs] Which \\\\"key\\\\"?"}',
    ),
    saying('opencode', 'reason: no', 'question [docs]: Which \\\\"key\\\\"?\\\\nreason: no'),
  ])('a question is heard: $does', async (behaviour) => {
    const { outcome } = await tryClient({ ...behaviour, works: true })
    expect(outcome).toMatchObject({ status: 'blocked', reason: 'agent-asks', question: 'Which "key"?' })
    expect(outcome.report).toContain('no key for the service')
  })

  test.each([
    saying('claude', '"report":"did it"}', '"report":"did it","plan_is_wrong":"no such table"}'),
    saying('opencode', 'reason: no', 'Plan is wrong: no such table\\\\nreason: no'),
  ])('a wrong plan is heard: $does', async (behaviour) => {
    const { code, outcome } = await tryClient({ ...behaviour, works: true })
    expect(outcome).toMatchObject({ status: 'blocked', reason: 'plan-wrong', question: 'no such table' })
    expect(code).toBe(10)
  })

  test.each(['claude', 'opencode'] as const)('%s: what it asks is told word for word', async (client) => {
    const asks = await tryClient({ client, answer: 'asks' })
    expect([asks.code, asks.outcome]).toEqual([
      1,
      expect.objectContaining({ question: 'May I write "src/b.txt"?' }),
    ])
    const wrong = await tryClient({ client, answer: 'wrong' })
    const question = 'there is no cache in this repository'
    expect([wrong.code, wrong.outcome]).toEqual([10, expect.objectContaining({ question })])
  })

  const judged = [
    ['review-pass', 'completed', '', 'done'],
    ['review-fail', 'blocked', 'cycles', 'the review says FAIL: a hole at line 1'],
    ['without-verdict', 'blocked', 'review-none', 'the review has ended without a verdict'],
  ] as const
  test.each(
    (['claude', 'opencode'] as const).flatMap((client) => judged.map((row) => [client, ...row] as const)),
  )('%s: a judge: %s', async (client, answer, status, reason, report) => {
    const file = join(import.meta.dirname, `support/answers/${client}/${answer}.jsonl`)
    const does = `[ "$PLAN_MEMBER" != review ] || { cat '${file}'; exit; }`
    const { outcome } = await tryClient(
      { client, answer: 'done', does, works: true },
      { team: { tester: '-', cycles: 0 }, variables: { PLAN_RETRY_DELAY: '0' } },
    )
    expect(outcome).toMatchObject({ status, reason, report: expect.stringContaining(report) })
  })

  test('claude: how much of an account is used is read from what it prints', async () => {
    const near = await tryClient({ client: 'claude', answer: 'near-limit', works: true })
    expect(near.outcome).toMatchObject({
      status: 'completed',
      usage_percent: { '5h': [97, 97], '7d': [31, 31] },
    })
    const over = await tryClient(
      { client: 'claude', answer: 'over-limit', code: 1 },
      { variables: { PLAN_USAGE: 'pause' } },
    )
    expect([over.code, over.stdout]).toEqual([11, expect.stringContaining('5h is used by 100 %')])
  })

  test('claude: words are a report too', async () => {
    const { outcome } = await tryClient({ client: 'claude', answer: 'words-only' }, { files: [] })
    expect(outcome.status).toBe('completed')
  })

  test('a client that could not be started as asked says so in the report', async () => {
    const { outcome } = await tryClient({ client: 'claude', code: 1, message: '--agent nope not found' })
    expect(outcome).toMatchObject({ status: 'blocked', reason: 'agent-1' })
  })

  test('opencode: another agent than the one of the task is no agent of the task', async () => {
    const message = '! agent "nope" not found. Falling back to default agent'
    const { outcome } = await tryClient({ client: 'opencode', answer: 'other-agent', message, works: true })
    expect(outcome).toMatchObject({ status: 'blocked', reason: 'agent-ignored' })
  })

  test.each(['{"is_error":fal', 'null', '[]', '{"a":"\\u0000"}', '}{', '{"num_turns":0'])(
    'claude: %s is no success',
    async (words) => {
      const does = `printf '%s' '${words}'`
      const { outcome } = await tryClient({ client: 'claude', does, works: true })
      expect(outcome.status).toBe('blocked')
    },
  )

  test('a client that is not there is no verdict on the task', async () => {
    const plan = planFolder([{ key: 'only' }])
    const { code, stderr } = await run(plan, ['run', '--agent', 'opencode'], {
      PATH: '/usr/bin:/bin',
      PLAN_AGENT: '',
    })
    expect([code, stderr]).toEqual([6, expect.stringContaining('the agent is not there: opencode')])
    expect(starts(plan, 'only')).toBe(0)
  })

  test('an adapter that does not exist is named', async () => {
    const { code, stderr } = await run(planFolder([{ key: 'only' }]), ['run', '--agent', 'nobody'])
    expect([code, stderr]).toEqual([
      2,
      expect.stringContaining('there is no adapter for nobody, only claude, opencode and'),
    ])
  })

  test.skipIf(process.platform !== 'linux')(
    'nothing that a client has started is left, whatever group it is in',
    async () => {
      const does = 'setsid sleep 600 & setsid sleep 600 &'
      const { folder } = await tryClient({ client: 'opencode', answer: 'done', does, works: true })
      expect(processesOf(folder)).toEqual([])
    },
  )

  test('an agent that takes too long is told apart', async () => {
    const { outcome } = await tryClient({ client: 'claude', does: 'sleep 600' }, { timeout: 1 })
    expect(outcome).toMatchObject({ status: 'timeout', reason: 'agent' })
  })
})

describe('what an agent may do', () => {
  const permissions = [
    ...[
      'edit\tfile\tsrc/(a) [b]*.ts',
      'edit\tfolder\tviewer/',
      'edit\tglob\tcss/*.css',
      'edit\tending\tlib.rs',
    ],
    ...[
      'delete\tfile\told.ts',
      'forbid\tfile\tsrc/not.ts',
      'edit\tfile\t../x',
      'edit\tfile\t/etc/x',
      'edit\tfile\ta/../../x',
    ],
  ]
  const commands = [
    'npm test -- --run',
    'cd lib && make; echo "a && b"',
    `test -e 'it'\\''s "$(id)"'`,
    'rm build/*',
  ]
  const trial = { permissions, commands, words: ['--accept-commands'] }

  test('claude gets rules for the files and the accepted commands, and nothing else', async () => {
    const { called, folder } = await tryClient({ client: 'claude', answer: 'done', works: true }, trial)
    const { permissions: rules } = JSON.parse(called[called.indexOf('--settings') + 1] ?? '')
    const root = folder.root.replace(/[()[\]]/g, '?')
    const inside = (path: string) => `Edit(/${root}/${path})`
    expect(rules.allow.filter((rule: string) => rule.startsWith('Edit'))).toEqual(
      ['.plan/trial/notes/only.md', 'src/?a? ?b??.ts', 'viewer/**', 'css/*.css', '**/lib.rs'].map(inside),
    )
    expect(rules.allow).toEqual(
      expect.arrayContaining([
        ...['Bash(npm test -- --run)', 'Bash(npm test -- --run *)', 'Bash(rm old.ts)'],
        `Bash(test -e 'it'\\''s "$(id)"')`,
      ]),
    )
    expect(rules.allow).not.toContain('Bash(rm build/*)')
    expect(rules.deny).toEqual(
      expect.arrayContaining(['src/not.ts', '.plan/trial/run.sh', '.plan/trial/state/**'].map(inside)),
    )
    expect(called).toEqual(expect.arrayContaining(['--permission-mode', 'dontAsk', '--strict-mcp-config']))
  })

  test('opencode gets the same, last rule last', async () => {
    const { permission } = await tryClient({ client: 'opencode', answer: 'done', works: true }, trial)
    const { edit, bash } = JSON.parse(permission)
    expect(Object.entries(edit)[0]).toEqual(['*', 'deny'])
    expect(edit).toMatchObject({
      'src/?a? ?b??.ts': 'allow',
      'viewer/*': 'allow',
      '*/lib.rs': 'allow',
      'old.ts': 'allow',
    })
    expect(edit).toMatchObject({ 'src/not.ts': 'deny', '.plan/trial/state/*': 'deny' })
    expect(Object.keys(edit).filter((path) => path.includes('..') || path === '/etc/x')).toEqual([])
    expect(bash).toMatchObject({
      '*': 'deny',
      '*>*': 'deny',
      'npm test -- --run': 'allow',
      'rm build/?': 'allow',
    })
    const order = Object.keys(bash)
    expect(order.indexOf('npm test -- --run *')).toBeLessThan(order.indexOf('*>*'))
    expect(order.indexOf('npm test -- --run')).toBeGreaterThan(order.indexOf('*>*'))
  })

  test.each(['claude', 'opencode'] as const)(
    '%s: no path and no command says more than it is',
    async (client) => {
      const paths = [
        'a"b',
        "it's",
        'a\\b\\',
        '$(touch pwned)',
        '`touch pwned`',
        'a,b;c&d|e',
        '-rf',
        '–“ünï”',
        '%s %n',
        '*',
        '**',
      ]
      const { called, permission, folder } = await tryClient(
        { client, answer: 'done', works: true },
        {
          permissions: paths.flatMap((path) => [`edit\tfile\t${path}`, `delete\tfile\t${path}`]),
          commands: ['echo "a\\"b" `touch no` && touch "$(touch no)"', 'x"],"deny":[],"allow":["Bash'].map(
            (text) => `false ${text}`,
          ),
          words: ['--accept-commands'],
        },
      )
      const rules = JSON.parse(
        client === 'claude' ? (called[called.indexOf('--settings') + 1] ?? '') : permission,
      )
      const allowed: string[] = client === 'claude' ? rules.permissions.allow : Object.keys(rules.edit)
      expect(allowed.filter((rule) => /\/\*+\)?$/.test(rule) && !rule.includes('.plan'))).toEqual([])
      expect(allowed.filter((rule) => rule === 'Bash' || rule === 'Edit')).toEqual([])
      expect(textOf(join(folder.root, 'pwned'))).toBeUndefined()
    },
  )

  test('no run.sh of an agent’s own stands in a folder below, where the one that it may call is looked for', async () => {
    const more = { permissions: ['edit\tfolder\tsrc/'] }
    const claude = await tryClient({ client: 'claude', answer: 'done', works: true }, more)
    const { deny } = JSON.parse(claude.called[claude.called.indexOf('--settings') + 1] ?? '').permissions
    expect(deny).toContain(`Edit(/${claude.folder.root}/**/.plan/trial/run.sh)`)
    const { permission } = await tryClient({ client: 'opencode', answer: 'done', works: true }, more)
    const edits = Object.entries(JSON.parse(permission).edit)
    expect(edits.slice(-3)).toContainEqual(['*/.plan/trial/run.sh', 'deny'])
  })

  test('commands that nobody has accepted are not allowed either', async () => {
    const { called } = await tryClient(
      { client: 'claude', answer: 'done', works: true },
      { ...trial, words: [] },
    )
    expect(called.join()).not.toContain('npm test')
  })

  test('the user may allow more', async () => {
    const variables = { PLAN_ALLOW_COMMANDS: 'npm run *\ncargo fmt', PLAN_MODEL: 'small' }
    const some = await tryClient({ client: 'claude', answer: 'done', works: true }, { variables })
    expect(some.called.join()).toContain('"Bash(npm run *)","Bash(cargo fmt)"')
    expect(some.called[some.called.indexOf('--model') + 1]).toBe('small')
    const all = { PLAN_PERMISSIONS: 'repository' }
    const { called, folder } = await tryClient(
      { client: 'claude', answer: 'done', works: true },
      { variables: all },
    )
    expect(called.join()).toContain(`"Edit(/${folder.root}/**)"`)
    expect(called.join()).toContain(',"Bash"')
  })

  test.each([
    ['claude', '.claude/agents/any.md', '---\nname: "builder"\n---\n'],
    ['opencode', '.opencode/agent/builder.md', '---\nmode: primary\n---\n'],
    ['opencode', 'opencode.json', '{ "agent": { "builder": {} } }'],
  ] as const)('%s: an agent that %s defines is asked for by name', async (client, path, text) => {
    const behaviour = { client, answer: 'done', works: true } as const
    const warning = `${client} has no agent builder: its own agent does such tasks`
    const { called, stdout } = await tryClient(behaviour, { agent: 'builder', around: { [path]: text } })
    expect(called[called.indexOf('--agent') + 1]).toBe('builder')
    const { called: without, folder, stdout: unknown } = await tryClient(behaviour, { agent: 'builder' })
    expect(without).not.toContain('--agent')
    expect(textOf(join(folder.state, 'logs/only.1.log'))).toContain(`no agent builder in .${client}/agent`)
    expect([stdout.includes(warning), unknown.includes(warning)]).toEqual([false, true])
  })

  test('a failure that may pass is tried once more', async () => {
    const { folder } = await tryClient({ client: 'claude', answer: 'limited', code: 1 })
    expect([events(folder, 'start'), events(folder, 'failed'), events(folder, 'blocked')]).toEqual([2, 1, 1])
  })
})
