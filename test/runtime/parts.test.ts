import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { checkpoint, type PlanFolder, planFolder } from './support/plan-folder.ts'
import { run } from './support/run-script.ts'

vi.setConfig({ testTimeout: 120_000 })

/** Two batches of a stage, one after the other, and a gate before the second stage. */
function staged(): PlanFolder {
  const plan = planFolder([
    { key: 'one' },
    { key: 'two' },
    { key: 'three', wave: 2, needs: ['one', 'two'] },
    { key: 'approve-01', kind: 'gate', wave: 3, needs: ['three'] },
    { key: 'four', wave: 4, needs: ['approve-01'] },
  ])
  const lines = [
    'plan-compile-groups 1',
    'stage-01\tbranch\tone,two,three\tCore',
    'batch-01.01\tleaf\tone,two\tPrimitives',
    'batch-01.02\tleaf\tthree\tJoin',
    'stage-02\tleaf\tfour\tWiring',
  ]
  writeFileSync(join(plan.root, '.plan/trial/groups.tsv'), `${lines.join('\n')}\n`)
  return plan
}

function done(plan: PlanFolder): readonly string[] {
  return ['one', 'two', 'three', 'four'].filter((key) => checkpoint(plan, key) === 'done')
}

test('next runs the first batch that is not done, and stops', async () => {
  const plan = staged()
  expect([(await run(plan, ['next'])).code, done(plan)]).toEqual([0, ['one', 'two']])
  expect([(await run(plan, ['next'])).code, done(plan)]).toEqual([0, ['one', 'two', 'three']])
  expect((await run(plan, ['next'])).code).toBe(10)
  await run(plan, ['approve', 'approve-01'])
  expect([(await run(plan, ['next'])).code, done(plan).length]).toEqual([0, 4])
})

test('the report names what comes next', async () => {
  const plan = staged()
  await run(plan, ['next'])
  expect((await run(plan, ['report'])).stdout).toMatch(
    /\nNext up: Join \(`\S*.*run\.sh group batch-01\.02`\)\n/,
  )
})

test('where nothing is left, next has a word for it', async () => {
  const plan = planFolder([{ key: 'only' }])
  expect((await run(plan, ['next'])).code).toBe(0)
  const { code, stdout } = await run(plan, ['next'])
  expect(code).toBe(0)
  expect(stdout).toMatch(
    /^batch_completion_status: "no_incomplete_batch"\noutcomes: \[\]\nnothing is left to do; next: .*run\.sh report\n$/,
  )
})

test('a stage is run by its name, when what it needs is done', async () => {
  const plan = staged()
  expect((await run(plan, ['stage', '02'])).code).toBe(1)
  expect([(await run(plan, ['stage', '01'])).code, done(plan)]).toEqual([0, ['one', 'two', 'three']])
  expect((await run(plan, ['group', 'batch-01.02'])).code).toBe(0)
})

test('a stage that there is not is told, with those that there are', async () => {
  const { code, stderr } = await run(staged(), ['stage', '3'])
  expect([code, stderr]).toEqual([
    2,
    'run.sh: the plan has no stage 3, only stage-01 batch-01.01 batch-01.02 stage-02\n',
  ])
})

test('the report has the shape that people know, and none of its words is markup', async () => {
  const plan = planFolder([
    { key: 'phase-1', agent: 'rust-developer', title: 'A | table <b>', commands: ['true'] },
    { key: 'phase-2', agent: 'x', deputy: 'y', behaviour: 'code=3', files: ['modify\ta_b.txt'] },
  ])
  await run(plan, ['run', '--accept-commands'])
  const { code, stdout } = await run(plan, ['report'])
  expect(code).toBe(0)
  const text = stdout
    .replaceAll(/\d+s\b/g, '0s')
    .replaceAll(plan.root, '.')
    .replace(/`.*resume`/, '`run.sh resume`')
  expect(text).toBe(`## Plan Execution Report

**Plan:** .plan/trial
**Execution Time:** 0s
**Status:** PARTIAL SUCCESS (1 of 2)

### Summary

| Wave | Task | Name | Owner | Status | Duration |
|---|---|---|---|---|---|
| 1 | phase-1 | A \\| table \\<b> | rust-developer | done | 0s |
| 1 | phase-2 | - | y | blocked | 0s |

### Files Changed

**Created:**

- out/phase-1.txt (phase-1)

### Test Results

- the commands of 1 passed; those of 0 were not accepted and did not run

### Issues

- phase-2: blocked after 2 start(s): the agent ended with 3 (log: .plan/trial/state/logs/phase-2.2.log); y took over from x

### Next Steps

1. \`run.sh resume\`

### Logs

- .plan/trial/state/journal.jsonl
- .plan/trial/state/logs/
`)
})

test('checkpoints are printed as plans of phases keep them', async () => {
  const plan = planFolder([
    { key: 'phase-1' },
    { key: 'phase-2', behaviour: 'code=3' },
    { key: 'phase-3', needs: ['phase-2'] },
  ])
  await run(plan)
  await run(plan, ['skip', 'phase-3', 'not "now"'])
  const { stdout } = await run(plan, ['checkpoints'])
  const text = stdout.replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/g, 'TIME')
  expect(text.replace(/skipped by \S+:/, 'skipped by NAME:')).toBe(`## Execution Checkpoints

- phase_1:
    status: complete
    completed_at: TIME
    artifacts: ["out/phase-1.txt"]
- phase_2:
    status: failed
    failed_at: TIME
    error: "the agent ended with 3 (log: .plan/trial/state/logs/phase-2.1.log)"
- phase_3:
    status: skipped
    reason: "skipped by NAME: not \\"now\\""
`)
})
