import type { Finding, Severity } from '../diagnostics/diagnostic.ts'
import type { Plan, Task } from '../plan/plan.ts'
import type { SourceSpan } from '../source/span.ts'
import { counted, nameOf } from './naming.ts'
import type { RuleInput } from './rule.ts'

/** A part that a task should have. */
export interface Part {
  isMissing(task: Task): boolean
  /** What is so of one task: `has no owner`. */
  readonly one: string
  /** What is so of none: `has an owner`. */
  readonly none: string
  help(task: Task | undefined): string
  /** Where a task weighs more or less than usual; `undefined` for the plan as a whole. */
  severity?(task: Task | undefined): Severity | undefined
}

/**
 * Says for each task that the part is missing. Where no task has it, the plan does without it as a whole, and that
 * is said once: a validator that repeats itself is switched off.
 */
export function* missing({ plan, tasks }: RuleInput, part: Part): Generator<Finding> {
  const without = tasks.filter((task) => part.isMissing(task))
  if (without.length === tasks.length && tasks.length > 1) {
    const message = `None of the ${counted(tasks.length, wordOf(tasks))} ${part.none}`
    yield { span: placeOf(plan), message, help: part.help(undefined), ...weight(part, undefined) }
    return
  }
  for (const task of without) {
    yield {
      span: task.heading,
      message: `${nameOf(task)} ${part.one}`,
      help: part.help(task),
      ...weight(part, task),
    }
  }
}

/** Where a finding about the plan as a whole points. */
export function placeOf({ title, span }: Plan): SourceSpan {
  return title?.span ?? span
}

/** What the author calls the tasks, if all are called the same. */
export function wordOf(tasks: readonly Task[]): string {
  const words = new Set(tasks.map(({ word }) => word.toLowerCase()))
  const [word = 'task'] = words
  return words.size === 1 && /^[a-z]+$/.test(word) ? word : 'task'
}

function weight({ severity }: Part, task: Task | undefined): Pick<Finding, 'severity'> {
  const own = severity?.(task)
  return own === undefined ? {} : { severity: own }
}
