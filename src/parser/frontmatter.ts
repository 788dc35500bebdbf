import { isAlias, isMap, isScalar, isSeq, type Node, type Pair, parseDocument } from 'yaml'
import { located, type SourceSpan } from '../source/span.ts'
import type { Entry, Value } from './section.ts'

/** Front matter, read as far as it can be; `errors` says what is not YAML, and where. */
export interface Frontmatter {
  readonly entries: readonly Entry[]
  readonly errors: readonly { readonly span: SourceSpan; readonly message: string }[]
}

/** YAML of any shape, with places; `value` is what could be read of it. */
export interface Yaml {
  readonly value: Value | undefined
  readonly errors: Frontmatter['errors']
}

/** Front matter is a map; `offset` is where `yaml` begins in the document at `path`. */
export function readFrontmatter(yaml: string, path: string, offset: number): Frontmatter {
  const { value, errors } = readYaml(yaml, path, offset)
  if (value === undefined || value.kind === 'map') return { entries: value?.entries ?? [], errors }
  return {
    entries: [],
    errors: [...errors, { span: value.span, message: 'it is not a list of keys and values' }],
  }
}

/** Aliases are not followed: a plan has no use for them, and a bomb of them none for us. */
export function readYaml(yaml: string, path: string, offset: number): Yaml {
  const place = (start: number, end: number): SourceSpan => ({
    path,
    start: offset + start,
    end: offset + end,
  })
  const document = parseDocument(yaml, {
    strict: false,
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'silent',
  })
  const errors = document.errors.map(({ pos: [start, end], message }) => ({
    span: place(Math.min(start, yaml.length), Math.min(end, yaml.length)),
    message: message.split('\n')[0] ?? message,
  }))
  const { contents } = document
  return { value: contents === null ? undefined : readValue(contents, place, 0), errors }
}

type Place = (start: number, end: number) => SourceSpan

function entriesOf(pairs: readonly Pair[], place: Place): readonly Entry[] {
  return pairs.flatMap(({ key, value }) => {
    if (!isScalar(key) || !key.range) return []
    const [start, end] = key.range
    return [{ key: located(String(key.value), place(start, end)), value: readValue(value, place, end) }]
  })
}

function readValue(node: unknown, place: Place, after: number): Value {
  const empty: Value = { kind: 'scalar', span: place(after, after), source: '', value: null }
  if (isMap(node))
    return { kind: 'map', span: rangeOf(node, place, after), entries: entriesOf(node.items, place) }
  if (isSeq(node)) {
    return {
      kind: 'list',
      span: rangeOf(node, place, after),
      items: node.items.map((item) => readValue(item, place, after)),
    }
  }
  if (isAlias(node)) return { ...empty, span: rangeOf(node, place, after), source: `*${node.source}` }
  if (!isScalar(node)) return empty
  const value = scalarValue(node.value)
  return {
    kind: 'scalar',
    span: rangeOf(node, place, after),
    source: node.source ?? String(value ?? ''),
    value,
  }
}

function rangeOf({ range }: Node, place: Place, after: number): SourceSpan {
  return range ? place(range[0], range[1]) : place(after, after)
}

function scalarValue(value: unknown): string | number | boolean | null {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value
  return value === null || value === undefined ? null : String(value)
}
