import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { saying } from '../cli/machine.ts'
import { newFolder, type PlanFolder } from './support/plan-folder.ts'
import { beginRepository } from './support/repository.ts'
import { type Ended, run } from './support/run-script.ts'

const feed = '.planning/phases/03-feed'

/** Writes what a task declares; the verifier writes the verdict that `.verdict` holds. */
const agent = `read -r _
while IFS=$'\\t' read -r _ path; do
  case $path in */*) mkdir -p -- "./\${path%/*}" ;; esac
  case $PLAN_TASK in verify-goal*) cat .verdict ;; *) echo "$PLAN_TASK" ;; esac >"./$path"
done <"$PLAN_DIR/checks/$PLAN_TASK.files"
echo "$PLAN_TASK" >>.started`

function planText(number: string, more = ''): string {
  return `---
phase: 03-feed
plan: ${number}
type: execute
wave: 1
depends_on: []
files_modified: [src/feed${number}.ts]
autonomous: true
${more}must_haves:
  truths: ["Readers see the newest post first"]
---

<objective>Order posts by time, part ${number}.</objective>

<tasks>
<task type="auto">
  <name>Task 1: Write it</name>
  <files>src/feed${number}.ts</files>
  <action>Keep it small.</action>
  <verify>Look at it.</verify>
  <done>It is there.</done>
</task>
</tasks>
`
}

function write(root: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
}

/** What the compiler writes of the phase as it stands there. */
async function compiled(root: string, phase = feed, ...options: readonly string[]): Promise<PlanFolder> {
  const { code, messages } = await saying(['compile', phase, '-o', '.plan/trial', ...options], {
    folder: root,
  })
  expect([code, messages]).toEqual([0, messages])
  const plan = join(root, '.plan/trial')
  return { root, script: join(plan, 'run.sh'), state: join(plan, 'state') }
}

function begun(files: Readonly<Record<string, string>>, verdict: string): string {
  const root = newFolder()
  write(root, { '.verdict': verdict, '.agent.sh': agent, ...files })
  return root
}

function go(folder: PlanFolder, ...words: readonly string[]): Promise<Ended> {
  return run(folder, ['run', '--accept-commands', ...words], { PLAN_AGENT: 'bash .agent.sh' })
}

const onePlan = { [`${feed}/03-01-PLAN.md`]: planText('01') }
const passed = '---\nphase: 03\nstatus: passed\n---\n'
const humanNeeded = '---\nstatus: "human_needed"\n---\n\nstatus: passed\n'
const gapsFound = '---\r\nstatus:  gaps_found\r\n---\r\n'

