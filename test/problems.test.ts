import { describe, expect, it } from 'vitest'
import { problems } from '../src/parser/problems.ts'
import { readPages } from './support/page.ts'
import { testPages } from './support/spec.ts'

const names = new Set(problems.map(({ name }) => name))
const pages = readPages('docs/rules').filter(({ name }) => names.has(name))

testPages(pages, () => [])

describe('the problems of the text', () => {
  it('each have a page that names them', () => {
    const titles = pages.map(({ text }) => text.split('\n')[0])
    expect(titles.toSorted()).toEqual(problems.map(({ code, name }) => `# ${name} (${code})`).toSorted())
  })
})
