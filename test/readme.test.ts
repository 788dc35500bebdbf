import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { exitCodes } from '../src/cli/exit-codes.ts'
import { accountOf } from '../src/cli/rule-account.ts'
import { families } from '../src/config/families.ts'
import { signatures } from '../src/config/signatures.ts'
import type { Signature } from '../src/diagnostics/diagnostic.ts'
import { expectGenerated } from './cli/generated.ts'
import { testPage } from './cli/transcript.ts'

const readme = readFileSync('README.md', 'utf8')

testPage('README.md')

test('README.md counts the rules for every plan by family', () => {
  // From PCn30 on, codes belong to one dialect each.
  const ofEveryPlan = signatures.filter(({ code }) => Number(code[3]) < 3)
  const rows = families.map(([family, about]) => {
    const members = ofEveryPlan.filter(({ code }) => code.startsWith(family))
    const first = members.slice(0, 3).map(({ name }) => `[${name}](docs/rules/${name}.md)`)
    return `| ${family} | ${about} | ${members.length} | ${first.join(', ')} |`
  })
  expectGenerated('README.md', 'families', [
    '| code | about | rules | such as |',
    '|---|---|---|---|',
    ...rows,
  ])
})

test('docs/rules.md tells each rule as it is', () => {
  const tables = families.flatMap(([family, about]) => [
    '',
    `## ${family}: ${about}`,
    '',
    '| code | name | level | on | checklist | fix | law |',
    '|---|---|---|---|---|---|---|',
    ...signatures.filter(({ code }) => code.startsWith(family)).map(rowOf),
  ])
  expectGenerated('docs/rules.md', 'rules', tables)
})

function rowOf(signature: Signature): string {
  const { code, name, severity, onByDefault, checklist, fixable, summary } = accountOf(signature)
  const ticks = [onByDefault, checklist, fixable].map((is) => (is ? '✓' : ''))
  return `| ${code} | [${name}](rules/${name}.md) | ${severity} | ${ticks.join(' | ')} | ${summary} |`
}

test('README.md says every exit code', () => {
  for (const code of Object.values(exitCodes)) expect(readme).toContain(`\n| ${code} | `)
})

test('README.md leads to every page below docs/', () => {
  const led = linksOf('README.md')
  const pages = readdirSync('docs').map((name) => `docs/${name}`)
  expect(pages.filter((path) => path !== 'docs/rules' && !led.includes(path))).toEqual([])
})

const written = readdirSync('.', { withFileTypes: true }).filter(({ name }) => name.endsWith('.md'))
const below = readdirSync('docs', { recursive: true, encoding: 'utf8' }).filter((path) =>
  path.endsWith('.md'),
)

test.each([...written.map(({ name }) => name), ...below.map((path) => `docs/${path}`)])(
  '%s links to what is there',
  (page) => expect(linksOf(page).filter((path) => !existsSync(path))).toEqual([]),
)

/** Where the links of a page lead, from the root; what stands in fences and in code is no link. */
function linksOf(page: string): readonly string[] {
  const text = readFileSync(page, 'utf8').replace(/^(`{3,}).*\n[\s\S]*?^\1$/gm, '')
  const prose = text.replace(/`[^`\n]+`(?!\])/g, '')
  return [...prose.matchAll(/\]\((?!https?:)([^)#\s]+)/g)].map(([, path = '']) => join(dirname(page), path))
}
