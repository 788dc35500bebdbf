import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { rules } from '../src/analyzer/rules/index.ts'
import { targets } from '../src/codegen/targets/index.ts'
import { isFirm } from '../src/config/settings.ts'
import { dialects } from '../src/parser/dialects/index.ts'
import { problems } from '../src/parser/problems.ts'
import { readPages } from './support/page.ts'

function namesIn(folder: string, ending: string): readonly string[] {
  const files = readdirSync(folder).filter((file) => file.endsWith(ending) && file !== 'index.ts')
  return files.map((file) => file.slice(0, -ending.length)).sort()
}

describe('signatures', () => {
  const all = [...problems, ...rules]

  it('have codes and names of their own, by code', () => {
    expect(new Set(all.map(({ code }) => code)).size).toBe(all.length)
    expect(new Set(all.map(({ name }) => name)).size).toBe(all.length)
    for (const list of [problems, rules])
      expect(list.map(({ code }) => code)).toEqual(list.map(({ code }) => code).sort())
  })

  it('have codes of their family: 0 the text, 1 to 5 what rules look at', () => {
    for (const { code } of problems) expect(code).toMatch(/^PC0\d\d$/)
    for (const { code } of rules) expect(code).toMatch(/^PC[1-9]\d\d$/)
  })

  it('state their law in one sentence', () => {
    for (const { summary } of all) expect(summary).toMatch(/^[A-Z`].*\.$/)
  })
})

describe('each has a page, and each page is of one', () => {
  it('rules and problems of the text', () => {
    expect(namesIn('docs/rules', '.md')).toEqual([...rules, ...problems].map(({ name }) => name).sort())
  })

  it('dialects', () => {
    expect(namesIn('docs/dialects', '.md')).toEqual(dialects.map(({ id }) => id).sort())
  })

  it('targets', () => {
    expect(namesIn('docs/targets', '.md')).toEqual(targets.map(({ id }) => id).sort())
  })
})

describe('each page of a rule says', () => {
  for (const signature of [...problems, ...rules]) {
    const { name, recommended } = signature
    const page = readFileSync(`docs/rules/${name}.md`, 'utf8')
    const [head = ''] = page.split(/^## |^`{3,}plan/m)
    const switchedOff = /^## When to switch it off\n\n(.+)/m.exec(page)?.[1] ?? ''

    it(`${name}: why, and how to mend it`, () => {
      expect(head).toMatch(/^To mend it, \S/m)
      expect(head.split('To mend it, ')[0]?.split('\n').slice(3).join('').length).toBeGreaterThan(40)
    })

    it(`${name}: when to switch it off`, () => {
      expect(switchedOff).toMatch(/^[A-Z].{15}/)
      expect(switchedOff.startsWith('It cannot be switched off')).toBe(isFirm(signature))
      expect(switchedOff.startsWith('It is off unless')).toBe(recommended === false)
    })

    it(`${name}: what is related`, () => {
      const related = /^## Related\n\n([^#]+)$/m.exec(page)?.[1] ?? ''
      const named = [...related.matchAll(/\[([\w-]+)\]\(([\w-]+)\.md\)/g)].map(([, text, file]) => [
        text,
        file,
      ])
      expect(named.length).toBeGreaterThan(0)
      for (const [text, file] of named) {
        expect(text).toBe(file)
        expect(text).not.toBe(name)
        expect(existsSync(`docs/rules/${file}.md`)).toBe(true)
      }
    })
  }

  it('what is wrong and what is right; of text that cannot stand on a page, where it is tested', () => {
    const elsewhere = readPages('docs/rules').filter(({ cases }) => cases.length < 2)
    expect(elsewhere.map(({ name }) => name)).toEqual([
      'no-excessive-markup',
      'no-nul-byte',
      'no-oversized-file',
      'no-stale-baseline',
      'text-is-utf8',
    ])
    for (const { text } of elsewhere)
      expect(text).toMatch(/test\/parser\/bytes\.test\.ts|configuration\.md#baseline/)
  })
})

describe('each is in a file of its name', () => {
  it('rules', () => {
    expect(namesIn('src/analyzer/rules', '.ts')).toEqual(rules.map(({ name }) => name).sort())
  })

  it('dialects', () => {
    expect(namesIn('src/parser/dialects', '.ts')).toEqual(dialects.map(({ id }) => id).sort())
  })
})

it('no page of a rule says what does not belong to it', () => {
  for (const name of namesIn('docs/rules', '.md')) {
    expect(readFileSync(`docs/rules/${name}.md`, 'utf8').split('\n')[0]).toMatch(
      new RegExp(`^# ${name} \\(PC\\d{3}\\)$`),
    )
  }
})
