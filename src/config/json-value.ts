import { type AnyNode, parse } from '@humanwhocodes/momoa'
import type { Entry, Value } from '../parser/section.ts'
import type { SourceSpan } from '../source/span.ts'
import { Misconfigured } from './misconfigured.ts'

/** JSON, or JSON with comments where the name ends so, with the place of each value. Throws a `Misconfigured`. */
export function readJson(text: string, path: string): Value {
  const isLoose = path.endsWith('.jsonc')
  try {
    const { body } = parse(text, { mode: isLoose ? 'jsonc' : 'json', allowTrailingCommas: isLoose })
    return jsonValue(body, text, path)
  } catch (error) {
    if (error instanceof Misconfigured || !(error instanceof Error)) throw error
    const offset = 'offset' in error && typeof error.offset === 'number' ? error.offset : 0
    const said = error.message.replace(/\.? \(\d+:\d+\)$/, '').replace(/\.$/, '')
    const hint = isLoose || text[offset] !== '/' ? '' : ': comments belong into a .jsonc file'
    throw new Misconfigured([
      { span: { path, start: offset, end: offset + 1 }, message: `this is no JSON: ${said}${hint}` },
    ])
  }
}

function jsonValue(node: AnyNode, text: string, path: string): Value {
  const span: SourceSpan = { path, start: node.loc.start.offset, end: node.loc.end.offset }
  const source = text.slice(span.start, span.end)
  switch (node.type) {
    case 'Object':
      return {
        kind: 'map',
        span,
        entries: distinct(node.members.map((member) => entryOf(member, text, path))),
      }
    case 'Array':
      return { kind: 'list', span, items: node.elements.map(({ value }) => jsonValue(value, text, path)) }
    case 'String':
    case 'Number':
    case 'Boolean':
      return { kind: 'scalar', span, source, value: node.value }
    default:
      return { kind: 'scalar', span, source, value: null }
  }
}

function entryOf({ name, value }: Extract<AnyNode, { type: 'Member' }>, text: string, path: string): Entry {
  const { start, end } = name.loc
  const key = name.type === 'String' ? name.value : name.name
  return {
    key: { value: key, span: { path, start: start.offset, end: end.offset } },
    value: jsonValue(value, text, path),
  }
}

/** Of a key that is written twice JSON takes the last one without a word. */
function distinct(entries: readonly Entry[]): readonly Entry[] {
  const seen = new Set<string>()
  for (const { key } of entries) {
    if (seen.has(key.value)) {
      throw new Misconfigured([{ span: key.span, message: `\`${key.value}\` is written twice` }])
    }
    seen.add(key.value)
  }
  return entries
}
