import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rules } from '../../src/analyzer/rules/index.ts'
import { check } from '../../src/compile.ts'
import { dialects } from '../../src/parser/dialects/index.ts'
import type { Task } from '../../src/plan/plan.ts'
import { tasksOf } from '../../src/plan/walk.ts'
import { noWorkspace } from '../../src/plan/workspace.ts'
import { memoryHost } from '../support/memory-host.ts'

/** What may stand between commas: paths, names of code, commands, references, and words that are none of these. */
const entry = fc.oneof(
  fc.constantFrom(
    ...[
      'src/a.ts',
      'src/b/',
      '`src/c.ts`',
      "`src/$(x)/a b'c.ts`",
      '`src/**`',
      '`foo`',
      '`Cache.get()`',
      'the rest',
    ],
    ...[
      '`src/a.ts` (new)',
      'src/d.ts (the types)',
      '`npm test`',
      '`npm test -- x`',
      '`a::b`',
      'Phase 1',
      'Phases 1-2',
    ],
    ...[
      'TASK-77',
      'database up',
      '`Phase 2`',
      '`rm -rf /`',
      '`https://x.y/z`',
      '`/etc/hosts`',
      '日本語',
      '`--flag`',
    ],
  ),
  fc
    .stringMatching(/^`[a-z$(){}'" ./-]{1,12}`$/)
    .filter((code) => /[a-z]/.test(code) && !/^`\s|\s`$|\/[./]|\.\//.test(code)),
)

const labels = ['Files', 'Dependencies', 'Skills', 'Packages', 'Blast Radius', 'Acceptance Criteria'] as const

/** The values of one field, as text. */
function valuesOf(task: Task, label: (typeof labels)[number]): readonly string[] {
  switch (label) {
    case 'Files':
      return task.files?.value.map(({ path }) => path) ?? []
    case 'Dependencies':
      return [...(task.needs?.value ?? []), ...(task.parallel?.value.peers ?? [])].map(({ id }) => id)
    case 'Skills':
      return task.skills.map(({ value }) => value)
    case 'Packages':
      return task.packages.map(({ value }) => value)
    case 'Blast Radius':
      return [JSON.stringify(task.blastRadius?.value).replaceAll('\\"', '"')]
    case 'Acceptance Criteria':
      return task.criteria?.value.map(({ text }) => text) ?? []
  }
}

interface Read {
  readonly task: Task
  readonly values: readonly string[]
  /** Whether a finding points at a place in these words. */
  readonly told: (words: string) => boolean
}

async function read(label: (typeof labels)[number], value: string): Promise<Read> {
  const text = `# Plan\n\n## Phase 1: a\n\nx\n\n## Phase 2: b\n\nx\n\n## Phase 3: c\n\n**${label}:** ${value}\n`
  const host = memoryHost(new Map([['plan.md', text]]))
  const { plan, diagnostics } = await check('plan.md', host, { dialects, rules, workspace: noWorkspace })
  const task = plan && tasksOf(plan).find(({ id }) => id === '3')
  if (task === undefined) throw new Error(`no third phase in ${text}`)
  const told = (words: string) => {
    const start = text.indexOf(words)
    return diagnostics.some(({ span }) => span.start < start + words.length && span.end > start)
  }
  return { task, values: valuesOf(task, label), told }
}

const bare = (words: string) =>
  words
    .replace(/`/g, '')
    .replace(/\s+/g, ' ')
    .replace(/ \(.*\)$/, '')

function stands(words: string, label: (typeof labels)[number], { task, values }: Read): boolean {
  if (label !== 'Dependencies')
    return values.some(
      (value) => value.replace(/\s+/g, ' ').includes(bare(words)) || bare(words) === `./${value}`,
    )
  const numbers = bare(words).match(/(?<=Phases? )\d|(?<=-)\d/g) ?? []
  return numbers.length > 0 && numbers.every((id) => values.includes(id) || id === task.id)
}

describe('nothing that is written is dropped without a word', { timeout: 60_000 }, () => {
  for (const label of labels)
    it(`each entry of ${label} is in the plan, or a finding points at it`, () =>
      fc.assert(
        fc.asyncProperty(fc.uniqueArray(entry, { minLength: 1, maxLength: 5 }), async (entries) => {
          const result = await read(label, entries.join(', '))
          for (const words of entries)
            expect(
              stands(words, label, result) || result.told(words),
              `${words} in ${entries.join(', ')}`,
            ).toBe(true)
        }),
        { numRuns: 800 },
      ))
})
