import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { rules } from '../src/analyzer/rules/index.ts'
import { exitCodes } from '../src/cli/exit-codes.ts'
import { signatures } from '../src/config/signatures.ts'
import { expectGenerated } from './cli/generated.ts'
import { testPage } from './cli/transcript.ts'

const readme = readFileSync('README.md', 'utf8')

testPage('README.md')

test('README.md names the rules for every plan by family', () => {
  const families = [
    ['1', 'what a plan and its tasks say'],
    ['2', 'what waits for what'],
    ['3', 'what is written'],
    ['4', 'who does it'],
    ['5', 'how it is proven'],
  ] as const
  // From PCn30 on, codes belong to one dialect each.
  const ofEveryPlan = rules.filter(({ code }) => Number(code[3]) < 3)
  const rows = families.map(([digit, meaning]) => {
    const names = ofEveryPlan
      .filter(({ code }) => code[2] === digit)
      .map(({ name }) => `[${name}](docs/rules/${name}.md)`)
    return `| PC${digit} | ${meaning} | ${names.join(', ')} |`
  })
  const text = `| PC0 | the text itself | [what cannot be read or understood](docs/rules.md) |`
  expectGenerated('README.md', 'families', ['| code | about | rules |', '|---|---|---|', text, ...rows])
})

test('docs/rules.md tells each rule as it is', () => {
  const checklist = new Set(rules.filter((rule) => rule.checklist).map(({ name }) => name))
  const rows = signatures.map(({ code, name, severity, summary }) => {
    return `| ${code} | [${name}](rules/${name}.md) | ${severity} | ${checklist.has(name) ? '✓' : ''} | ${summary} |`
  })
  expectGenerated('docs/rules.md', 'rules', [
    '| code | name | severity | checklist | law |',
    '|---|---|---|---|---|',
    ...rows,
  ])
})

test('README.md says every exit code', () => {
  for (const code of Object.values(exitCodes)) expect(readme).toContain(`\n| ${code} | `)
})

test.each(['README.md', 'docs/cli.md'])('%s links to what is there', (page) => {
  const links = [...readFileSync(page, 'utf8').matchAll(/\]\((?!https?:)([^)#]+)/g)].map(
    ([, path = '']) => path,
  )
  expect(links.filter((path) => !existsSync(join(dirname(page), path)))).toEqual([])
})
