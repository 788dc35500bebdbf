import type { Step, Task } from '../../plan/plan.ts'
import { type Located, located, type SourceSpan } from '../../source/span.ts'
import { fieldsOf, firstParagraph, textsOf } from '../lookup.ts'
import type { Section } from '../section.ts'
import { slice, trimmed, wordsOf } from '../text.ts'
import { type Names, readReferences } from '../values/references.ts'
import { type Reading, readTask, readWork, type Unit } from '../work.ts'
import type { Candidate } from './candidates.ts'
import { filesInParagraphs, ownFiles, withoutIntroduction } from './files.ts'
import { type Hint, hintIn } from './hints.ts'
import { withoutOtherPlans } from './other-plans.ts'
import { labels } from './profile.ts'

/** What a task's own text says, in the README or in its own file. */
export interface Told {
  readonly task: Task
  readonly hint: Hint
  readonly openEntry: SourceSpan | undefined
}

/** Reads the fields of a task; `id` is its id in the plan. */
export function tellTask(
  id: string,
  candidate: Pick<Candidate, 'heading' | 'headingSpan' | 'section' | 'children'>,
  reading: Reading,
): Told {
  const { heading, headingSpan } = candidate
  const section = prepared(candidate.section)
  const inParagraphs = filesInParagraphs(section)
  const unit: Unit = {
    id,
    heading,
    headingSpan,
    section: inParagraphs === undefined ? section : without(section, labels.files),
  }
  const steps = candidate.children.map((step) => tellStep(`${id}/${step.heading.id}`, step, reading))
  const hint = hintIn(section, reading.names)
  const task = readTask(unit, distinctIds(steps), reading)
  const { files, openEntry } =
    inParagraphs === undefined
      ? ownFiles(task.files, section, reading.report)
      : { files: inParagraphs, openEntry: undefined }
  return {
    hint,
    openEntry,
    task: {
      ...task,
      needs: saysNothing(section, reading.names) ? undefined : task.needs,
      files,
      goal: task.goal ?? opening(section),
      parallel: task.parallel ?? hint.parallel,
    },
  }
}

/** The dependencies are written, and nobody can tell which: that is not "none". */
function saysNothing(section: Section, names: Names): boolean {
  const texts = fieldsOf(section, labels.needs).flatMap(textsOf)
  return texts.length > 0 && texts.every((text) => readReferences(text, names, '').unclear)
}

/** What every reader of a task's fields should not stumble over. */
function prepared(section: Section): Section {
  const { fields, ...rest } = withoutIntroduction(section)
  return {
    ...rest,
    fields: fields.map((field) =>
      labels.needs.has(field.key) && field.text !== undefined
        ? { ...field, text: withoutOtherPlans(field.text) }
        : field,
    ),
  }
}

function without(section: Section, keys: ReadonlySet<string>): Section {
  return { ...section, fields: section.fields.filter(({ key }) => !keys.has(key)) }
}

/** The paragraph between the heading and the first label describes the task. */
function opening(section: Section): Located<string> | undefined {
  const first = section.fields[0]?.span.start ?? Number.POSITIVE_INFINITY
  const text = firstParagraph(section.blocks.filter(({ span }) => span.end < first))
  const words = text && trimmed(slice(text, text.span.start, text.span.end))
  return words && located(wordsOf(words), words.span)
}

function tellStep(id: string, { heading, headingSpan, section }: Candidate, reading: Reading): Step {
  return {
    ...readWork({ id, heading, headingSpan, section: prepared(section) }, reading),
    kind: 'step',
    checked: undefined,
  }
}

function distinctIds(steps: readonly Step[]): readonly Step[] {
  const taken = new Map<string, number>()
  return steps.map((step) => {
    const count = (taken.get(step.id) ?? 0) + 1
    taken.set(step.id, count)
    return count === 1 ? step : { ...step, id: `${step.id}#${count}` }
  })
}

/** How many of the criteria are of success: those of regressions are written below a label of their own. */
export function countOf(section: Section, keys: ReadonlySet<string>, task: Task): number {
  const spans = fieldsOf(section, keys).map(({ span }) => span)
  return (task.criteria?.value ?? []).filter(({ span }) =>
    spans.some(({ path, start, end }) => path === span.path && span.start >= start && span.end <= end),
  ).length
}
