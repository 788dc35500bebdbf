import type { Report } from '../../diagnostics/diagnostic.ts'
import { type Located, located, type SourceSpan } from '../../source/span.ts'
import { partOf } from '../part.ts'
import type { Source } from '../place.ts'
import type { Section, Text } from '../section.ts'
import type { Element } from '../tags/tags.ts'
import { wordsOf } from '../text.ts'
import { contentOf, partIn } from './grammar.ts'
import { objectiveIn } from './objective.ts'
import type { StepSketch } from './sketch.ts'

/** What reading the steps of one plan takes. */
export interface StepReading {
  readonly source: Source
  /** The id of the plan, that the ids of its steps begin with. */
  readonly plan: string
  readonly report: Report
}

/** A step, whichever way it is written: its parts by name, and its own text. */
export interface Parts {
  readonly id: string | undefined
  readonly title: Located<string>
  readonly word: string
  readonly heading: SourceSpan
  readonly span: SourceSpan
  readonly element: Element | undefined
  readonly elements: readonly Element[]
  /** The text that stands in no part. */
  readonly own: Section
  readonly checked: boolean | undefined
}

export function partsOf(sketch: StepSketch, source: Source): Parts {
  switch (sketch.kind) {
    case 'tag':
      return partsOfTag(sketch.element, source)
    case 'heading': {
      const { id, title, section, elements, span } = sketch
      const heading = section.heading?.span ?? span
      return {
        id,
        title,
        word: 'Task',
        heading,
        span,
        element: undefined,
        elements,
        own: section,
        checked: undefined,
      }
    }
    case 'item': {
      const { id, item } = sketch
      const own = {
        heading: undefined,
        level: 0,
        span: item.span,
        blocks: item.blocks,
        fields: item.fields,
        children: [],
      }
      const title = leadOf(item.text, source) ?? located('', item.span)
      const heading = item.text?.span ?? item.span
      return {
        id,
        title,
        word: 'Task',
        heading,
        span: item.span,
        element: undefined,
        elements: [],
        own,
        checked: item.checked,
      }
    }
  }
}

function partsOfTag(element: Element, source: Source): Parts {
  const holes = element.children.map(({ span }) => span)
  const own = partOf(source, element.content, holes)
  const attribute = (name: string) => element.attributes.find((one) => one.name.value === name)?.value
  const written = titleOfTag(element, own, source, attribute)
  const { number, title } = numberIn(written)
  return {
    id: attribute('id')?.value.trim() || number,
    title,
    word: element.name === 'feature' ? 'Feature' : 'Task',
    heading: element.tag,
    span: element.span,
    element,
    elements: element.children,
    own,
    checked: undefined,
  }
}

/** `<name>`, an attribute, `<title>`, a bold line or heading; else what the step is about. */
function titleOfTag(
  element: Element,
  own: Section,
  source: Source,
  attribute: (name: string) => Located<string> | undefined,
): Located<string> {
  const part = (name: string) => textOf(source, contentOf(source, partIn(element, name)))
  const said = part('name') ?? attribute('name') ?? attribute('title') ?? part('title')
  if (said !== undefined && said.value !== '') return said
  const heading = own.children[0]?.heading
  if (heading !== undefined && own.blocks.length === 0) return located(wordsOf(heading), heading.span)
  const [first] = own.blocks
  const lead = first?.kind === 'paragraph' ? leadOf(first.text, source) : undefined
  if (lead !== undefined) return lead
  for (const name of ['decision', 'what-built', 'behavior', 'action', 'instructions']) {
    const span = contentOf(source, partIn(element, name))
    const title = span && objectiveIn(source, span)?.title
    if (title !== undefined) return title
  }
  return located('', element.tag)
}

/** The bold words that a paragraph or item begins with, else its first sentence. */
function leadOf(text: Text | undefined, source: Source): Located<string> | undefined {
  if (text === undefined) return undefined
  const written = source.text.slice(text.span.start, text.span.end)
  const bold = /^\*\*(?<title>[^*\n]+?)[:.]?\*\*/.exec(written)?.groups?.['title']
  if (bold === undefined) return objectiveIn(source, text.span)?.title
  return located(bold.trim(), {
    ...text.span,
    start: text.span.start + 2,
    end: text.span.start + 2 + bold.length,
  })
}

const taskNumber =
  /^(?:(?:Task|Step|Feature)\s+#?(?<id>\d+(?:\.\d+)*[a-z]?)(?:\s*[:.)]\s*|\s+[-–—]\s+|\s*$)|(?<bare>\d+)[.)]\s+)/i

function numberIn({ value, span }: Located<string>): {
  readonly number: string | undefined
  readonly title: Located<string>
} {
  const match = taskNumber.exec(value)
  const number = match?.groups?.['id'] ?? match?.groups?.['bare']
  if (match === null) return { number, title: { value, span } }
  const rest = value.slice(match[0].length).trim()
  return {
    number,
    title: { value: rest, span: { ...span, start: Math.min(span.start + match[0].length, span.end) } },
  }
}

export function textOf({ text }: Source, span: SourceSpan | undefined): Located<string> | undefined {
  if (span === undefined) return undefined
  const words = text.slice(span.start, span.end).replace(/\*\*/g, '').replace(/\s+/g, ' ').trim()
  return located(words, span)
}
