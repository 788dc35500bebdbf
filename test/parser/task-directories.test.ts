import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Checked, check } from '../../src/compile.ts'
import { dialects } from '../../src/parser/dialects/index.ts'
import { foldersNamed } from '../../src/parser/task-directories/layout.ts'
import { tasksOf } from '../../src/plan/walk.ts'
import { noWorkspace } from '../../src/plan/workspace.ts'
import { memoryHost } from '../support/memory-host.ts'
import { spansIn } from '../support/spans.ts'

const folder = 'documentation/plans/011-sample/'

function read(readme: string, others: ReadonlyMap<string, string> = new Map()): Promise<Checked> {
  const files = new Map([
    [`${folder}README.md`, readme],
    ...[...others].map(([name, text]): [string, string] => [folder + name, text]),
  ])
  return check(`${folder}README.md`, memoryHost(files), { dialects, rules: [], workspace: noWorkspace })
}

/** Four tasks that say nothing, and `order` below a heading about their order: who waits for whom. */
async function needsFrom(order: string): Promise<Readonly<Record<string, string>>> {
  const tasks = [1, 2, 3, 4].map((id) => `### Task ${id}: Part ${id}\n`).join('\n')
  const { plan } = await read(`# Plan: Sample\n\n## Tasks\n\n${tasks}\n## Task Dependencies\n\n${order}\n`)
  if (plan === undefined) throw new Error('no plan')
  const said = tasksOf(plan).flatMap(({ id, needs }): readonly [string, string][] =>
    needs === undefined ? [] : [[id, needs.value.map((reference) => reference.id).join(',')]],
  )
  return Object.fromEntries(said)
}

describe('sentences about the order', () => {
  it.each([
    ['Task 2 depends on Task 1.', { 1: '', 2: '1' }],
    ['Tasks 2 and 3 both depend on Task 1 (the schema has to be there).', { 1: '', 2: '1', 3: '1' }],
    ['Task 2 depends on Task 1, Task 3 depends on Task 2.', { 1: '', 2: '1', 3: '2' }],
    ['Task 3 depends on Task 1 (types) and Task 2 (routes).', { 1: '', 3: '1,2' }],
    ['Task 4 depends on Task 1 and Task 3 is independent.', { 1: '', 3: '', 4: '1' }],
    ['Tasks 2-4 depend on Task 1 but are independent of each other.', { 1: '', 2: '1', 3: '1', 4: '1' }],
    ['Task 2 (view) requires Task 1; Task 4 waits for Tasks 2 and 3.', { 1: '', 2: '1', 4: '2,3' }],
    ['Task 1 must complete before Tasks 2 and 3, as both depend on its shape.', { 1: '', 2: '1', 3: '1' }],
    ['Task 1 blocks Task 3.', { 1: '', 3: '1' }],
    ['Task 2 must run after Task 1.', { 1: '', 2: '1' }],
    ['Task 3 depends on Task 2.', { 3: '2' }],
    ['Task 2 does not depend on Task 1.', {}],
    ['Task 2 could run after Task 1.', {}],
    ['Task 1 depends on the infrastructure of Plan 023.', {}],
    ['Tasks 1-3 are sequential.', { 1: '', 2: '1', 3: '2' }],
    ['Tasks must be executed in order.', { 1: '', 2: '1', 3: '2', 4: '3' }],
    ['All four tasks are independent.', { 1: '', 2: '', 3: '', 4: '' }],
    ['4 tasks, no interdependency: run them in parallel.', { 1: '', 2: '', 3: '', 4: '' }],
    [
      '- Task 1 (types): no dependencies\n- Task 2: depends on Task 1\n- Task 3: Tasks 1, 2',
      { 1: '', 2: '1', 3: '1,2' },
    ],
    ['Tasks 2 and 3 are independent of each other.', {}],
    ['T2 depends on T1.', { 1: '', 2: '1' }],
  ])('%s', async (order, needs) => expect(await needsFrom(order)).toEqual(needs))
})

