import type { Report } from '../../diagnostics/diagnostic.ts'
import type { StepForm } from '../../plan/contract.ts'
import type { FileChange, Reference, Work } from '../../plan/plan.ts'
import { located } from '../../source/span.ts'
import { fieldOf, fieldsOf, textsOf } from '../lookup.ts'
import { partOf } from '../part.ts'
import type { Source } from '../place.ts'
import { fileIsUnderstood } from '../problems.ts'
import type { Field, Section } from '../section.ts'
import type { Element } from '../tags/tags.ts'
import { readCriteria } from '../values/criteria.ts'
import { readFiles } from '../values/files.ts'
import { contentOf } from './grammar.ts'
import { filesInProse } from './inferred-files.ts'
import { waveLabels } from './labels.ts'
import { filesInText } from './path-list.ts'
import { type Parts, type StepReading, textOf } from './step-parts.ts'
import { verificationIn, verificationInProse } from './verification.ts'

/** `depends_on="1,2"`: other steps of the plan, by their numbers. */
export function needsOf({ element, own }: Parts, { plan }: StepReading): Work['needs'] {
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

export function filesOf(
  { elements, own }: Parts,
  form: StepForm,
  { source, report }: StepReading,
): Work['files'] {
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
export function criteriaOf(elements: readonly Element[], own: Section, source: Source): Work['criteria'] {
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

export function verificationOf(
  elements: readonly Element[],
  own: Section,
  source: Source,
): Work['verification'] {
  for (const name of verifying) {
    const part = elements.find((one) => one.name === name)
    const content = contentOf(source, part)
    if (part !== undefined && content !== undefined) return located(verificationIn(part, source), content)
  }
  const field = fieldOf(own, waveLabels.verification)
  if (field === undefined) return undefined
  const text = textsOf(field)
    .map(({ span }) => source.text.slice(span.start, span.end))
    .join('\n\n')
  return located(verificationInProse(text), field.span)
}
