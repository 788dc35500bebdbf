import { readdirSync, readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { rules } from '../src/analyzer/rules/index.ts'
import { check } from '../src/compile.ts'
import { signatures } from '../src/config/signatures.ts'
import type { Fix } from '../src/diagnostics/fix.ts'
import { dialects } from '../src/parser/dialects/index.ts'
import { expectGenerated } from './cli/generated.ts'
import { testPage } from './cli/transcript.ts'
import { memoryHost } from './support/memory-host.ts'
import { workspaceOf } from './support/memory-repository.ts'
import { type Page, readPages } from './support/page.ts'

const pages = readPages('docs/rules')
const shown = pages.filter(({ cases }) =>
  cases.some(({ expectations }) => expectations.some(({ kind }) => kind === 'mended')),
)

/** The kinds of the fixes that a page's own rule offers for the plans of the page. */
async function kindsOn({ name, cases }: Page): Promise<readonly Fix['safety'][]> {
  const kinds = new Set<Fix['safety']>()
  for (const { files, options, repository } of cases) {
    const { diagnostics } = await check(options.entry ?? [...files.keys()][0] ?? '', memoryHost(files), {
      dialects,
      rules: name === 'no-unused-suppression' ? rules : rules.filter((rule) => rule.name === name),
      workspace: await workspaceOf(repository, options),
    })
    for (const { by, fix } of diagnostics) if (by.name === name && fix) kinds.add(fix.safety)
  }
  return (['safe', 'unsafe', 'placeholder'] as const).filter((kind) => kinds.has(kind))
}

const kinds = new Map<string, readonly Fix['safety'][]>()

beforeAll(async () => {
  for (const page of pages) kinds.set(page.name, await kindsOn(page))
}, 120_000)

describe('a rule that mends shows it on its page', () => {
  test('and a page that shows it is of such a rule', () => {
    const mending = [...kinds].filter(([, own]) => own.length > 0).map(([name]) => name)
    expect(shown.map(({ name }) => name)).toEqual(mending)
  })

  test('none is left out: the source of each that makes a fix is of a page that shows one', () => {
    const names = readdirSync('src/analyzer/rules').map((file) => file.replace(/\.ts$/, ''))
    const making = names.filter((name) =>
      /\bfix\b|meantInstead|\bfield: '/.test(readFileSync(`src/analyzer/rules/${name}.ts`, 'utf8')),
    )
    const shownNames = new Set(shown.map(({ name }) => name))
    expect(making.filter((name) => !shownNames.has(name))).toEqual([])
  })
})

test('docs/fixes.md lists them', () => {
  const rows = signatures
    .filter(({ name }) => shown.some((page) => page.name === name))
    .map(
      ({ code, name, summary }) =>
        `| ${code} | [${name}](rules/${name}.md) | ${kinds.get(name)?.join(', ')} | ${summary} |`,
    )
  expectGenerated('docs/fixes.md', 'fixes', ['| code | name | kind | law |', '|---|---|---|---|', ...rows])
})

testPage('docs/fixes.md')
