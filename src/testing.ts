/**
 * Tests a rule of one's own by its page, which is its manual at the same time: a heading is a test, a fence `plan` an
 * input file, and a fence `diagnostics` all that the rule says about them.
 *
 *     import { testPage } from 'plan-compile/testing'
 *     import rule from './no-friday-deploys.js'
 *
 *     test('no-friday-deploys', () => testPage('plan-rules/no-friday-deploys.md', rule))
 */
import { strict as assert } from 'node:assert'
import { readFileSync, writeFileSync } from 'node:fs'
import { strict } from './analyzer/analyze.ts'
import { isOfKind, type OptionValue } from './analyzer/option.ts'
import type { Rule } from './analyzer/rule.ts'
import { withOptions } from './analyzer/weighed.ts'
import { type Checked, check } from './compile.ts'
import { type OwnRule, ownRuleFrom } from './config/own-rule.ts'
import { dialects } from './parser/dialects/index.ts'
import { parseMarkdown } from './parser/markdown.ts'
import { noWorkspace } from './plan/workspace.ts'
import type { Host } from './source/host.ts'
import { positionAt } from './source/source-file.ts'
import { matcher } from './workspace/glob.ts'

/** What a page should be, by what the rule says now. */
export interface Lived {
  readonly page: string
  /** How many of its cases the rule finds something in, and how many it does not. */
  readonly broken: number
  readonly kept: number
}

/**
 * Rejects where the page and the rule disagree, or where the page shows no plan that breaks the rule or none that
 * keeps it. With `UPDATE=1` in the environment the page is written anew instead.
 */
export async function testPage(path: string, rule: OwnRule): Promise<void> {
  const markdown = readFileSync(path, 'utf8')
  const { page, broken, kept } = await live(markdown, rule)
  if (process.env['UPDATE'] === '1') writeFileSync(path, page)
  else assert.equal(page, markdown, `${path} does not say what ${rule.name} says: UPDATE=1 writes it`)
  assert.ok(broken > 0, `${path} shows no plan that breaks ${rule.name}`)
  assert.ok(kept > 0, `${path} shows no plan that keeps ${rule.name}`)
}

/** Runs a page from top to bottom. Pure: nothing is read or written. */
export async function live(markdown: string, rule: OwnRule): Promise<Lived> {
  const checked = ownRuleFrom(rule, rule.name)
  let page = ''
  let at = 0
  let [broken, kept] = [0, 0]
  for (const one of casesIn(markdown)) {
    const said = await saidOf(one, checked)
    if (said === '') kept++
    else broken++
    if (one.expected === undefined) {
      assert.equal(
        said,
        '',
        `“${one.title}” has no fence \`diagnostics\`, and the rule finds something in it`,
      )
      continue
    }
    page += markdown.slice(at, one.expected.start) + said
    at = one.expected.end
  }
  return { page: page + markdown.slice(at), broken, kept }
}

interface Case {
  readonly title: string
  /** By path; the first one is the entry. */
  readonly files: Map<string, string>
  settings: Settings
  /** Where the text of its fence `diagnostics` stands. */
  expected: { readonly start: number; readonly end: number } | undefined
}

/** From a fence `json options`. */
interface Settings {
  readonly strict: boolean
  /** Of the rule, by name. */
  readonly rule: Readonly<Record<string, OptionValue>>
}

function casesIn(markdown: string): readonly Case[] {
  const cases = [emptyCase('the page')]
  for (const node of parseMarkdown(markdown).children) {
    const start = node.position?.start.offset ?? 0
    const end = node.position?.end.offset ?? 0
    if (node.type === 'heading') cases.push(emptyCase(markdown.slice(start, end).replace(/^#+\s*/, '')))
    const one = cases.at(-1)
    if (node.type !== 'code' || one === undefined) continue
    if (node.lang === 'plan') one.files.set(node.meta ?? 'plan.md', `${node.value}\n`)
    else if (node.lang === 'json' && node.meta === 'options') one.settings = settingsIn(node.value)
    else if (node.lang === 'diagnostics') {
      one.expected = {
        start: markdown.indexOf('\n', start) + 1,
        end: markdown.lastIndexOf('\n', end - 1) + 1,
      }
    }
  }
  return cases.filter(({ files }) => files.size > 0)
}

function emptyCase(title: string): Case {
  return { title, files: new Map(), settings: { strict: false, rule: {} }, expected: undefined }
}

function settingsIn(json: string): Settings {
  const value: unknown = JSON.parse(json)
  if (typeof value !== 'object' || value === null) return { strict: false, rule: {} }
  const rule: unknown = 'rule' in value ? value.rule : {}
  const entries = typeof rule === 'object' && rule !== null ? Object.entries(rule) : []
  return {
    strict: 'strict' in value && value.strict === true,
    rule: Object.fromEntries(entries.flatMap(([name, one]) => (isOption(one) ? [[name, one]] : []))),
  }
}

function isOption(value: unknown): value is OptionValue {
  return [0, '', false, []].some((sample) => isOfKind<OptionValue>(value, sample))
}

async function saidOf({ files, settings }: Case, rule: Rule): Promise<string> {
  const [entry = 'plan.md'] = files.keys()
  const set = withOptions(rule, settings.rule)
  const rules = settings.strict ? strict([set]) : [set]
  const checked = await check(entry, hostOf(files), { dialects, rules, workspace: noWorkspace })
  return checked.diagnostics
    .filter(({ by }) => by.code === rule.code)
    .map((diagnostic) => `${lineOf(diagnostic, checked)}\n`)
    .join('')
}

/** `plan.md:19:1 error ACME001 no-friday-deploys: …` */
function lineOf(
  { by, severity, span, message }: Checked['diagnostics'][number],
  { sources }: Checked,
): string {
  const source = sources.get(span.path)
  const { line, column } = source === undefined ? { line: 1, column: 1 } : positionAt(source, span.start)
  return `${span.path}:${line}:${column} ${severity} ${by.code} ${by.name}: ${message}`
}

function hostOf(files: ReadonlyMap<string, string>): Host {
  return {
    read: async (path) => {
      const text = files.get(path)
      return text === undefined ? undefined : new TextEncoder().encode(text)
    },
    glob: async (pattern) => [...files.keys()].filter(matcher([pattern])).sort(),
  }
}
