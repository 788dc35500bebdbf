import type { Report } from '../../diagnostics/diagnostic.ts'
import type { Group, Question } from '../../plan/plan.ts'
import { type Located, located } from '../../source/span.ts'
import { itemsOf } from '../lookup.ts'
import type { Field, Section } from '../section.ts'
import { distinct } from '../values/files.ts'
import { normalPath } from '../values/paths.ts'
import { type Entry, listsIn } from './entries.ts'
import { changeOf } from './files.ts'
import { readLadderHeading } from './heading.ts'
import { noPlaceholder } from './problems.ts'
import { proseOf } from './prose.ts'
import { readQuestions } from './questions.ts'
import type { Form, StageSketch } from './sketch.ts'
import { leadingIn, tokensIn, writtenIn } from './written-files.ts'

/** What a stage says besides its batches. */
export interface StageFacts {
  readonly goal: Located<string> | undefined
  readonly files: Group['files']
  readonly inputs: Group['inputs']
  readonly questions: readonly Question[]
}

/** Reads `Definition`, `Constitution` and `Questions`; a title that holds the word is enough, as for `work`. */
export function readStage(
  { heading, section, id }: StageSketch,
  form: Form,
  source: string,
  report: Report,
): StageFacts {
  const areas = section.children.filter((child) => !isUnit(child, source))
  const definition = areas.find((area) =>
    isArea(area, form === 'stage' ? /summary|definition/i : /definition/i),
  )
  const constitution = constitutionOf(section, source)
  const questions = areas.filter((area) => isArea(area, /questions/i))
  const goal = definition && proseOf(definition.blocks)
  if (form !== 'tasks' && heading !== undefined && goal === undefined) {
    report(noPlaceholder, {
      span: definition?.heading?.span ?? heading.span,
      message: `Stage ${id} does not say what it is: its ${form === 'stage' ? 'summary' : 'definition'} is empty`,
      help:
        form === 'stage'
          ? 'Say below `## Summary` what the stage is to reach.'
          : 'Say below `#### Stage Definition` what the stage is to reach.',
    })
  }
  return {
    goal,
    files: constitution && outputsOf(constitution),
    inputs: constitution && inputsOf(constitution),
    questions: questions.flatMap(({ blocks }) => readQuestions(blocks, report)),
  }
}

/** What goes in and comes out of the stage, and how it is built up. */
export function constitutionOf({ children }: Section, source: string): Section | undefined {
  return children.find((child) => !isUnit(child, source) && isArea(child, /constitution/i))
}

function isUnit({ heading }: Section, source: string): boolean {
  return heading !== undefined && readLadderHeading(heading, source) !== undefined
}

function isArea({ heading }: Section, name: RegExp): boolean {
  return heading !== undefined && name.test(heading.plain)
}

/** `**Outputs:**` with a list: each item is about the path that it begins with, or changes the path that it names. */
function outputsOf(constitution: Section): Group['files'] {
  const field = constitution.fields.find(({ key }) => key === 'outputs' || key === 'output')
  if (field === undefined) return undefined
  const files = filesOfOutputs(field)
  const start = files[0]?.span
  return start && located(files, { ...start, end: files.at(-1)?.span.end ?? start.end })
}

/** `**Inputs:**`: whatever path an item names, it is there already. */
function inputsOf(constitution: Section): Group['inputs'] {
  const field = constitution.fields.find(({ key }) => key === 'inputs' || key === 'input')
  if (field === undefined) return undefined
  const items = itemsOf(field).flatMap(({ text }) => (text === undefined ? [] : [text]))
  const paths = items
    .flatMap(tokensIn)
    .filter(({ certain, path }) => certain && /\/|\.\w+$/.test(path.value))
    .map(({ path }) => located(normalPath(path.value), path.span))
  const start = paths[0]?.span
  return start && located(paths, { ...start, end: paths.at(-1)?.span.end ?? start.end })
}

function filesOfOutputs(field: Field) {
  const items = itemsOf(field)
  const entries: readonly Entry[] = items.flatMap((item) =>
    item.text === undefined ? [] : [{ text: item.text, below: listsIn(item.blocks), item }],
  )
  const named = entries.flatMap((entry) => {
    const written = writtenIn(entry).filter(({ certain }) => certain)
    return written.length > 0 ? written : leadingIn(entry.text)
  })
  return distinct(named.map(changeOf))
}
