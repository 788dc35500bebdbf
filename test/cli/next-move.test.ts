import { describe, expect, test, vi } from 'vitest'
import { folderWith } from '../workspace/folder.ts'
import { saying } from './machine.ts'

vi.setConfig({ testTimeout: 60_000 })

const compiled = async (files: Readonly<Record<string, string>>, path: string, ...options: string[]) => {
  const { code, messages } = await saying(['compile', path, ...options], { folder: folderWith(files) })
  return {
    code,
    moves: messages.split('\n').filter((line) => /left to run|^Next|not started again/.test(line)),
  }
}

const wavePlan = (number: string) => `---
phase: 03-feed
plan: ${number}
type: execute
wave: 1
depends_on: []
files_modified: [src/post-${number}.ts]
autonomous: true
must_haves:
  truths: ["Readers see the newest post first"]
---

<objective>
Order posts.
</objective>

<tasks>
  <task type="auto">
    <name>Task 1: Sort the posts</name>
    <files>src/post-${number}.ts</files>
    <action>Sort by time, newest first.</action>
    <verify>npm test</verify>
    <done>The newest is first.</done>
  </task>
</tasks>
`

describe('a phase of waves', () => {
  const at = '.planning/phases/03-feed'
  const both = { [`${at}/03-01-PLAN.md`]: wavePlan('01'), [`${at}/03-02-PLAN.md`]: wavePlan('02') }
  const summaries = {
    [`${at}/03-01-SUMMARY.md`]: '# Summary\n\nDone.\n',
    [`${at}/03-02-SUMMARY.md`]: '# Summary\n\nDone.\n',
  }
  const verified = {
    [`${at}/03-VERIFICATION.md`]: '---\nphase: 03-feed\nstatus: passed\n---\n\n# Verification\n',
  }

  test('with a summary for each plan, and its goal reached: nothing is left', async () => {
    expect((await compiled({ ...both, ...summaries, ...verified }, at)).moves).toEqual([
      'Every plan is done by summary, or withdrawn: not started again',
      'Nothing is left to run',
    ])
  })

  test('with a summary for each plan, and nobody who looked at the goal: that is left', async () => {
    expect((await compiled({ ...both, ...summaries }, at)).moves).toEqual([
      'Every plan is done by summary, or withdrawn: not started again',
      expect.stringMatching(/^Next: /),
    ])
  })

  test('with one summary', async () => {
    const files = { ...both, [`${at}/03-01-SUMMARY.md`]: '# Summary\n\nDone.\n' }
    expect((await compiled(files, at)).moves).toEqual([
      '1 of 2 plans are done by summary, or withdrawn: not started again',
      expect.stringMatching(/^Next: /),
    ])
    expect((await compiled(files, at, '--dry-run')).moves).toHaveLength(1)
  })
})

const phase = (number: number, status: string) => `### Phase ${number}: Part ${number}

**Owner:** rust-developer
**Dependencies:** None
**Status:** ${status}
**Files:** \`src/part-${number}.rs\`

`

const directory = 'documentation/plans/014-rate-limits/README.md'
const tasks = (...states: string[]) => `# Plan 014: Rate limits

## Tasks

${states.map((state, index) => `### Task ${index + 1}: Part ${index + 1} <!-- status:${state} -->\n\n**Files:** \`src/part-${index + 1}.ts\`\n\n**Dependencies:** None\n`).join('\n')}`

const stream = `# Plan: Rate limiter

## Summary

A token bucket for the public API.

## Stages

### Stage 01: Core

#### Stage Definition

The library only.

#### Stage Batches

##### Batch 01: Primitives

###### Thread 01: Bucket

**Details:**

- Create \`src/limit/bucket.ts\`
`

const ticked = (box: string) => `# Tasks: rate-limiter

## Stage 01: Core

### Batch 01: Primitives

#### Thread 01: Bucket @agent:default

- [${box}] Task 01.01.01.01: Count tokens
`

describe.each([
  [
    'phases',
    'plan.md',
    (done: boolean) => ({
      'plan.md': `# Search\n\n${phase(1, 'Completed')}${phase(2, done ? 'Skipped' : 'Pending')}`,
    }),
  ],
  [
    'a task directory',
    directory,
    (done: boolean) => ({ [directory]: tasks('completed', done ? 'completed' : 'pending') }),
  ],
  [
    'a workstream',
    'work/017-rate-limiter/PLAN.md',
    (done: boolean) => ({
      'work/017-rate-limiter/PLAN.md': stream,
      'work/017-rate-limiter/TASKS.md': ticked(done ? 'x' : ' '),
    }),
  ],
] as const)('%s', (_, path, files) => {
  test('all marked as done: the script asks their proof, and that is said', async () => {
    const { moves } = await compiled(files(true), path)
    expect(moves).toEqual([
      expect.stringMatching(
        /^Nothing is left to run, by the plan's own marks; `\S+\/run\.sh run` proves them, and does what does not hold/,
      ),
    ])
  })

  test('one is open', async () => {
    expect((await compiled(files(false), path)).moves).toEqual([expect.stringMatching(/^Next: /)])
  })
})
