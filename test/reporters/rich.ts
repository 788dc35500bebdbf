import type { Account } from '../../src/reporters/reporter.ts'
import { accountOf, spanOf } from './account.ts'

const text = '# Ship it\n\n## Phase 1: 計画 Parser\n\n- a.ts\n- b.ts\n'
export const texts = { 'plans/a b.md': text, 'tasks/two.md': 'one\ntwo\n' }
const { sources } = accountOf(texts)
const at = (words: string, path = 'plans/a b.md') => spanOf(sources, path, words)

/** Everything that a finding can have. */
export const rich: Account = {
  ...accountOf(texts, [
    {
      path: 'plans/a b.md',
      at: 'Parser',
      message: 'it waits for itself',
      help: 'Take it out.',
      related: [{ span: at('two', 'tasks/two.md'), message: 'and here' }],
      steps: [
        { span: at('a.ts'), message: 'A waits for B' },
        { span: at('b.ts'), message: 'B waits for A' },
      ],
      fix: { safety: 'safe', title: 'Take it out', edits: [{ span: at('Parser'), text: '' }] },
    },
    { path: 'plans/a b.md', at: 'Parser', message: 'it waits for itself', severity: 'warning' },
    {
      path: 'plans/a b.md',
      at: '# Ship it\n\n## Phase',
      message: 'over lines',
      severity: 'info',
      fix: {
        safety: 'unsafe',
        title: 'Two',
        edits: [
          { span: at('a.ts'), text: 'x' },
          { span: at('one', 'tasks/two.md'), text: 'y' },
        ],
      },
    },
    {
      path: 'tasks/two.md',
      at: 'two',
      message: 'fill in',
      fix: {
        safety: 'placeholder',
        title: 'Fill',
        edits: [{ span: at('two', 'tasks/two.md'), text: 'TODO' }],
      },
    },
  ]),
  tool: { name: 'plan-compile', version: '1.2.3', homepage: 'https://plans.example' },
}
