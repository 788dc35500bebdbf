import type { Located, SourceSpan } from '../../source/span.ts'
import type { MarkdownDocument } from '../dialect.ts'
import { partOf } from '../part.ts'
import type { ListItem, Section } from '../section.ts'
import type { Element, Tags } from '../tags/tags.ts'
import { wordsOf } from '../text.ts'
import { isSection, planTags } from './grammar.ts'
import type { Head } from './head.ts'

/** A task of a plan file as it was found: the plan's text holds it as a tag, under a heading, or as an item of a list. */
export type StepSketch =
  | { readonly kind: 'tag'; readonly start: number; readonly element: Element }
  | {
      readonly kind: 'heading'
      readonly start: number
      readonly id: string
      readonly title: Located<string>
      readonly section: Section
      /** Tags below it, without a `<task>` round them. */
      readonly elements: readonly Element[]
      readonly span: SourceSpan
    }
  | { readonly kind: 'item'; readonly start: number; readonly id: string; readonly item: ListItem }

export interface Body {
  /** The plan's text as Markdown, without what stands in tags. */
  readonly outline: Section
  /** Tags that do not belong to a task. */
  readonly sections: readonly Element[]
  readonly steps: readonly StepSketch[]
}

export function bodyOf(document: MarkdownDocument, head: Head, { elements }: Tags): Body {
  const { path, source } = document
  const container = (name: string) => name === 'tasks'
  const flat = elements.flatMap((element) => (container(element.name) ? element.children : [element]))
  const tagsOnly = elements
    .filter(({ name }) => container(name))
    .flatMap(({ span, content }) => [
      { ...span, end: content.start },
      { ...span, start: content.end },
    ])
  const fence = head.place === 'fence' ? [head.span] : []
  const holes = [...flat.map(({ span }) => span), ...tagsOnly, ...fence].sort((a, b) => a.start - b.start)
  const span = { path, start: head.bodyStart, end: source.text.length }
  const outline = partOf(source, span, holes)
  const isTask = ({ name }: Element) => name === 'task' || name === 'feature'
  const tagged = flat.filter(isTask)
  const loose = flat.filter((element) => !isTask(element))
  const blocks = elements.filter(({ name }) => container(name))
  const parts = loose.filter(({ name }) => planTags.get('task')?.has(name) && !isSection(name))
  const headed = headingsIn(outline, false).flatMap((found) => {
    const { start } = found.section.span
    const block = blocks[firstAfter(blocks, start) - 1]
    return headingSketch(
      found,
      tagged,
      parts,
      block !== undefined && start < block.content.end ? block.content.end : span.end,
    )
  })
  const steps = [
    ...tagged.map((element): StepSketch => ({ kind: 'tag', start: element.tag.start, element })),
    ...headed,
  ].sort((a, b) => a.start - b.start)
  const owned = new Set(headed.flatMap((step) => (step.kind === 'heading' ? step.elements : [])))
  return {
    outline,
    sections: loose.filter((element) => !owned.has(element)),
    steps: steps.length > 0 ? steps : itemsIn(outline),
  }
}

interface Headed {
  readonly section: Section
  readonly id: string
  readonly title: Located<string>
}

const named = /^\W{0,3}(?:Task|Step)\s+#?(?<id>\d+(?:\.\d+)*[a-z]?)(?![\w.])\s*(?:[:.)—–-]+\s*)?/iu
const composed = /^\W{0,3}(?<id>\d+(?:\.\d+)*-\d+[a-z]?-\d+[a-z]?)\s*[:—–-]+\s*/u
const numbered = /^\W{0,3}(?<id>\d+[a-z]?)\s*[.):—–-]\s+/u
const tasksHeading = /^\W*(?:implementation )?tasks?\b(?!\s+\d)/i

/** Outermost ones; a plain number heads a task only below `## Tasks`. */
function headingsIn(section: Section, belowTasks: boolean): readonly Headed[] {
  return section.children.flatMap((child) => {
    const found = headedBy(child, belowTasks)
    if (found !== undefined) return [found]
    return headingsIn(child, tasksHeading.test(child.heading?.plain ?? ''))
  })
}

function headedBy(section: Section, belowTasks: boolean): Headed | undefined {
  const { heading } = section
  if (heading === undefined) return undefined
  const plain = heading.plain
  const match = named.exec(plain) ?? composed.exec(plain) ?? (belowTasks ? numbered.exec(plain) : null)
  const id = match?.groups?.['id']
  if (match === null || id === undefined) return undefined
  const value = plain.slice(match[0].length).replace(/\s+/g, ' ').trim()
  const start = Math.min(heading.span.start + match[0].length, heading.span.end)
  return { section, id, title: { value, span: { ...heading.span, start } } }
}

/** A heading right above a `<task>` only repeats its name. */
function headingSketch(
  { section, id, title }: Headed,
  tagged: readonly Element[],
  parts: readonly Element[],
  end: number,
): readonly StepSketch[] {
  const span = { ...section.span, end: Math.min(section.span.end, end) }
  if (startingIn(tagged, span).length > 0) return []
  const elements = startingIn(parts, span)
  return [{ kind: 'heading', start: span.start, id, title, section, elements, span }]
}

/** Of elements in text order. */
function startingIn(elements: readonly Element[], { start, end }: SourceSpan): readonly Element[] {
  return elements.slice(firstAfter(elements, start - 1), firstAfter(elements, end - 1))
}

/** How many, in text order, begin at `offset` or before it. */
function firstAfter(placed: readonly { readonly span: SourceSpan }[], offset: number): number {
  let low = 0
  let high = placed.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((placed[middle]?.span.start ?? 0) <= offset) low = middle + 1
    else high = middle
  }
  return low
}

/** Without tags and headings, the items of a list below a heading that speaks of tasks. */
function itemsIn(outline: Section): readonly StepSketch[] {
  for (const section of sectionsOf(outline)) {
    if (!/\btasks?\b/i.test(section.heading?.plain ?? '')) continue
    const list = section.blocks.find((block) => block.kind === 'list')
    if (list?.kind !== 'list') continue
    return list.items.flatMap((item, index) => {
      if (item.text === undefined || wordsOf(item.text) === '') return []
      return [{ kind: 'item' as const, start: item.span.start, id: String(index + 1), item }]
    })
  }
  return []
}

export function sectionsOf(section: Section): readonly Section[] {
  return [section, ...section.children.flatMap(sectionsOf)]
}
