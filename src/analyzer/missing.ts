import type { Finding, Severity } from '../diagnostics/diagnostic.ts'
import type { Plan, Task } from '../plan/plan.ts'
import { counted } from '../source/counted.ts'
import type { SourceSpan } from '../source/span.ts'
import type { FieldName } from './fixes/field-like.ts'
import { isLeftOpen, placeholderFor } from './fixes/placeholder.ts'
import { nameOf } from './naming.ts'
import type { RuleInput } from './rule.ts'

/** A part that a task should have. */
export interface Part {
  isMissing(task: Task): boolean
  /** Where it stands: there a blank can be left, and a blank is no such part. */
  readonly field: FieldName
  /** What is so of a task without it: `has no owner`. */
  readonly lacks: string
  /** What is so of a task with it: `has an owner`. */
  readonly has: string
  /** And of several: `have an owner`. */
  readonly have: string
  /** The next move; for the plan as a whole where no task is given. */
  help(task: Task | undefined): string
  /** Where it weighs more or less than usual; for the plan as a whole where no task is given. */
  severity?(task: Task | undefined): Severity | undefined
  /** Where none of several tasks has it: a plan that does without is no slip. */
  readonly absent?: Severity
}

/** From here on tasks without a part are named together, if most are without. */
const many = 4

/**
 * Says for each task that the part is missing. Where none or hardly any task has it, the plan does without it as a
 * whole, and that is said once: a validator that repeats itself is switched off.
 */
export function* missing(input: RuleInput, part: Part): Generator<Finding> {
  const { tasks } = input
  const without = tasks.filter((task) => part.isMissing(task) || isLeftOpen(input, task, part.field))
  if (without.length === tasks.length || (without.length >= many && 2 * without.length > tasks.length)) {
    if (without.length > 0) yield { ...onceFor(input, without, part), ...blanksFor(input, without, part) }
    return
  }
  for (const task of without) {
    const message = `${nameOf(task)} ${part.lacks}`
    const help = part.help(task)
    const blank = blanksFor(input, [task], part)
    yield { span: task.heading, message, help, ...blank, ...weight(part.severity?.(task)) }
  }
}

function blanksFor(input: RuleInput, without: readonly Task[], { field }: Part): Pick<Finding, 'fix'> {
  const fix = placeholderFor(input, without, field)
  return fix === undefined ? {} : { fix }
}

function onceFor({ plan, tasks, isStrict }: RuleInput, without: readonly Task[], part: Part): Finding {
  const [only] = tasks
  if (only !== undefined && tasks.length === 1) {
    return {
      span: only.heading,
      message: `${nameOf(only)} ${part.lacks}`,
      help: part.help(only),
      ...weight(part.severity?.(undefined)),
    }
  }
  const all = `of the ${counted(tasks.length, wordOf(tasks))}`
  const having = tasks.length - without.length
  const severity = (having === 0 && !isStrict ? part.absent : undefined) ?? part.severity?.(undefined)
  const related = without
    .slice(0, 20)
    .map((task) => ({ span: task.heading, message: `${nameOf(task)} ${part.lacks}` }))
  return {
    span: placeOf(plan),
    message:
      having === 0
        ? `None ${all} ${part.has}`
        : `Only ${having} ${all} ${having === 1 ? part.has : part.have}`,
    ...(having > 0 && { related }),
    help: part.help(undefined),
    ...weight(severity),
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

function weight(severity: Severity | undefined): Pick<Finding, 'severity'> {
  return severity === undefined ? {} : { severity }
}
