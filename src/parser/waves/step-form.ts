import type { Pause, StepForm } from '../../plan/contract.ts'
import { type Located, located } from '../../source/span.ts'
import { fieldOf } from '../lookup.ts'
import type { Source } from '../place.ts'
import type { Section } from '../section.ts'
import type { Element } from '../tags/tags.ts'
import { wordsOf } from '../text.ts'
import { contentOf, partIn } from './grammar.ts'
import { waveLabels } from './labels.ts'
import { type Parts, textOf } from './step-parts.ts'

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

export function formOf({ element, elements, own }: Parts, source: Source): StepForm {
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
