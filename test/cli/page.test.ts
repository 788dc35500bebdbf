import { expect, test } from 'vitest'
import { printPage } from '../../src/cli/page.ts'

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
  expect(printPage(page, 'error', false)).toBe(`no-dash (PC900)  error

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
  expect(printPage(page, 'error', true)).toContain('\u001b[1mno-dash (PC900)\u001b[0m')
})
