import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rules } from '../../src/analyzer/rules/index.ts'
import { promptsOf } from '../../src/codegen/prompts.ts'
import { slugsOf } from '../../src/codegen/slugs.ts'
import { createRender } from '../../src/codegen/templates.ts'
import { check } from '../../src/compile.ts'
import { workstream } from '../../src/parser/dialects/workstream.ts'
import { readNeeds } from '../../src/parser/workstream/needs.ts'
import { unitsOf } from '../../src/plan/walk.ts'
import { noWorkspace } from '../../src/plan/workspace.ts'
import { memoryHost } from '../support/memory-host.ts'
import { readPage } from '../support/page.ts'

const tools = { dialects: [workstream], rules, workspace: noWorkspace }

function plan(threads: string): string {
  return [
    '# Plan: Rate limiter',
    '## Summary\n\nA token bucket.',
    '## Stages',
    '### Stage 01: Core',
    '#### Stage Definition\n\nThe library.',
    '#### Stage Batches',
    '##### Batch 01: Primitives',
    threads,
  ].join('\n\n')
}

describe('needs', () => {
  const read = (plain: string) => {
    const span = { path: 'PLAN.md', start: 0, end: plain.length }
    const references = readNeeds({ plain, span, codes: [], struck: [], gaps: [] }, '01.02.03', () => {})
    return references.map(({ id }) => id)
  }
  it.each([
    ['None', []],
    ['Thread 01', ['01.02.01']],
    ['Threads 1 and 2', ['01.02.01', '01.02.02']],
    ['Thread 01.02', ['01.01.02']],
    ['01.01.02', ['01.01.02']],
    ['Batch 01, Batch 02.01', ['01.01', '02.01']],
    ['Stage 02', ['02']],
    ['Task 01.01.01.02', ['01.01.01.02']],
    ['Threads 01-03', ['01.02.01', '01.02.02', '01.02.03']],
    ['Thread 01 (see batch 9)', ['01.02.01']],
    ['2', []],
    ['the rest', []],
  ])('%s', (written, ids) => {
    expect(read(written)).toEqual(ids)
  })
})

describe('prompts', () => {
  const cases = readPage('docs/dialects/workstream.md', 'workstream').cases
  const promptsFor = async (title: string) => {
    const files = cases.find((one) => one.title === title)?.files ?? new Map()
    const [entry = ''] = files.keys()
    const checked = await check(entry, memoryHost(files), tools)
    const { plan: read, schedule, sources } = checked
    if (read === undefined || schedule === undefined) throw new Error(`no plan in “${title}”`)
    const input = {
      plan: read,
      schedule,
      sources,
      slugs: slugsOf(read),
      folder: 'out',
      name: 'out',
      agentCommand: 'true',
      render: createRender(),
    }
    return promptsOf(input).map(({ contents }) => contents)
  }

  it('quote what the stage says and the contract of the thread', async () => {
    const [first = ''] = await promptsFor('A plan for each stage')
    expect(first).toContain('## Locked Decisions\n\n- Keys are text.')
    expect(first).toContain('- [x] Strings or numbers? → Strings')
  })

  it('name the tasks that another file lists', async () => {
    const [first = ''] = await promptsFor('TASKS.md and tasks.json beside PLAN.md')
    expect(first).toContain('Its steps, as `work/017-rate-limiter/TASKS.md` has them:')
    expect(first).toContain('Count tokens')
  })
})

describe('hostile workstreams', () => {
  const cases = readPage('docs/dialects/workstream.md', 'workstream').cases

  it('never throws, and every finding and unit has a place inside its text', {
    timeout: 60_000,
  }, async () => {
    const edits = fc.array(
      fc.tuple(fc.nat(), fc.constantFrom('', '\r', '@agent:', '[', '- [', '#', '`', '<!--', '{', '.1')),
      {
        maxLength: 8,
      },
    )
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...cases), edits, async ({ files }, changes) => {
        const broken = new Map([...files].map(([path, text]) => [path, changed(text, changes)]))
        const [entry = ''] = files.keys()
        const { plan: read, diagnostics, sources } = await check(entry, memoryHost(broken), tools)
        const spans = [
          ...diagnostics.map(({ span }) => span),
          ...(read ? unitsOf(read).map(({ title }) => title.span) : []),
        ]
        for (const { path, start, end } of spans) {
          expect(start).toBeGreaterThanOrEqual(0)
          expect(end).toBeGreaterThanOrEqual(start)
          expect(end).toBeLessThanOrEqual(sources.get(path)?.text.length ?? -1)
        }
      }),
      { numRuns: 100 },
    )
  })

  it.each([
    ['stages', `${plan('')}\n${'### Stage 01: x\n'.repeat(4_000)}`],
    ['threads', plan('###### Thread 01: x\n- a\n'.repeat(4_000))],
    ['digits', plan(`###### Thread 01: x\n\n**Details:**\n\n- Depends on: ${'1.'.repeat(200_000)}`)],
    ['paths', plan(`###### Thread 01: x\n\n**Details:**\n\nCreate ${'a/'.repeat(200_000)}b.ts`)],
    ['words', plan(`###### Thread 01: x\n\n**Details:**\n\nCreate ${'to a '.repeat(100_000)}`)],
    [
      'mentions',
      plan(Array.from({ length: 3_000 }, (_, n) => `###### Thread ${n}: x\n- see d${n}/x.ts\n`).join('')),
    ],
    ['agents', plan(`###### Thread 01: ${'@agent:'.repeat(50_000)}`)],
    ['comments', plan(`###### Thread 01: ${'<!--'.repeat(50_000)}`)],
    ['questions', `${plan('')}\n#### Questions\n\n${'- [~] a → b → c\n'.repeat(4_000)}`],
  ])(
    'reads a great many %s in time',
    async (_, text) => {
      const start = performance.now()
      await check('work/001-x/PLAN.md', memoryHost(new Map([['work/001-x/PLAN.md', text]])), tools)
      expect(performance.now() - start).toBeLessThan(20_000)
    },
    40_000,
  )
})

function changed(text: string, changes: readonly (readonly [number, string])[]): string {
  return changes.reduce((before, [at, insert]) => {
    const place = at % (before.length + 1)
    return insert === ''
      ? before.slice(0, place) + before.slice(place + 7)
      : before.slice(0, place) + insert + before.slice(place)
  }, text)
}
