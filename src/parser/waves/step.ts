import { closest } from '../../diagnostics/closest.ts'
import type { Report } from '../../diagnostics/diagnostic.ts'
import type { Pause, StepForm } from '../../plan/contract.ts'
import type { FileChange, Reference, Step, Verification, Work } from '../../plan/plan.ts'
import { type Located, located, type SourceSpan } from '../../source/span.ts'
import { fieldOf, fieldsOf, textsOf } from '../lookup.ts'
import { partOf } from '../part.ts'
import type { Source } from '../place.ts'
import { fileIsUnderstood, keyIsKnown } from '../problems.ts'
import type { Field, Section, Text } from '../section.ts'
import type { Element } from '../tags/tags.ts'
import { wordsOf } from '../text.ts'
import { looksLikeCommand } from '../values/commands.ts'
import { readCriteria } from '../values/criteria.ts'
import { readFiles } from '../values/files.ts'
import { contentOf, partIn, partNames, taskAttributes } from './grammar.ts'
import { filesInProse } from './inferred-files.ts'
import { waveLabels } from './labels.ts'
import { objectiveIn } from './objective.ts'
import { filesInText } from './path-list.ts'
import type { StepSketch } from './sketch.ts'

/** What reading the steps of one plan takes. */
export interface StepReading {
  readonly source: Source
  /** The id of the plan, that the ids of its steps begin with. */
  readonly plan: string
  readonly report: Report
}

/** Reads the steps of a plan. */
export function readSteps(sketches: readonly StepSketch[], reading: StepReading): readonly Step[] {
  const found = sketches.map((sketch) => partsOf(sketch, reading.source))
  const ids = idsOf(found.map(({ id }) => id))
  return found.map((parts, index) => readStep(parts, `${reading.plan}/${ids[index] ?? ''}`, reading))
}

/** Written numbers stand, the later of two alike with `#2`; a step without one gets its place, or the next free number. */
function idsOf(written: readonly (string | undefined)[]): readonly string[] {
  const taken = new Set<string>()
  const counts = new Map<string, number>()
  const named = written.map((id) => {
    if (id === undefined) return undefined
    let count = counts.get(id) ?? 1
    let own = count === 1 ? id : `${id}#${count}`
    while (taken.has(own)) own = `${id}#${++count}`
    counts.set(id, count + 1)
    taken.add(own)
    return own
  })
  let next = 1
  return named.map((id, index) => {
    if (id !== undefined) return id
    let own = String(index + 1)
    for (; taken.has(own); next++) own = String(next)
    taken.add(own)
    return own
  })
}

