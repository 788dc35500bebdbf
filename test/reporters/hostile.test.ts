import fc from 'fast-check'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table'
import { gfmTable } from 'micromark-extension-gfm-table'
import { describe, expect, test, vi } from 'vitest'
import { formats } from '../../src/reporters/index.ts'
import type { Account } from '../../src/reporters/reporter.ts'
import { accountOf, plain } from './account.ts'
import { validators } from './validate.ts'
import { workflowCommand } from './workflow-command.ts'

vi.setConfig({ testTimeout: 120_000 })

/** What a plan, or the name of a file, could hold to be taken for more than text. */
const tricks = [
  '::error file=x::owned',
  '::add-mask::a',
  '  ::stop-commands::x',
  '##[error]owned',
  'a ##[group]b]',
  '###[warning]',
  '##vso[task.setvariable variable=PATH]/evil',
  "##teamcity[buildStatus status='SUCCESS']",
  ']]>',
  '--><script>alert(1)</script>',
  '&lt;&#x1b;',
  '\u001b[31m\u001b]8;;http://evil.example\u001b\\x',
  '\u009b2J',
  '\u202e\u2066\u200b\ufeff',
  '\ud800',
  '\udfff',
  '\ufffe\uffff',
  '\0\b\u007f\u0085\u2028\u2029',
  '\r\n',
  '\n::error::next line',
  '%0A::error::%25',
  '"\',:=',
  '| a | b |\n| --- | --- |',
  '`` ` ``',
  '[click](https://evil.example)',
  '![x](http://evil.example/x.png)',
  '<img src=x onerror=alert(1)>',
  '<!-- x -->',
  '@team #12 https://evil.example www.evil.example',
  '**bold** _it_ ~~no~~ $$x$$ \\',
  '{{7*7}} $(id) {0}',
]
const words = fc
  .array(fc.oneof(fc.constantFrom(...tricks), fc.string({ unit: 'binary', maxLength: 8 })), { maxLength: 4 })
  .map((parts) => parts.join(''))

const hostile: fc.Arbitrary<Account> = fc
  .record({ path: words, text: words, message: words, help: words, title: words, insert: words })
  .map(({ path, text, message, help, title, insert }) => {
    const name = path === '' ? 'plan.md' : path
    const span = { path: name, start: 0, end: text.length }
    return accountOf({ [name]: text }, [
      {
        path: name,
        at: '',
        message,
        help,
        related: [{ span, message: title }],
        steps: [{ span, message: title }],
        fix: { safety: 'unsafe', title, edits: [{ span, text: insert }] },
      },
    ])
  })

/** What a terminal obeys or hides. */
const CONTROL = /(?!\n)[\p{Cc}\p{Cs}\p{Bidi_Control}\p{Noncharacter_Code_Point}\u200b\u2028\u2029\ufeff]/u
const LOG_COMMAND = /##(?:vso|teamcity)?\[/i

describe.each(formats)('whatever a plan says is inert in $id', ({ id, load }) => {
  test('for terminals and build servers', async () => {
    const { report } = await load()
    fc.assert(
      fc.property(hostile, (account) => {
        const printed = report(account, plain)
        expect(printed).not.toMatch(CONTROL)
        const lines = printed.split('\n')
        const commands = lines.filter((line) => workflowCommand(line))
        if (id === 'github') expect(commands).toEqual(lines.slice(0, -1))
        else expect([commands, LOG_COMMAND.exec(printed)]).toEqual([[], null])
      }),
      { numRuns: 300 },
    )
  })
})

test.each(Object.entries(validators))('whatever a plan says, %s is valid', async (id, validate) => {
  const { report } = await formatCalled(id)
  await fc.assert(
    fc.asyncProperty(fc.array(hostile, { minLength: 20, maxLength: 20 }), async (accounts) => {
      expect(await validate(accounts.map((account) => report(account, plain)))).toEqual([])
    }),
    { numRuns: 5, endOnFailure: true },
  )
})

test('a workflow command says what the finding says', async () => {
  const { report } = await formatCalled('github')
  fc.assert(
    fc.property(words, words, (message, help) => {
      const account = accountOf({ 'a,b:c%.md': 'one\ntwo' }, [
        { path: 'a,b:c%.md', at: 'one', message, help },
      ])
      const command = workflowCommand(report(account, plain).replace(/\n$/, ''))
      expect(command).toMatchObject({
        name: 'error',
        properties: { file: 'a,b:c%.md', line: '1', endLine: '1', col: '1', endColumn: '4' },
      })
      expect(command?.data.split('\n')).toHaveLength(3)
    }),
  )
})

test('JSON formats keep the text as it is', async () => {
  for (const id of ['json', 'gitlab', 'rdjson'] as const) {
    const { report } = await formatCalled(id)
    fc.assert(
      fc.property(hostile, (account) => {
        const [said] = account.diagnostics
        const all = JSON.stringify(JSON.parse(report(account, plain)))
        expect(all).toContain(JSON.stringify(said?.message).slice(1, -1))
      }),
    )
  }
})

test('a cell of the Markdown table holds nothing but text', async () => {
  const { report } = await formatCalled('markdown')
  fc.assert(
    fc.property(hostile, (account) => {
      const tree = fromMarkdown(report(account, { ...plain, quiet: true }), {
        extensions: [gfmTable()],
        mdastExtensions: [gfmTableFromMarkdown()],
      })
      expect(tree.children.map(({ type }) => type)).toEqual(['table'])
      const [table] = tree.children
      const rows = table?.type === 'table' ? table.children : []
      expect(rows.map((row) => row.children.length)).toEqual([4, 4])
      for (const node of rows.flatMap((row) => row.children).flatMap((cell) => cell.children)) {
        if (node.type === 'html') expect(node.value).toMatch(/^(<br>|<!-- -->)$/)
        else expect(node.type).toBe('text')
        if (node.type === 'text') expect(node.value).not.toMatch(/:\/\/|[@#]\S|www\.\S/)
      }
    }),
    { numRuns: 300 },
  )
})

async function formatCalled(id: string) {
  const format = formats.find((one) => one.id === id)
  if (format === undefined) throw new Error(`there is no format ${id}`)
  return await format.load()
}
