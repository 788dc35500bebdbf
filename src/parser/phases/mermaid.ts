import type { Claim, Reference } from '../../plan/plan.ts'
import type { SourceSpan } from '../../source/span.ts'
import type { Block, Section } from '../section.ts'
import { normalId, unitWords } from '../values/identifier.ts'
import type { Names } from '../values/references.ts'

type Code = Extract<Block, { readonly kind: 'code' }>

/** What the flowcharts of a plan claim: edges between units that the plan has, parallel subgraphs. */
export function diagramClaims(section: Section, names: Names): readonly Claim[] {
  const own = section.blocks.flatMap((block) => (block.kind === 'code' ? readDiagram(block, names) : []))
  return [...own, ...section.children.flatMap((child) => diagramClaims(child, names))]
}

const ignored = /^\s*(?:%%|style\b|classDef\b|class\b|click\b|linkStyle\b|direction\b)/
const arrow = /\s*(?:<?-->|---|-\.+->|==+>|--[ox]\b|--[^->|][^>|]*?-->|-\.[^>]*?\.->)\s*(?:\|[^|]*\|)?\s*/
const node = /^(?<id>[\w.-]+?)\s*(?:(?:\[+|\(+|\{+|>)\s*"?(?<label>[^\]})"]*)"?\s*[\])}]*)?(?:::+\w+)?\s*;?$/

function readDiagram({ language, code }: Code, names: Names): readonly Claim[] {
  if (
    language.toLowerCase() !== 'mermaid' ||
    !/^\s*(?:---[\s\S]*?---\s*)?(?:%%.*\n\s*)*(?:flowchart|graph)\b/.test(code.value)
  )
    return []
  const labels = new Map<string, string>()
  const claims: Claim[] = []
  let offset = code.span.start
  let subgraph:
    | { readonly title: string; readonly span: SourceSpan; readonly members: Map<string, Reference> }
    | undefined
  for (const line of code.value.split('\n')) {
    const place = { path: code.span.path, start: offset, end: offset + line.length }
    offset += line.length + 1
    if (line.length > 1000 || ignored.test(line)) continue
    const title = /^\s*subgraph\s+(.*?)\s*$/.exec(line)?.[1]
    if (title !== undefined) subgraph = { title, span: trimmedSpan(line, place), members: new Map() }
    else if (/^\s*end\s*;?\s*$/.test(line)) {
      if (subgraph !== undefined) claims.push(...groupOf(subgraph))
      subgraph = undefined
    } else {
      const chain = line
        .split(arrow)
        .map((part) => part.split(/\s+&\s+/).flatMap((one) => reference(one, labels, names, place, line)))
      for (const one of chain.flat()) subgraph?.members.set(one.id, one)
      claims.push(...edgesOf(chain))
    }
  }
  return claims
}

function edgesOf(chain: readonly (readonly Reference[])[]): readonly Claim[] {
  return chain.slice(1).flatMap((targets, index) =>
    (chain[index] ?? []).flatMap((from) =>
      targets
        .filter((to) => to.id !== from.id)
        .map(
          (to): Claim => ({
            kind: 'edge',
            from,
            to,
            span: {
              ...to.span,
              start: Math.min(from.span.start, to.span.start),
              end: Math.max(from.span.end, to.span.end),
            },
          }),
        ),
    ),
  )
}

/** A subgraph claims something only where its title says so: `Parallel Wave 1`. */
function groupOf({
  title,
  span,
  members,
}: {
  readonly title: string
  readonly span: SourceSpan
  readonly members: ReadonlyMap<string, Reference>
}): readonly Claim[] {
  if (!/\bparallel\b|\bgroup\b|\bwave\b/i.test(title) || members.size < 2) return []
  const shown = /\[\s*"?(.*?)"?\s*\]\s*$/.exec(title)?.[1] ?? title.replaceAll('"', '')
  const id = /\b(?:group|wave)\s+([\w.-]+)/i.exec(shown)?.[1] ?? shown
  return [
    {
      kind: 'group',
      id: id.toUpperCase(),
      members: [...members.values()],
      after: [],
      sequential: /sequential/i.test(title),
      source: 'diagram',
      span,
    },
  ]
}

/** `P2_5`, `P45`, `Phase3[...]` and `A[Phase 1: x]` name units; what names none, such as DONE, is left out. */
function reference(
  written: string,
  labels: Map<string, string>,
  names: Names,
  line: SourceSpan,
  text: string,
): readonly Reference[] {
  const match = node.exec(written.trim())
  const key = match?.groups?.['id']
  if (key === undefined) return []
  const label = match?.groups?.['label']
  if (label) labels.set(key, label)
  const id = byLabel(labels.get(key), names) ?? byNode(key, names)
  if (id === undefined) return []
  const column = Math.max(0, text.indexOf(written.trim()))
  const start = line.start + column
  return [{ id, span: { ...line, start, end: start + key.length }, by: 'name', soft: false }]
}

const labelled = new RegExp(`^\\W*(?:${unitWords})\\s*(?<id>[\\w.]+)`, 'i')

function byLabel(label: string | undefined, { ids }: Names): string | undefined {
  const id = label === undefined ? undefined : labelled.exec(label)?.groups?.['id']
  return id === undefined ? undefined : ids.get(normalId(id.replace(/[.:]+$/, '')))
}

/** The id with its separators, else without any: `P2_5` is 2.5, `P45` is 4.5 where there is no 45. */
function byNode(key: string, { ids }: Names): string | undefined {
  const digits = new RegExp(`^(?:${unitWords}|[A-Z])?[_-]?(\\d[\\w]*)$`, 'i').exec(key)?.[1]
  if (digits === undefined) return undefined
  const dotted = ids.get(normalId(digits))
  if (dotted !== undefined) return dotted
  const bare = digits.replaceAll('_', '').toLowerCase()
  for (const [normal, id] of ids) if (normal.replaceAll('.', '') === bare) return id
  return undefined
}

function trimmedSpan(line: string, place: SourceSpan): SourceSpan {
  return {
    ...place,
    start: place.start + (line.length - line.trimStart().length),
    end: place.start + line.trimEnd().length,
  }
}
