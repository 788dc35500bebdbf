import { type Located, located, type SourceSpan } from '../../source/span.ts'
import type { Block, Section, Text } from '../section.ts'

const mappingHeading =
  /\bcriteri(?:a|on)\b[^\n]{0,40}\b(?:mapping|map|coverage|approach)\b|\bmapping\b[^\n]{0,40}\bcriteri/i

/** The number of a criterion, or that the entry names none. */
type Mapped = Located<number | 'unnumbered'>

/** `## Success Criteria Mapping`: an entry for each item or row; `undefined` where there is no such section. */
export function mappingIn(section: Section): Located<readonly Mapped[]> | undefined {
  for (const child of section.children) {
    if (child.heading !== undefined && mappingHeading.test(child.heading.plain))
      return located(entriesIn(child), child.heading.span)
    const inner = mappingIn(child)
    if (inner !== undefined) return inner
  }
  const field = section.fields.find(({ key }) => mappingHeading.test(key))
  if (field === undefined) return undefined
  return located(field.blocks.flatMap(entriesOf), field.label.span)
}

function entriesIn({ blocks, children }: Section): readonly Mapped[] {
  const headed = children.flatMap(({ heading }) => (heading === undefined ? [] : [entry(heading, undefined)]))
  return [...blocks.flatMap(entriesOf), ...headed]
}

function entriesOf(block: Block): readonly Mapped[] {
  if (block.kind === 'table') {
    return block.rows.map(({ cells: [first], span }) =>
      first === undefined ? located('unnumbered' as const, span) : entry(first, undefined),
    )
  }
  if (block.kind !== 'list') return []
  return block.items.flatMap(({ text, span }, index) =>
    text === undefined
      ? []
      : [entry({ ...text, span: firstLine(text, span) }, block.ordered ? index + 1 : undefined)],
  )
}

function firstLine({ plain, span }: Text, { path }: SourceSpan): SourceSpan {
  return { path, start: span.start, end: span.start + (/^[^\n]*/.exec(plain)?.[0].length ?? 0) }
}

const numbered =
  /^\W*(?:(?:success )?(?:criterion|criteria|sc|ac)[\s#-]{0,2}(?<named>\d{1,3})\b|(?<bare>\d{1,2})\s*(?:[.:)|—–]|-\s|$))/i

function entry({ plain, span }: Text, position: number | undefined): Mapped {
  const { named, bare } = numbered.exec(plain)?.groups ?? {}
  const digits = named ?? bare
  return located(digits === undefined ? (position ?? 'unnumbered') : Number(digits), span)
}
