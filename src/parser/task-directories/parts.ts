import { keyOf } from '../labels.ts'
import type { Block, Field, Section, Text } from '../section.ts'
import { slice, trimmed } from '../text.ts'
import { known } from './profile.ts'
import { after } from './spans.ts'

/**
 * A task's section with every field that its text has: labels without a colon, which stand on a line of their
 * own, and those below sub-headings that are no tasks and no fields themselves.
 *
 *     > **Dependencies**
 *     > Task 1 (the enum has to exist).
 */
export function withAllFields(
  section: Section,
  source: string,
  isUnit: (child: Section) => boolean,
): Section {
  const inner = section.children
    .filter((child) => !isUnit(child))
    .map((child) => withAllFields(child, source, isUnit))
  const hoisted = inner.flatMap((child) => (isField(child) ? [] : child.fields))
  return { ...section, fields: [...withBareLabels(section, source), ...hoisted], children: inner }
}

function isField({ heading }: Section): boolean {
  return heading !== undefined && known.has(keyOf(heading.plain))
}

function withBareLabels({ blocks, fields }: Section, source: string): readonly Field[] {
  const labelled = new Set(fields.map(({ label }) => label.span.start))
  const bare = blocks.flatMap((block, index): readonly Bare[] => {
    const label = block.kind === 'paragraph' ? bareLabel(block.text, source) : undefined
    return label === undefined || labelled.has(label.label.span.start) ? [] : [{ ...label, index }]
  })
  if (bare.length === 0) return fields
  const starts = bare.map(({ label }) => label.span.start)
  const cut = fields.map((field) => ({ ...field, blocks: beforeAny(field.blocks, starts, field.span.start) }))
  const others = fields.map(({ span }) => span.start)
  const added = bare.map(({ key, label, text, index }, at): Field => {
    const own = blocks.slice(index + 1, bare[at + 1]?.index)
    const next = others[after(others, label.span.start)] ?? Number.POSITIVE_INFINITY
    const below = own.filter(({ span }) => span.start < next)
    const end = Math.max(label.span.end, text?.span.end ?? 0, below.at(-1)?.span.end ?? 0)
    return { key, label, text, blocks: below, span: { ...label.span, end } }
  })
  return [...cut, ...added].sort((a, b) => a.span.start - b.span.start)
}

interface Bare extends Pick<Field, 'key' | 'label' | 'text'> {
  readonly index: number
}

/** A first line that is bold as a whole and is one of the labels that are known. */
function bareLabel(text: Text, source: string): Omit<Bare, 'index'> | undefined {
  const line = /^[^\n]*/.exec(text.plain)?.[0] ?? ''
  const key = line.length > 80 ? '' : keyOf(line)
  if (!known.has(key) || !source.startsWith('**', text.span.start)) return undefined
  const words = trimmed(slice(text, text.span.start, text.span.start + line.length))
  if (words === undefined) return undefined
  const below = trimmed(slice(text, text.span.start + line.length, text.span.end))
  return { key, label: { value: words.plain, span: words.span }, text: below }
}

/** A field ends where the next label begins. */
function beforeAny(blocks: readonly Block[], starts: readonly number[], own: number): readonly Block[] {
  const next = starts[after(starts, own)]
  return next === undefined ? blocks : blocks.filter(({ span }) => span.start < next)
}
