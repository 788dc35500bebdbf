import type { DataDocument, Document, MarkdownDocument } from '../dialect.ts'

/** What a file of a plan's folder is for. */
export type Role =
  | {
      readonly kind: 'brief' | 'approach' | 'result' | 'take'
      readonly task: string
      readonly document: MarkdownDocument
    }
  | { readonly kind: 'checkpoint'; readonly document: MarkdownDocument }
  | { readonly kind: 'state'; readonly document: DataDocument }

/** The folder of a file, with its final `/`; empty for a file at the root. */
export function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1)
}

/** `033-court-fees`: what upstream gives a plan's folder as its name. */
export function planName(path: string): string | undefined {
  return /(?:^|\/)(?<name>\d{3,}-[^/]+)\/[^/]*$/.exec(path)?.groups?.['name']
}

/** The READMEs of the plans next to this one: whether a plan that is named exists, and only once. */
export function neighboursOf(path: string): readonly string[] {
  const folder = folderOf(path)
  return planName(path) === undefined ? [] : [`${escaped(folderOf(folder.slice(0, -1)))}*/README.md`]
}

/** A number is padded and looked for in front, a name as a whole or behind the number: as upstream does. */
export function foldersNamed(written: string, folders: readonly string[]): readonly string[] {
  const name = written.toLowerCase()
  if (/^\d+$/.test(name)) {
    const number = name.padStart(3, '0')
    return folders.filter((folder) => folder.startsWith(`${number}-`))
  }
  const exact = folders.filter((folder) => folder.toLowerCase() === name)
  return exact.length > 0
    ? exact
    : folders.filter((folder) => folder.toLowerCase().replace(/^\d+-/, '') === name)
}

/** All that belongs to the plan, its reports included, so that nobody takes one of them for a plan. */
export function companionsOf(path: string): readonly string[] {
  const folder = escaped(folderOf(path))
  return [
    'plan.json',
    'status/*.json',
    'status/teams/*.json',
    'checkpoint-*.md',
    'operational-report.md',
    'shared/*.md',
    'tasks/*/*.md',
  ].map((glob) => `${folder}${glob}`)
}

/** A folder may be called `[id]`; to a glob that is a set of letters. */
function escaped(folder: string): string {
  return folder.replace(/[\\*?[\]{}()!+@]/g, (sign) => `\\${sign}`)
}

const taskFile = /^tasks\/task-(?<id>[^/]+)\/(?<name>task|plan|impl|take)\.md$/i
const kinds = { task: 'brief', plan: 'approach', impl: 'result', take: 'take' } as const

/** `undefined`: a report or note that says nothing about what is to be done. */
export function roleOf(document: Document, folder: string): Role | undefined {
  const path = document.path.slice(folder.length)
  if (document.kind === 'data') {
    return /^(?:plan|status\/(?:project|plan|teams\/[^/]+))\.json$/.test(path)
      ? { kind: 'state', document }
      : undefined
  }
  if (/^checkpoint-[^/]*\.md$/.test(path)) return { kind: 'checkpoint', document }
  const { id = '', name = '' } = taskFile.exec(path)?.groups ?? {}
  const kind = kinds[name.toLowerCase() as keyof typeof kinds]
  return kind === undefined ? undefined : { kind, task: id, document }
}
