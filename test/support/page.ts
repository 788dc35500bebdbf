import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import type { Code, Heading } from 'mdast'
import type { OptionValue } from '../../src/analyzer/option.ts'
import { parseMarkdown } from '../../src/parser/markdown.ts'
import type { TeamWishes } from '../../src/plan/team.ts'

/** A heading of a page and the fences below it. */
export interface Case {
  readonly title: string
  /** Input files by path; the first is the entry. */
  readonly files: ReadonlyMap<string, string>
  /** The repository around the plan, from fences `file PATH`; empty: there is none. */
  readonly repository: ReadonlyMap<string, string>
  readonly options: Options
  readonly expectations: readonly Expectation[]
}

/** From a fence `json options`. */
export interface Options {
  readonly strict?: boolean
  readonly caseInsensitive?: boolean
  /** Whether the imports of the repository's code are followed. */
  readonly code?: boolean
  /** The programs that are installed; without it nobody knows. */
  readonly programs?: readonly string[]
  /** What a configuration would set about the rule of the page. */
  readonly set?: Readonly<Record<string, OptionValue>>
  /** What a configuration would say about teams. */
  readonly team?: TeamWishes
  /** Whether only plans that close gaps are to run. */
  readonly gapsOnly?: boolean
  /** The entry, where it is not the first file: a folder, say. */
  readonly entry?: string
}

/** A fence that says what must come out. */
export interface Expectation {
  /** `diagnostics`, or the path of an artifact or of a plan file that is mended. */
  readonly name: string
  /** `mended`: the plan file after all fixes. */
  readonly kind: 'diagnostics' | 'artifact' | 'mended'
  readonly text: string
  /** Where the text of the fence stands in the page. */
  readonly start: number
  readonly end: number
}

export interface Page {
  /** File name without its ending. */
  readonly name: string
  readonly path: string
  readonly text: string
  readonly cases: readonly Case[]
}

export function readPages(folder: string): readonly Page[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.md'))
  return names.sort().map((name) => readPage(`${folder}/${name}`, name.replace(/\.md$/, '')))
}

export function readPage(path: string, name: string): Page {
  const text = readFileSync(path, 'utf8')
  const drafts = [draft(name)]
  for (const node of parseMarkdown(text).children) {
    if (node.type === 'heading') drafts.push(draft(headingOf(text, node)))
    if (node.type === 'code') add(drafts.at(-1) ?? draft(name), node, text)
  }
  return { name, path, text, cases: drafts.filter(({ files }) => files.size > 0) }
}

interface Draft {
  readonly title: string
  readonly files: Map<string, string>
  readonly repository: Map<string, string>
  options: Options
  readonly expectations: Expectation[]
}

function draft(title: string): Draft {
  return { title, files: new Map(), repository: new Map(), options: {}, expectations: [] }
}

function headingOf(text: string, { position }: Heading): string {
  return text.slice(position?.start.offset, position?.end.offset).replace(/^#+\s*/, '')
}

function add(into: Draft, { lang, meta, value, position }: Code, text: string): void {
  if (lang === 'plan') into.files.set(meta ?? 'plan.md', `${value}\n`)
  else if (lang === 'file' && meta) into.repository.set(meta, `${value}\n`)
  else if (lang === 'json' && meta === 'options') into.options = JSON.parse(value)
  else if (lang === 'diagnostics' || lang === 'mended' || meta) {
    const start = text.indexOf('\n', position?.start.offset) + 1
    const end = text.lastIndexOf('\n', (position?.end.offset ?? 0) - 1) + 1
    into.expectations.push({
      name: meta ?? (lang === 'mended' ? ([...into.files.keys()][0] ?? 'plan.md') : 'diagnostics'),
      kind: lang === 'mended' ? 'mended' : meta ? 'artifact' : 'diagnostics',
      text: value === '' ? '' : `${value}\n`,
      start,
      end,
    })
  }
}

/** Writes what came out into the page: `UPDATE=1`. Later fences first, so that places stay right. */
export function rewrite(page: Page, actual: ReadonlyMap<Expectation, string>): void {
  const edits = [...actual].sort(([a], [b]) => b.start - a.start)
  const text = edits.reduce(
    (before, [{ start, end }, now]) => before.slice(0, start) + now + before.slice(end),
    page.text,
  )
  if (text !== page.text) writeFileSync(page.path, text)
}