describe('arrows', () => {
  it.each([
    ['Task 1 → Task 2 → Task 3', { 1: '', 2: '1', 3: '2' }],
    ['Tasks run in this order: Task 1 -> Task 2, Task 3 -> Task 4.', { 1: '', 2: '1', 3: '1', 4: '2,3' }],
    [
      '```\nTask 1 (store)\n  ├─→ Task 2 (push)\n  └─→ Task 3\n        └─→ Task 4 — shows it\n```',
      { 1: '', 2: '1', 3: '1', 4: '3' },
    ],
    ['```\nTask 1 ─┬─→ Task 2\n        └─→ Task 3\n```', { 1: '', 2: '1', 3: '1' }],
    ['```\nTask 1\n├── Task 2\n└── Task 3\n```', { 1: '', 2: '1', 3: '1' }],
    ['```\nTask 1\n  ↓\nTask 2, Task 3\n  ↓\nTask 4\n```', { 1: '', 2: '1', 3: '1', 4: '2,3' }],
    ['```\nTask 1 ────────────→ Task 4\nTask 2 ────────────→ Task 4\n```', { 1: '', 2: '', 4: '1,2' }],
    ['The state goes from A → B while Task 1 runs.', {}],
  ])('%s', async (order, needs) => expect(await needsFrom(order)).toEqual(needs))
})

describe('the folder of a plan that is named', () => {
  const folders = ['002-users', '027-roles', '027-accounts', '034-roles', '112-log']
  it.each([
    ['2', ['002-users']],
    ['027', ['027-roles', '027-accounts']],
    ['027-roles', ['027-roles']],
    ['accounts', ['027-accounts']],
    ['roles', ['027-roles', '034-roles']],
    ['12', []],
    ['user', []],
  ])('%s', (written, found) => expect(foldersNamed(written, folders)).toEqual(found))
})

const page = readFileSync('docs/dialects/task-directories.md', 'utf8')
const files = [...page.matchAll(/^````plan (?<path>\S+)\n(?<text>[\s\S]*?)^````$/gm)].map(({ groups }) => {
  return { name: groups?.['path']?.replace(/^.*?\d{3}-[^/]*\//, '') ?? '', text: groups?.['text'] ?? '' }
})
const readmes = files.filter(({ name }) => name === 'README.md').map(({ text }) => text)
const companions = files.filter(({ name }) => name !== 'README.md')

const scraps = [
  '\r\n',
  '\r',
  '### Task 2: x\n',
  '- [ ] **Task 3 — y**',
  '**Dependencies:** ',
  'Tasks 1-9 depend on Task 2',
  ' → Task 1',
  '└─→ ',
  '`',
  '```\n',
  '**',
  '(',
  '"tasks": [',
  '{',
  '1-99. ',
  '<!-- status:',
  '日本語',
  '\u202e',
  'Plan 022 and ',
  '|',
]
const cut = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.nat(40),
  scrap: fc.constantFrom('', ...scraps),
})

function mutated(
  text: string,
  cuts: readonly { readonly at: number; readonly length: number; readonly scrap: string }[],
): string {
  return cuts.reduce((one, { at, length, scrap }) => {
    const start = Math.floor(at * one.length)
    return one.slice(0, start) + scrap + one.slice(start + length)
  }, text)
}

describe('whatever stands in the files of a plan', () => {
  it('is read to the end, twice the same, with every place inside its text', { timeout: 120_000 }, () =>
    fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...readmes),
        fc.subarray(companions),
        fc.array(cut, { maxLength: 6 }),
        async (readme, chosen, cuts) => {
          const others = new Map(chosen.map(({ name, text }) => [name, mutated(text, cuts)]))
          const first = await read(mutated(readme, cuts), others)
          expect(await read(mutated(readme, cuts), others)).toEqual(first)
          for (const { start, end, path } of spansIn([first.plan, first.diagnostics])) {
            expect(start).toBeGreaterThanOrEqual(0)
            expect(end).toBeGreaterThanOrEqual(start)
            expect(end).toBeLessThanOrEqual(first.sources.get(path)?.text.length ?? 0)
          }
        },
      ),
      { numRuns: 150 },
    ),
  )

  it.each([
    ['lists of tasks', 'Task 1, '.repeat(60_000)],
    ['clauses', 'Task 2 depends on Task 1 and '.repeat(20_000)],
    ['lines of a box', `\`\`\`\n${'─'.repeat(300_000)}\n\`\`\``],
    ['blanks', `\`\`\`\nTask 1${' '.repeat(500_000)}x\n\`\`\``],
    ['ranges of ranges', 'Tasks 1-4 depend on Tasks 1-4.\n\n'.repeat(10_000)],
  ])('is read in linear time: %s', { timeout: 60_000 }, async (_, order) => {
    expect(Object.keys(await needsFrom(order)).length).toBeLessThanOrEqual(4)
  })
})
