import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, posix } from 'node:path'
import { cruise, type ICruiseResult } from 'dependency-cruiser'
import { afterAll, beforeAll, expect, test } from 'vitest'
import law from '../.dependency-cruiser.mjs'

/** One import that each rule forbids: `[rule, who, imports what]`. */
const broken: readonly (readonly [string, string, string])[] = [
  ['ground', 'src/source/span.ts', 'src/plan/plan.ts'],
  ['nouns', 'src/diagnostics/sign.ts', 'src/plan/plan.ts'],
  ['workshops-are-strangers', 'src/codegen/emit.ts', 'src/analyzer/analyze.ts'],
  ['page', 'src/load.ts', 'src/workspace/disk.ts'],
  ['edges', 'src/workspace/agents.ts', 'src/config/config.ts'],
  ['doors', 'src/lsp/server.ts', 'src/cli/arguments.ts'],
  ['package-door', 'src/index.ts', 'src/workspace/disk.ts'],
  ['program-stands-alone', 'src/plan/walk.ts', 'test/support/walk.ts'],
  ['record', 'src/record/record.ts', 'src/codegen/slugs.ts'],
  ['no-circle', 'src/parser/fields.ts', 'src/parser/section.ts'],
  ['rules-do-not-touch', 'src/analyzer/rules/task-has-owner.ts', 'src/analyzer/rules/task-has-files.ts'],
  ['dialects-do-not-touch', 'src/parser/dialects/waves.ts', 'src/parser/dialects/phases.ts'],
  ['targets-do-not-touch', 'src/codegen/targets/just.ts', 'src/codegen/targets/shell.ts'],
  ['reporters-do-not-touch', 'src/reporters/pretty.ts', 'src/reporters/concise.ts'],
  ['node-at-the-edge', 'src/compile.ts', 'node:fs'],
  ['markdown-stays-in-the-parser', 'src/analyzer/coverage.ts', 'mdast'],
  ['markdown-door', 'src/parser/outline.ts', 'unified'],
  ['graphlib-door', 'src/analyzer/schedule.ts', '@dagrejs/graphlib'],
  ['handlebars-door', 'src/codegen/targets/prompts.ts', 'handlebars'],
  ['yaml-door', 'src/parser/values.ts', 'yaml'],
  ['ajv-door', 'src/parser/schema.ts', 'ajv'],
  ['picomatch-door', 'src/plan/patterns.ts', 'picomatch'],
  ['momoa-door', 'src/cli/baseline.ts', '@humanwhocodes/momoa'],
  ['ignore-door', 'src/workspace/discover.ts', 'ignore'],
  ['ts-morph-door', 'src/workspace/git.ts', 'ts-morph'],
  ['declared', 'src/plan/schedule.ts', 'left-pad'],
]

/** Imports that look like those and are lawful: `[who, imports what]`. */
const lawful: readonly (readonly [string, string])[] = [
  ['src/plan/policy.ts', 'src/source/place.ts'],
  ['src/reporters/concise.ts', 'src/diagnostics/diagnostic.ts'],
  ['src/parser/frontmatter.ts', 'yaml'],
  ['src/parser/markdown.ts', 'unified'],
  ['src/parser/text.ts', 'type mdast'],
  ['src/parser/dialects/task-directories.ts', 'src/parser/phrases.ts'],
  ['src/analyzer/graph.ts', '@dagrejs/graphlib'],
  ['src/analyzer/rules/index.ts', 'src/analyzer/rules/task-has-goal.ts'],
  ['src/codegen/templates.ts', 'src/generated/templates.js'],
  ['src/config/toolbox.ts', 'src/parser/dialects/index.ts'],
  ['src/workspace/typescript.ts', 'ts-morph'],
  ['src/cli/main.ts', 'node:process'],
  ['src/record/desk.ts', 'src/parser/dialect.ts'],
]

/** Makes a circle of the import that `no-circle` forbids above, by a type alone. */
const wayBack = ['src/parser/section.ts', 'type src/parser/fields.ts'] as const

const packages = [
  '@dagrejs/graphlib',
  'ajv',
  '@humanwhocodes/momoa',
  'handlebars',
  'ignore',
  'mdast',
  'picomatch',
  'ts-morph',
  'unified',
  'yaml',
]
const root = mkdtempSync(join(tmpdir(), 'import-law-'))
let violations: readonly string[]

beforeAll(async () => {
  const edges = [...broken.map(([, from, to]) => [from, to] as const), wayBack, ...lawful]
  for (const [path, text] of Object.entries(modulesOf(edges))) write(path, text)
  for (const name of packages) write(`node_modules/${name}/index.js`, 'export {}')
  write(
    'package.json',
    JSON.stringify({ dependencies: Object.fromEntries(packages.map((name) => [name, '*'])) }),
  )
  violations = await violationsBelow(root)
})
afterAll(() => rmSync(root, { recursive: true }))

test.each(broken)('%s: %s never imports %s', (rule, from, to) => {
  expect(violations).toContainEqual(
    expect.stringMatching(`^${rule}: ${from} -> (node_modules/)?${to.replace('node:', '')}`),
  )
})

test.each(lawful)('%s may import %s', (from) => {
  expect(violations.filter((violation) => violation.includes(`: ${from} ->`))).toEqual([])
})

test('each rule is broken here once and says what to do instead', () => {
  const rules = law.forbidden ?? []
  expect(new Set(broken.map(([rule]) => rule))).toEqual(new Set(rules.map(({ name }) => name)))
  expect(rules.filter(({ comment }) => !comment)).toEqual([])
})

/** The text of each file that takes part in `edges`, by path. */
function modulesOf(edges: readonly (readonly [string, string])[]): Record<string, string> {
  const texts: Record<string, string> = {}
  for (const [from, to] of edges) {
    const path = to.replace('type ', '')
    if (isOurs(path)) texts[path] ??= 'export type Something = unknown\n'
    texts[from] = `${texts[from] ?? ''}${importOf(from, path, to.startsWith('type '))}\n`
  }
  return texts
}

function importOf(from: string, path: string, asType: boolean): string {
  const specifier = isOurs(path) ? posix.relative(posix.dirname(from), path).replace(/^(?!\.)/, './') : path
  return `import ${asType ? 'type { Something } from ' : ''}'${specifier}'`
}

function isOurs(specifier: string): boolean {
  return /^(src|test)\//.test(specifier)
}

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text)
}

/** Each as `rule: from -> to`. */
async function violationsBelow(baseDir: string): Promise<readonly string[]> {
  const { tsConfig, ...options } = law.options ?? {}
  const { enhancedResolveOptions, ...cruiseOptions } = options
  const ruleSet = { forbidden: law.forbidden ?? [] }
  const { output } = await cruise(
    ['src', 'test'],
    { ...cruiseOptions, baseDir, validate: true, ruleSet },
    enhancedResolveOptions,
  )
  return (output as ICruiseResult).summary.violations.map(
    ({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`,
  )
}
