import { expect, test } from 'vitest'
import { printPage } from '../../src/cli/page.ts'

const head = { severity: 'error', remarks: ['has a fix'] } as const

test('a page is printed with its headings plain and its fences indented', () => {
  const page = `# no-dash (PC900)

No dash.

## A plan with one

\`\`\`\`plan
# Ship it

\`\`\`sh
# not a heading
\`\`\`

\`\`\`\`

\`\`\`diagnostics
plan.md:1:1 error PC900 no-dash: it is there
\`\`\`
`
  expect(printPage(page, head, false)).toBe(`no-dash (PC900)  error, has a fix

No dash.

A plan with one

  A plan:
    # Ship it

    \`\`\`sh
    # not a heading
    \`\`\`

  plan-compile says:
    plan.md:1:1 error PC900 no-dash: it is there
`)
  expect(printPage(page, head, true)).toContain('\u001b[1mno-dash (PC900)\u001b[0m')
})

test('prose fits eighty columns, below the law; a link to a page is its name', () => {
  const words = 'one two three four five six seven eight nine ten '.repeat(3)
  const page = `# no-dash (PC900)\n\nNo dash.\n${words}\nand more.\n\n- an item\n- [no-dot](no-dot.md)\n\n[no-dot](no-dot.md), [a](a.md)\n`
  const lines = printPage(page, head, false).split('\n')
  expect(lines.slice(2, 5)).toEqual(['No dash.', '', expect.stringMatching(/^one two .{60,73}$/)])
  expect(lines.every((line) => line.length <= 80)).toBe(true)
  expect(lines).toContain('no-dot, a')
})

test('rows of a table are lines, and silence is said', () => {
  const page =
    '# no-dash (PC900)\n\nNo dash.\n\n| a | b |\n|---|---|\n| `x \\| y` | why |\n\n```diagnostics\n```\n\n```md\ntext\n```\n'
  expect(printPage(page, head, false)).toBe(
    'no-dash (PC900)  error, has a fix\n\nNo dash.\n\n  `x | y`: why\n\n  plan-compile says nothing.\n\n    text\n',
  )
})
