import type { FileChange, Mention } from '../../plan/plan.ts'
import type { ListItem, Text } from '../section.ts'
import { distinct } from '../values/files.ts'
import { normalPath, pathKind } from '../values/paths.ts'
import { type Entry, listsIn } from './entries.ts'
import { leadingIn, type Named, tokensIn, writtenIn } from './written-files.ts'

/** What lines of details say about files: those that they write, and those that they only speak of. */
export interface Spoken {
  readonly files: readonly FileChange[]
  readonly mentions: readonly Mention[]
}

export function filesOfEntries(entries: readonly Entry[], others: readonly Text[] = []): Spoken {
  const written = entries.flatMap(writtenWithNested)
  const files = distinct(written.filter(({ certain }) => certain).map(changeOf))
  const taken = new Set(written.map(({ path }) => path.span.start))
  const texts = [
    ...others,
    ...entries.flatMap(({ text, item }) => [
      text,
      ...textsBelow(item === undefined ? [] : listsIn(item.blocks)),
    ]),
  ]
  const told = others.flatMap((text) => writtenIn({ text, below: [], item: undefined }))
  const uncertain = [...written, ...told]
    .filter(({ certain }) => !certain)
    .map((named) => mentionOf(named, true))
  const passing = texts
    .flatMap(tokensIn)
    .filter(({ path }) => !taken.has(path.span.start) && /\.\w+$/.test(path.value))
    .map((token) => mentionOf(token, false))
  return { files, mentions: merged([...uncertain, ...passing], files) }
}

/** A folder in which others are to be created is only their place: `Pages to create in \`docs/\`:`. */
function writtenWithNested(entry: Entry): readonly Named[] {
  const own = writtenIn(entry)
  const [folder] = own
  if (folder === undefined || !folder.path.value.endsWith('/')) return own
  const nested = nestedIn(entry, folder)
  const ahead = entry.text.plain.slice(0, folder.path.span.start - entry.text.span.start)
  const isPlace = /\b(?:in|inside|within|under|below)\s+(?:the\s+)?`?$/i.test(ahead)
  return nested.length > 0 && isPlace ? [...own.slice(1), ...nested] : [...own, ...nested]
}

/** `Create \`tests/kit/\`:` with `\`tests/kit/clock.ts\`` below it. */
function nestedIn(entry: Entry, folder: Named): readonly Named[] {
  return entry.below.flatMap(({ text }) => {
    const named = text === undefined ? [] : leadingIn(text)
    return named.map(({ path, ...one }) => {
      const value = path.value.includes('/') ? path.value : `${folder.path.value}${path.value}`
      return { ...one, path: { ...path, value }, mode: folder.mode }
    })
  })
}

export function changeOf({ path, mode }: Named): FileChange {
  const normal = normalPath(path.value)
  return { path: normal, mode, kind: pathKind(normal), span: path.span, inferred: true }
}

function mentionOf({ path }: Pick<Named, 'path'>, change: boolean): Mention {
  return { path: normalPath(path.value), span: path.span, change }
}

function textsBelow(items: readonly ListItem[]): readonly Text[] {
  return items.flatMap(({ text, blocks }) => [
    ...(text === undefined ? [] : [text]),
    ...textsBelow(listsIn(blocks)),
  ])
}

/** Each path once, as a change where any sentence has it so; none that is a file already. */
function merged(mentions: readonly Mention[], files: readonly FileChange[]): readonly Mention[] {
  const known = new Set(files.map(({ path }) => path))
  const kept = new Map<string, Mention>()
  for (const mention of mentions) {
    const before = kept.get(mention.path)
    if (known.has(mention.path) || (before !== undefined && (before.change || !mention.change))) continue
    kept.set(mention.path, mention)
  }
  return [...kept.values()]
}
