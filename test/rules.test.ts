import { describe, expect, it } from 'vitest'
import { rules } from '../src/analyzer/rules/index.ts'
import { readPages } from './support/page.ts'
import { testPages } from './support/spec.ts'

const names = new Set(rules.map(({ name }) => name))
const pages = readPages('docs/rules').filter(({ name }) => names.has(name))

testPages(pages, (page) => rules.filter(({ name }) => name === page.name))

describe.each(pages)('the page of $name', ({ name, text, cases }) => {
  const rule = rules.find((one) => one.name === name)
  const findings = cases.map(({ expectations }) => {
    return expectations.filter((one) => one.name === 'diagnostics' && one.text.includes(` ${rule?.code} `))
  })

  it('begins with its code and its law', () => {
    expect(text.startsWith(`# ${name} (${rule?.code})\n\n${rule?.summary}\n`)).toBe(true)
  })

  it('has a plan that breaks the law, and one that nearly does', () => {
    expect(findings.some((found) => found.length > 0)).toBe(true)
    expect(findings.some((found) => found.length === 0)).toBe(true)
  })
})