describe('a phase whose plans are done', { timeout: 60_000 }, () => {
  it('waits for a person where its goal is reached', async () => {
    const folder = await compiled(begun(onePlan, passed))
    expect((await go(folder)).code).toBe(10)
    expect((await run(folder, ['approve', 'acceptance'])).code).toBe(0)
    expect((await go(folder)).code).toBe(0)
  })

  it('is done where nobody wants to review it', async () => {
    const folder = await compiled(begun(onePlan, passed), feed, '--no-review')
    expect((await go(folder)).code).toBe(0)
  })

  it('starts no verifier where nobody wants one', async () => {
    const folder = await compiled(begun(onePlan, passed), feed, '--no-verifier', '--no-review')
    expect((await go(folder)).code).toBe(0)
    expect(existsSync(join(folder.root, feed, '03-VERIFICATION.md'))).toBe(false)
  })

  it('waits for a person to look where one is needed', async () => {
    const folder = await compiled(begun(onePlan, humanNeeded))
    const first = await go(folder)
    expect(first.code).toBe(10)
    expect(first.stdout).toMatch(/^looked-at +gate .*waits for a person/m)
    expect(first.stdout).toMatch(/^acceptance +waiting .*waits for looked-at/m)
    expect(first.stdout).not.toContain('reject looked-at')
    expect(first.stdout).toMatch(/^goal-reached +done/m)
    expect(first.stdout).toContain('run.sh approve looked-at')
    expect((await run(folder, ['approve', 'looked-at'])).code).toBe(0)
    expect((await go(folder)).code).toBe(10)
    expect((await go(folder, '--yes')).code).toBe(0)
  })

  it('goes on where a person has written that it passed, and waits where nobody has', async () => {
    const folder = await compiled(begun(onePlan, humanNeeded), feed, '--no-review')
    expect((await go(folder, '--yes')).code).toBe(10)
    expect((await run(folder, ['resume', '--accept-commands'], { PLAN_AGENT: 'bash .agent.sh' })).code).toBe(
      10,
    )
    write(folder.root, { [`${feed}/03-VERIFICATION.md`]: passed })
    const { code } = await run(folder, ['resume', '--accept-commands'], { PLAN_AGENT: 'bash .agent.sh' })
    expect(code).toBe(0)
  })

  it('is blocked by gaps, and looked at anew after the plans that close them', async () => {
    const root = begun(onePlan, gapsFound)
    const folder = await compiled(root)
    const first = await go(folder)
    expect(first.code).toBe(1)
    expect(first.stdout).toMatch(/^goal-reached +blocked .*gap_closure: true/m)
    expect(first.stdout).toMatch(/^acceptance +skipped/m)
    write(root, {
      [`${feed}/03-02-PLAN.md`]: planText('02', 'gap_closure: true\n'),
      [`${feed}/03-01-SUMMARY.md`]: '# Done\n',
      '.verdict': passed,
    })
    const again = await go(await compiled(root), '--accept-plan')
    expect(again.code).toBe(10)
    expect(again.stdout).toMatch(/^plan-03-01 +done/m)
    expect(again.stdout).toMatch(/^goal-reached-gaps-1 +done/m)
  })

  it('runs the plans that close gaps alone where somebody wants that', async () => {
    const gap = { [`${feed}/03-03-PLAN.md`]: planText('03', 'gap_closure: true\n') }
    const root = begun({ ...onePlan, [`${feed}/03-02-PLAN.md`]: planText('02'), ...gap }, passed)
    write(root, { [`${feed}/03-01-SUMMARY.md`]: '# Done\n' })
    const folder = await compiled(root, feed, '--gaps-only', '--no-review')
    const { code, stdout } = await go(folder)
    expect(code).toBe(0)
    expect(readFileSync(join(root, '.started'), 'utf8')).toBe('plan-03-03\nverify-goal-gaps-1\n')
    expect(stdout).toContain('Left out: Order posts by time, part 02.')
  })

  it('has nothing to close where no plan closes gaps', async () => {
    const root = begun(onePlan, passed)
    const { code, messages } = await saying(['compile', feed, '--gaps-only'], { folder: root })
    expect([code, messages]).toEqual([2, expect.stringContaining('has gap_closure: true')])
    expect(existsSync(join(root, '.plan'))).toBe(false)
  })

  it.each(['done\n', '---\nstatus: fine\n---\n', '  status: passed\n', 'status: passed_perhaps\n'])(
    'is not verified by a file without a verdict: %j',
    async (verdict) => {
      const folder = await compiled(begun(onePlan, verdict))
      const { code, stdout } = await go(folder)
      expect(code).toBe(1)
      expect(stdout).toMatch(/^verify-goal +blocked/m)
    },
  )

  it('is not started again where every plan has its summary', async () => {
    const root = begun({ ...onePlan, [`${feed}/03-01-SUMMARY.md`]: '# Done\n' }, passed)
    expect((await go(await compiled(root, feed, '--no-review'))).code).toBe(0)
    const nothing = await compiled(root, feed, '--no-verifier', '--no-review', '--force')
    const { code, stdout } = await go(nothing, '--accept-plan')
    expect(code).toBe(0)
    expect(stdout).toContain('Done before: Order posts by time, part 01.')
  })

  it('may have any name', async () => {
    const phase = ".planning/phases/03-it's `touch pwned` $(touch pwned)"
    const folder = await compiled(begun({ [`${phase}/03-01-PLAN.md`]: planText('01') }, passed), phase)
    expect((await go(folder, '--yes')).code).toBe(0)
    expect(existsSync(join(folder.root, phase, '03-VERIFICATION.md'))).toBe(true)
    expect(existsSync(join(folder.root, 'pwned'))).toBe(false)
  })
})

