import { describe, expect, it } from 'vitest'
import { rules } from '../src/analyzer/rules/index.ts'
import { problems } from '../src/parser/problems.ts'
import { readPages } from './support/page.ts'
import { testPages } from './support/spec.ts'

const names = new Set(problems.map(({ name }) => name))
const pages = readPages('docs/rules').filter(({ name }) => names.has(name))

const recommended = rules.filter((rule) => rule.recommended !== false)

// A comment that silences a rule is useless only where the rule looks.
testPages(pages, ({ name }) => (name === 'no-unused-suppression' ? recommended : []))

describe('the problems of the text', () => {
  it('each have a page that names them', () => {
    const titles = pages.map(({ text }) => text.split('\n')[0])
    expect(titles.toSorted()).toEqual(problems.map(({ code, name }) => `# ${name} (${code})`).toSorted())
  })
})
