import type { DataDocument, Document, MarkdownDocument } from '../dialect.ts'
import type { Section } from '../section.ts'
import { textOf } from './data.ts'
import { formOf, placeOf } from './places.ts'

/** The documents of a stream, each in its part. */
export interface Stream {
  /** `017-rate-limiter`: as its folder is called, else as its files call it. */
  readonly name: string
  readonly entry: MarkdownDocument
  /** The entry, or all stages where each has a file of its own, by number and revision. */
  readonly plans: readonly MarkdownDocument[]
  /** The other one of PLAN.md and TASKS.md, where the entry is one of them. */
  readonly counterpart: MarkdownDocument | undefined
  readonly threads: DataDocument | undefined
  readonly tasks: DataDocument | undefined
  readonly index: DataDocument | undefined
  readonly agents: DataDocument | undefined
  /** By thread id as its folder is called. */
  readonly contracts: ReadonlyMap<string, MarkdownDocument>
  readonly requirements: readonly MarkdownDocument[]
  readonly readme: MarkdownDocument | undefined
}

export function streamOf(entry: MarkdownDocument, others: readonly Document[]): Stream {
  const { form, stream, work } = placeOf(entry)
  const markdown = others.filter((one) => one.kind === 'markdown')
  const records = others.filter((one) => one.kind === 'data')
  const data = (path: string) => records.find((one) => one.path === path)
  const pages = (name: RegExp) => markdown.filter(({ path }) => name.test(path))
  const counterpart = form === 'plan' ? 'TASKS.md' : 'PLAN.md'
  return {
    name: nameOf(stream, entry, [data(`${stream}threads.json`), data(`${stream}tasks.json`)]),
    entry,
    plans: form === 'stage' ? inOrder([entry, ...pages(/(?:^|\/)\d+(?:-r\d+)?\/PLAN\.md$/)]) : [entry],
    counterpart:
      form === 'stage' ? undefined : markdown.find(({ path }) => path === `${stream}${counterpart}`),
    threads: data(`${stream}threads.json`),
    tasks: data(`${stream}tasks.json`),
    index: data(`${work}index.json`),
    agents: data(`${work}agents.yaml`),
    contracts: new Map(pages(/\/WORK\.md$/).map((one) => [one.path.split('/').at(-2) ?? '', one])),
    requirements: pages(/(?:^|\/)REQUIREMENTS\.md$/),
    readme: markdown.find(({ path }) => path === `${stream}README.md`),
  }
}

/** A file that is named from inside its folder does not show what that is called. */
function nameOf(
  folder: string,
  { outline }: MarkdownDocument,
  records: readonly (DataDocument | undefined)[],
): string {
  const own = folder.split('/').at(-2) ?? ''
  if (/^\d/.test(own)) return own
  const ids = records.flatMap((record) => textOf(record?.value, 'stream_id')?.value ?? [])
  return ids[0] ?? streamId(outline) ?? own
}

/** `> **Stream ID:** \`017-rate-limiter\` | **Created:** …` below the title. */
function streamId(outline: Section): string | undefined {
  const heads = [outline, ...outline.children.filter(({ level }) => level === 1)]
  const quotes = heads.flatMap(({ blocks }) => blocks.filter((block) => block.kind === 'quote'))
  const texts = quotes.flatMap(({ blocks }) =>
    blocks.flatMap((block) => (block.kind === 'paragraph' ? [block.text.plain] : [])),
  )
  const found = texts.map((text) => /\bstream id\W{1,10}(?<id>\d{3,}-[\w-]+)/i.exec(text)?.groups?.['id'])
  return found.find((id) => id !== undefined)
}

/** 01, 01-r1, 01-r2, 02: a revision follows the stage that it revises. */
function inOrder(documents: readonly MarkdownDocument[]): readonly MarkdownDocument[] {
  const keyOf = (document: MarkdownDocument) => {
    const [, stage = '0', revision = '0'] = /^(\d+)(?:-r(\d+))?$/.exec(placeOf(document).stage ?? '') ?? []
    return [Number(stage), Number(revision)] as const
  }
  return documents
    .filter((document) => formOf(document) === 'stage')
    .map((document) => ({ document, key: keyOf(document) }))
    .sort((a, b) => a.key[0] - b.key[0] || a.key[1] - b.key[1])
    .map(({ document }) => document)
}