/** A step, whichever way it is written: its parts by name, and its own text. */
interface Parts {
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

function partsOf(sketch: StepSketch, source: Source): Parts {
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

function readStep(parts: Parts, id: string, reading: StepReading): Step {
  const { source, report } = reading
  const { title, word, heading, span, element, elements, own, checked } = parts
  const form = formOf(parts, source)
  if (element !== undefined) reportUnknown(element, form, own, report)
  return {
    kind: 'step',
    id,
    word,
    title,
    heading,
    span,
    owner: undefined,
    goal: undefined,
    needs: needsOf(parts, reading),
    files: filesOf(parts, form, reading),
    criteria: criteriaOf(elements, own, source),
    blastRadius: undefined,
    status: undefined,
    verification: verificationOf(elements, own, source),
    checked,
    form,
  }
}

const structure = new Set([
  'name',
  'action',
  'files',
  'done',
  'instructions',
  'what-built',
  'decision',
  'how-to-verify',
])

function formOf({ element, elements, own }: Parts, source: Source): StepForm {
  const type = element?.attributes.find(({ name }) => name.value === 'type')?.value ?? typeIn(own)
  const parts = new Set(
    elements.filter((part) => contentOf(source, part) !== undefined).map(({ name }) => name),
  )
  const structured = elements.some(({ name }) => structure.has(name))
  return { type, parts, structured, pause: pauseOf(type, elements, source) }
}

function typeIn(own: Section): Located<string> | undefined {
  const text = fieldOf(own, waveLabels.type)?.text
  return text && located(wordsOf(text), text.span)
}

function pauseOf(
  type: Located<string> | undefined,
  elements: readonly Element[],
  source: Source,
): Pause | undefined {
  const checkpoint = /^checkpoint(?::([\w-]+))?/.exec(type?.value ?? '')
  if (checkpoint === null) return undefined
  const said = checkpoint[1] ?? ''
  const options = elements.flatMap(({ name, children }) => (name === 'options' ? children : []))
  const resume = elements.find(({ name }) => name === 'resume-signal')
  return {
    kind: said === 'decision' ? 'decide' : said === 'human-action' ? 'act' : 'verify',
    choices: options.map((option) => ({
      id: option.attributes.find(({ name }) => name.value === 'id')?.value.value ?? '',
      name: textOf(source, contentOf(source, partIn(option, 'name')))?.value ?? '',
      span: option.tag,
    })),
    resume: textOf(source, contentOf(source, resume)),
  }
}

/** `depends_on="1,2"`: other steps of the plan, by their numbers. */
function needsOf({ element, own }: Parts, { plan }: StepReading): Work['needs'] {
  const said = element?.attributes.find(({ name }) => name.value === 'depends_on')?.value
  const texts =
    said === undefined
      ? fieldsOf(own, waveLabels.needs)
          .flatMap(textsOf)
          .map((text) => located(text.plain, text.span))
      : [said]
  const [first] = texts
  if (first === undefined) return undefined
  const references = texts.flatMap(({ value, span }) =>
    [...value.matchAll(/\d+(?:\.\d+)*[a-z]?/g)].map(({ index, 0: written }): Reference => {
      const start = span.start + index
      return {
        id: `${plan}/${written}`,
        span: { ...span, start, end: start + written.length },
        by: 'name',
        soft: false,
        written,
      }
    }),
  )
  return located(references, first.span)
}

function filesOf({ elements, own }: Parts, form: StepForm, { source, report }: StepReading): Work['files'] {
  const part = elements.find(({ name }) => name === 'files')
  const content = contentOf(source, part)
  if (part !== undefined) {
    if (content === undefined) return located([], part.tag)
    return located(filesInText(source.text.slice(content.start, content.end), content, report), content)
  }
  const fields = fieldsOf(own, waveLabels.files)
  if (fields[0] !== undefined) return located(fieldFiles(fields, report), fields[0].span)
  if (form.pause !== undefined) return undefined
  const action = elements
    .filter(({ name }) => name === 'action' || name === 'instructions')
    .map(({ content: place }) => partOf(source, place))
  const files = [own, ...action].flatMap(filesInProse)
  const [first] = files
  return first && located(files, first.span)
}

function fieldFiles(fields: readonly Field[], report: Report): readonly FileChange[] {
  return fields.flatMap((field) => {
    // What stands below `**File**: x` is what to do with it.
    const { files, unclear } = readFiles(field.text === undefined ? field : { ...field, blocks: [] })
    for (const span of unclear) {
      report(fileIsUnderstood, {
        span,
        message: 'This entry names no path',
        help: 'Write the path first, in back-ticks.',
      })
    }
    return files
  })
}

/** `<acceptance_criteria>` item by item, else `<done>` as one; else labelled lists. */
function criteriaOf(elements: readonly Element[], own: Section, source: Source): Work['criteria'] {
  const listed = elements.find(({ name }) => name === 'acceptance_criteria')
  const content = contentOf(source, listed)
  if (listed !== undefined && content !== undefined)
    return located(readCriteria(fieldAt(listed, source)), content)
  const done = elements.find(({ name }) => name === 'done')
  const text = textOf(source, contentOf(source, done))
  if (text !== undefined)
    return located([{ text: text.value, span: text.span, checked: undefined, proof: undefined }], text.span)
  const fields = fieldsOf(own, waveLabels.criteria)
  return fields[0] && located(fields.flatMap(readCriteria), fields[0].span)
}

/** An element as a labelled field, its text read as Markdown. */
export function fieldAt({ name, tag, content, span }: Element, source: Source): Field {
  const { blocks } = partOf(source, content)
  return { key: name, label: located(name, tag), text: undefined, blocks, span }
}

const verifying = ['verify', 'how-to-verify', 'verification']

function verificationOf(elements: readonly Element[], own: Section, source: Source): Work['verification'] {
  for (const name of verifying) {
    const part = elements.find((one) => one.name === name)
    const content = contentOf(source, part)
    if (part !== undefined && content !== undefined)
      return located<Verification>({ commands: commandsIn(part, source) }, content)
  }
  const field = fieldOf(own, waveLabels.verification)
  if (field === undefined) return undefined
  return located<Verification>(
    {
      commands: textsOf(field).flatMap(({ codes }) =>
        codes.map(({ value }) => value).filter(looksLikeCommand),
      ),
    },
    field.span,
  )
}

/** `<automated>` line by line; else code that is a command. */
export function commandsIn(element: Element, source: Source): readonly string[] {
  const automated = element.children.filter(({ name }) => name === 'automated')
  if (automated.length > 0) {
    return automated.flatMap(({ content }) =>
      source.text
        .slice(content.start, content.end)
        .split('\n')
        .map((line) => line.trim().replace(/^`([^`]*)`$/, '$1'))
        .filter((line) => line !== '' && !/^(?:```|~~~|#|MISSING\b)/.test(line)),
    )
  }
  const text = source.text.slice(element.content.start, element.content.end)
  return [...text.matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code.trim()).filter(looksLikeCommand)
}

function textOf({ text }: Source, span: SourceSpan | undefined): Located<string> | undefined {
  if (span === undefined) return undefined
  const words = text.slice(span.start, span.end).replace(/\*\*/g, '').replace(/\s+/g, ' ').trim()
  return located(words, span)
}

/** Attributes and parts that have no meaning here are named; their text stays part of the task. */
function reportUnknown(element: Element, { structured }: StepForm, own: Section, report: Report): void {
  for (const { name } of element.attributes) {
    if (taskAttributes.includes(name.value)) continue
    const meant = closest(name.value, taskAttributes)
    report(keyIsKnown, {
      span: name.span,
      message: `\`${name.value}\` is no attribute of a task that is known${meant === undefined ? '' : `: \`${meant}\` is meant, perhaps`}`,
      help: 'It is kept as part of the text, and has no effect.',
    })
  }
  if (!structured) return
  for (const text of own.blocks.flatMap((block) => (block.kind === 'paragraph' ? [block.text] : []))) {
    const match = /^<([a-z][\w-]*)>/i.exec(text.plain)
    const name = match?.[1]
    if (match === null || name === undefined) continue
    const meant = closest(name, partNames)
    report(keyIsKnown, {
      span: { ...text.span, end: text.span.start + match[0].length },
      message: `\`<${name}>\` is no part of a task that is known${meant === undefined ? '' : `: \`<${meant}>\` is meant, perhaps`}`,
      help: 'It is kept as part of the text, and has no effect.',
    })
  }
}
