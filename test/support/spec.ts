import { describe, expect, it } from 'vitest'
import { strict } from '../../src/analyzer/analyze.ts'
import { optionsOf } from '../../src/analyzer/option.ts'
import type { Rule } from '../../src/analyzer/rule.ts'
import { emit } from '../../src/codegen/emit.ts'
import { planSlug, slugsOf } from '../../src/codegen/slugs.ts'
import { targets } from '../../src/codegen/targets/index.ts'
import { createRender } from '../../src/codegen/templates.ts'
import { type Checked, type Checker, check } from '../../src/compile.ts'
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts'
import { menderOf } from '../../src/mend.ts'
import { dialects } from '../../src/parser/dialects/index.ts'
import { gapsOnly } from '../../src/plan/gaps.ts'
import type { Host } from '../../src/source/host.ts'
import { positionAt } from '../../src/source/source-file.ts'
import { memoryHost } from './memory-host.ts'
import { workspaceOf } from './memory-repository.ts'
import { type Case, type Expectation, type Options, type Page, rewrite } from './page.ts'

/** Makes a test of each case of each page; `rulesOf` says which rules a page runs. */
export function testPages(pages: readonly Page[], rulesOf: (page: Page) => readonly Rule[]): void {
  for (const page of pages) {
    describe(page.name, () => {
      const updates = new Map<Expectation, string>()
      for (const one of page.cases) {
        it(one.title, async () => {
          const said = await run(one, rulesOf(page), page.name)
          if (process.env['UPDATE'] === '1') for (const [what, text] of said.outputs) updates.set(what, text)
          else expectCase(one, said)
        })
      }
      it('stands as it is written', () => rewrite(page, updates))
    })
  }
}

interface Said {
  readonly diagnostics: string
  readonly outputs: ReadonlyMap<Expectation, string>
}

function expectCase({ expectations }: Case, { diagnostics, outputs }: Said): void {
  for (const expectation of expectations)
    expect(outputs.get(expectation), expectation.name).toBe(expectation.text)
  if (!expectations.some(({ name }) => name === 'diagnostics')) expect(diagnostics).toBe('')
}

async function run(
  { files, repository, options, expectations }: Case,
  rules: readonly Rule[],
  name: string,
): Promise<Said> {
  const entry = options.entry ?? [...files.keys()][0] ?? 'plan.md'
  const host = memoryHost(files)
  const checker = {
    dialects,
    rules: withOptions(options.strict ? strict(rules) : rules, options.set),
    workspace: await workspaceOf(repository, options),
    ...(options.team && { team: options.team }),
  }
  const checked = await check(entry, host, checker)
  const diagnostics = checked.diagnostics.map((diagnostic) => `${lineOf(diagnostic, checked)}\n`).join('')
  const artifacts = artifactsOf(checked, options)
  const mended = expectations.some(({ kind }) => kind === 'mended')
    ? await mendedFiles(entry, host, fixingOnly(name, checker))
    : files
  const outputs = expectations.map((one): [Expectation, string] => {
    if (one.kind === 'diagnostics') return [one, diagnostics]
    if (one.kind === 'mended') return [one, mended.get(one.name) ?? files.get(one.name) ?? 'no such file\n']
    return [one, artifacts.get(one.name) ?? `no such file; there are:\n${[...artifacts.keys()].join('\n')}\n`]
  })
  return { diagnostics, outputs: new Map(outputs) }
}

/** By path, only those that change. */
async function mendedFiles(
  entry: string,
  host: Host,
  checker: Checker,
): Promise<ReadonlyMap<string, string>> {
  const mender = menderOf(new Set(['safe', 'unsafe', 'placeholder']))
  await mender.mend(entry, host, checker)
  return new Map(mender.changes().map(({ path, after }) => [path, new TextDecoder().decode(after)]))
}

/** Of all findings, those of one rule alone are mended. */
function fixingOnly(name: string, checker: Checker): Checker {
  return {
    ...checker,
    rules: checker.rules.map((rule) => (rule.name === name ? rule : withoutFixes(rule))),
    weigh: (problem) => (problem.by.name === name ? problem : { ...problem, fix: undefined }),
  }
}

function withoutFixes(rule: Rule): Rule {
  return {
    ...rule,
    *check(input) {
      for (const { fix: _, ...finding } of rule.check(input)) yield finding
    },
  }
}

function withOptions(rules: readonly Rule[], set: Options['set']): readonly Rule[] {
  if (set === undefined) return rules
  return rules.map((rule) => ({
    ...rule,
    check: (input) => rule.check({ ...input, option: optionsOf(set) }),
  }))
}

/** `plan.md:19:1 error PC302 no-parallel-write: …` */
function lineOf({ by, severity, span, message }: Diagnostic, { sources }: Checked): string {
  const source = sources.get(span.path)
  const { line, column } = source === undefined ? { line: 1, column: 1 } : positionAt(source, span.start)
  return `${span.path}:${line}:${column} ${severity} ${by.code} ${by.name}: ${message}`
}

/** Every target's files, by their path and by their path below the plan's folder. */
function artifactsOf(checked: Checked, options: Options): ReadonlyMap<string, string> {
  if (checked.plan === undefined || checked.schedule === undefined) return new Map()
  const { sources } = checked
  const planned = { plan: checked.plan, schedule: checked.schedule }
  const { plan, schedule } = options.gapsOnly ? gapsOnly(planned) : planned
  const name = planSlug(plan.path)
  const folder = `.plan/${name}`
  const input = {
    plan,
    schedule,
    sources,
    folder,
    name,
    slugs: slugsOf(plan),
    agentCommand: 'claude',
    render: createRender(),
  }
  const entries = [...emit(input, targets)].map(([path, { contents }]): [string, string] => [path, contents])
  const short = entries.map(([path, contents]): [string, string] => [
    path.replace(`${folder}/`, ''),
    contents,
  ])
  return new Map([...short, ...entries])
}
