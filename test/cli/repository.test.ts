import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { readPage } from '../support/page.ts'
import { folderWith } from '../workspace/folder.ts'
import { saying } from './machine.ts'

// The TypeScript compiler takes seconds to load on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

let root: string
beforeEach(() => {
  const cases = readPage('test/fixtures/ledger.md', 'ledger').cases
  const files = cases.flatMap(({ files, repository }) => [...files, ...repository])
  root = folderWith(Object.fromEntries(files))
  execFileSync('git', ['init', '--quiet'], { cwd: root })
})

async function said(args: readonly string[]) {
  return await saying(args, { folder: root })
}

async function checked(plan: string, ...options: readonly string[]) {
  const { output } = await said(['check', plan, '--format', 'json', ...options])
  const { diagnostics }: { diagnostics: readonly Told[] } = JSON.parse(output)
  return diagnostics.filter(({ code }) => REPOSITORY.test(code))
}

interface Range {
  readonly start: { readonly line: number }
}

interface Told {
  readonly code: string
  readonly message: string
  readonly help: string | null
  readonly range: Range
  readonly related: readonly {
    readonly path: string
    readonly message: string
    readonly range: Range
  }[]
}

/** The rules that look at the repository. */
const REPOSITORY = /^PC(?:40[2-5]|50[4-6])$/

describe('a plan that fits its repository', () => {
  test('hears nothing of it', async () => {
    expect(await checked('docs/plans/sound.md', '--blast-radius')).toEqual([])
  })
})

describe('a plan that does not', () => {
  test('hears each fault at its place, and what was meant', async () => {
    const told = await checked('docs/plans/faulty.md')
    expect(told.map(({ code, range, message, help }) => [code, range.start.line, message, help])).toEqual(
      FAULTS,
    )
  })

  test('is shown the definition that has no tool to write with', async () => {
    const fault = (await checked('docs/plans/faulty.md')).find(({ code }) => code === 'PC403')
    expect(fault?.related).toMatchObject([
      { path: '.claude/agents/reviewer.md', range: { start: { line: 4 } } },
    ])
  })

  test('is shown the imports from the nearest test that it leaves out to the change', async () => {
    const told = (await checked('docs/plans/faulty.md', '--blast-radius')).filter(
      ({ code }) => code === 'PC506',
    )
    expect(told.map(({ message }) => message)).toEqual([
      'The blast radius of “Phase 1: Amounts” leaves out `test/entry.test.ts` and 1 other test, which run what it changes',
      'The blast radius of “Phase 2: Screens” leaves out `test/screen.test.tsx`, which runs what it changes',
      'The blast radius of “Phase 3: Packages” is none, and leaves out `test/entry.test.ts` and 1 other test, which run what it changes',
    ])
    expect(told[0]?.related.map(({ path, range, message }) => [path, range.start.line, message])).toEqual([
      ['test/entry.test.ts', 2, '`test/entry.test.ts` imports `src/index.ts`'],
      ['src/index.ts', 1, '`src/index.ts` imports `src/amount.ts`'],
    ])
  })
})

/** Code, line, message, help. */
const FAULTS: readonly (readonly [string, number, string, string])[] = [
  [
    'PC402',
    9,
    '“Phase 1: Amounts” is owned by `typescript-devloper`, and no agent of the repository is called so',
    'Did you mean `typescript-developer`?',
  ],
  [
    'PC404',
    10,
    'No skill or command of the repository is called `ledger-gramar`',
    'Did you mean `ledger-grammar`?',
  ],
  // Phase 3 changes package.json, but comes later.
  [
    'PC504',
    20,
    '`npm run typecheck` names no script of `package.json`',
    'There is `types`, `test` and `check`.',
  ],
  ['PC504', 21, '`just chek` names no recipe of `justfile`', 'Did you mean `check`?'],
  [
    'PC403',
    25,
    '“Phase 2: Screens” writes 1 file, and `reviewer` has no tool that writes',
    'Give the work to an agent that can write, or `reviewer` such a tool.',
  ],
  [
    'PC505',
    27,
    '“Phase 2: Screens” names `test/screens/` as tests, which matches nothing in the repository and nothing that a task writes',
    'Mend the path, or add the test to the files of the task that writes it.',
  ],
  [
    'PC504',
    35,
    '`npm run build` names no script of `package.json`',
    '`packages/report/package.json` has it: run it in `packages/report`.',
  ],
  [
    'PC504',
    50,
    '`npm run bench` names no script of `package.json` yet',
    'There is `types`, `test` and `check`.',
  ],
]

describe('blast-radius', () => {
  test('prints a command for each task, and nothing that is no command or comment', async () => {
    const { code, output, messages } = await said(['blast-radius', 'docs/plans/faulty.md'])
    expect(messages).toBe('')
    expect(code).toBe(0)
    expect(output).toContain(
      '# “Phase 1: Amounts”: 3 tests\nnpx vitest run test/amount.test.ts test/entry.test.ts && (',
    )
    expect(readFileSync('docs/cli.md', 'utf8')).toContain(`\`\`\`text\n${output}\`\`\``)
  })

  test('of one task, for programs', async () => {
    const { output } = await said(['blast-radius', 'docs/plans/faulty.md', '--task', '2', '--format', 'json'])
    expect(JSON.parse(output)).toMatchInlineSnapshot(`
      {
        "plan": "docs/plans/faulty.md",
        "tasks": [
          {
            "changed": [
              "src/screen.tsx",
            ],
            "command": "npx vitest run test/screen.test.tsx",
            "id": "2",
            "settings": [],
            "tests": [
              {
                "chain": [
                  {
                    "column": 36,
                    "from": "test/screen.test.tsx",
                    "line": 4,
                    "to": "src/screen.tsx",
                  },
                ],
                "path": "test/screen.test.tsx",
              },
            ],
            "title": "Screens",
          },
        ],
        "unfollowed": [],
        "version": 1,
      }
    `)
  })
})
