import type { Task } from '../../plan/plan.ts'
import type { Evidence, Saying, TaskRecord } from '../../plan/task-directory.ts'
import { type Located, located, type SourceSpan } from '../../source/span.ts'
import { fieldOf, textsOf } from '../lookup.ts'
import type { Section } from '../section.ts'
import { trimmed, wordsOf } from '../text.ts'
import { pointersIn } from './pointers.ts'
import { description, model, patterns, productContext, research, successCriteria } from './profile.ts'
import { countOf } from './tasks.ts'

export interface Known {
  readonly task: Task
  /** Where its fields stand. */
  readonly section: Section | undefined
  readonly place: TaskRecord['place']
  readonly embedded: SourceSpan | undefined
  readonly openEntry: SourceSpan | undefined
  readonly sayings: readonly Saying[]
  readonly approach: Evidence | undefined
  readonly result: Evidence | undefined
  readonly repeats: TaskRecord['repeats']
  readonly refused: TaskRecord['refused']
}

/** All that is known of a task besides the task itself. */
export function recordOf({
  task,
  section,
  place,
  embedded,
  openEntry,
  sayings,
  approach,
  result,
  repeats,
  refused,
}: Known): TaskRecord {
  const pointers = (keys: ReadonlySet<string>) => section && pointersIn(section, keys)
  const count = section === undefined ? 0 : countOf(section, successCriteria, task)
  return {
    id: task.id,
    place,
    embedded,
    description: section && fieldOf(section, description)?.label.span,
    openEntry,
    productContext: pointers(productContext),
    patterns: pointers(patterns),
    research: pointers(research),
    model: section && wordIn(section, model),
    type: section && wordIn(section, new Set(['type', 'task type'])),
    successCriteria: count === 0 ? undefined : count,
    sayings: sayings.some(({ title, needs }) => title ?? needs) ? sayings : undefined,
    approach,
    result,
    repeats,
    refused,
  }
}

function wordIn(section: Section, keys: ReadonlySet<string>): Located<string> | undefined {
  const field = fieldOf(section, keys)
  const text = field && textsOf(field)[0]
  const words = text && trimmed(text)
  return words && located(wordsOf(words), words.span)
}