describe('what the compiler adds around a phase', { timeout: 60_000 }, () => {
  const config = JSON.stringify({ run: { test: ['test -e src/feed01.ts'] } })
  const keys = ['final-check', 'verify-goal', 'goal-reached', 'looked-at', 'acceptance']

  it('is checked before anybody looks at it', async () => {
    const root = begun({ ...onePlan, 'plan-compile.config.json': config, 'src/feed01.ts': '' }, passed)
    const folder = await compiled(root)
    const table = readFileSync(join(root, '.plan/trial/tasks.tsv'), 'utf8')
    const rows = table.split('\n').map((line) => line.split('\t'))
    expect(rows.slice(1, -1).map(([key]) => key)).toEqual(['baseline', 'plan-03-01', ...keys])
    expect(rows.find(([key]) => key === 'verify-goal')?.[3]).toBe('final-check')
    expect((await go(folder)).code).toBe(10)
  })

  it('is checked behind the last phase, and no phase waits for it', async () => {
    const more = {
      '.planning/phases/04-sheet/04-01-PLAN.md': planText('01').replaceAll('03-feed', '04-sheet'),
    }
    const root = begun({ ...onePlan, ...more, 'plan-compile.config.json': config }, passed)
    await compiled(root, '.planning/phases')
    const table = readFileSync(join(root, '.plan/trial/tasks.tsv'), 'utf8')
    const needs = new Map(table.split('\n').map((line) => [line.split('\t')[0], line.split('\t')[3]]))
    expect(needs.get('plan-04-01')).toBe('acceptance-03')
    expect(needs.get('final-check')).toBe('plan-04-01')
    expect(needs.get('verify-goal-03')).toBe('plan-03-01')
    expect(needs.get('verify-goal-04')).toBe('final-check')
  })

  it('is in the justfile, the slash command and plan.json', async () => {
    const root = begun({ ...onePlan, 'plan-compile.config.json': config }, passed)
    const { code, messages } = await saying(['compile', feed], { folder: root })
    expect([code, messages]).toEqual([0, messages])
    const just = readFileSync(join(root, '.plan/03-feed/justfile'), 'utf8')
    for (const key of keys.slice(0, -1))
      expect(just).toContain(`\n${key} *options:\n    @{{ run_sh }} task ${key} "$@"`)
    expect(just).toMatch(/\[confirm\(.*\n.*\nacceptance:\n {4}@\{\{ run_sh \}\} approve acceptance\n/)
    const command = readFileSync(join(root, '.claude/commands/03-feed/run.md'), 'utf8')
    for (const key of keys) expect(command).toContain(key)
    const { schedule } = JSON.parse(readFileSync(join(root, '.plan/03-feed/plan.json'), 'utf8'))
    expect(schedule.nodes.slice(2).map(({ key }: { key: string }) => key)).toEqual(keys)
  })

  it('is shown and rehearsed', async () => {
    const root = begun({ ...onePlan, 'plan-compile.config.json': config }, passed)
    beginRepository({ root, script: '', state: '' })
    const machine = { folder: root, environment: { PATH: process.env['PATH'] ?? '' } }
    for (const format of ['text', 'mermaid', 'dot', 'json']) {
      const { output } = await saying(['show', '--format', format, feed], machine)
      for (const key of keys) expect(output).toMatch(new RegExp(key.replace('-', '[-_]')))
    }
    const { code, output, messages } = await saying(['rehearse', feed], machine)
    expect([code, messages]).toEqual([0, ''])
    for (const key of keys)
      expect(output).toMatch(new RegExp(`^1 .*${key} .*(?:not run|completed|opened)$`, 'm'))
    expect(output).toContain('2 of 2 tasks completed')
    expect((await saying(['rehearse', '--fail', 'verify-goal', feed], machine)).output).toMatch(
      /^1 .*acceptance .*skipped$/m,
    )
  })
})

describe('what the project says of the run', { timeout: 60_000 }, () => {
  it('names the branch, and gives each domain one agent', async () => {
    const domain = (name: string) => planText(name, 'domain: testing\n')
    const root = begun(
      {
        [`${feed}/03-01-PLAN.md`]: domain('01'),
        [`${feed}/03-02-PLAN.md`]: domain('02'),
        [`${feed}/03-03-PLAN.md`]: domain('03'),
        '.planning/config.json': JSON.stringify({
          execution: { team: true },
          workflow: { verifier: false },
          git: { branching_strategy: 'phase' },
        }),
        '.agent.sh': `mkdir .busy || touch .together\n${agent}\nsleep 0.3\nrmdir .busy\n`,
      },
      passed,
    )
    const folder = await compiled(root)
    beginRepository(folder)
    const { code, stderr } = await go(folder, '--jobs', '3', '--allow-dirty')
    expect([code, stderr]).toEqual([0, ''])
    expect(existsSync(join(root, '.together'))).toBe(false)
    expect(readFileSync(join(root, '.git/HEAD'), 'utf8')).toBe('ref: refs/heads/gsd/phase-03-feed\n')
  })
})
