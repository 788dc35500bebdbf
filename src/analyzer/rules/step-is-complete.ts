import type { Finding } from '../../diagnostics/diagnostic.ts'
import type { StepForm } from '../../plan/contract.ts'
import type { Step, Task } from '../../plan/plan.ts'
import { listed, nameOf } from '../naming.ts'
import type { Rule } from '../rule.ts'

export const stepIsComplete: Rule = {
  code: 'PC121',
  name: 'step-is-complete',
  severity: 'warning',
  checklist: false,
  summary: 'A task of a plan has the parts that its type needs.',
  *check({ tasks }) {
    for (const task of tasks) {
      const steps = task.steps.filter(({ form }) => form?.structured)
      const work = steps.filter(({ form }) => form?.pause === undefined)
      const style = { done: work.some(saysDone), looks: work.some(saysUseful) }
      if (work.length > 1 && !style.done) yield noneIsDone(task, work.length)
      for (const step of steps) {
        if (step.form !== undefined) yield* judge(step, step.form, work.length > 1 ? style : everyPart)
      }
    }
  },
}

/** Which parts the tasks of the plan have at all: what none of them has is told once, or is left alone. */
interface Style {
  readonly done: boolean
  readonly looks: boolean
}

const everyPart: Style = { done: true, looks: true }

function saysDone({ form }: Step): boolean {
  return form?.parts.has('done') === true || form?.parts.has('acceptance_criteria') === true
}

function saysUseful({ form }: Step): boolean {
  return work.useful.some((names) => names.some((name) => form?.parts.has(name)))
}

function noneIsDone(task: Task, count: number): Finding {
  return {
    span: task.heading,
    message: `None of the ${count} tasks of ${nameOf(task)} says when it is done`,
    help: 'Give each a `<done>`.',
    ...((task.criteria?.value ?? []).length > 0 && { severity: 'info' as const }),
  }
}

/** Each may be written in one of several ways; the first is how the templates have it. */
interface Wanted {
  readonly parts: readonly (readonly string[])[]
  /** What is good to have, and has a default. */
  readonly useful: readonly (readonly string[])[]
}

const work: Wanted = {
  parts: [['action', 'instructions', 'behavior', 'implementation']],
  useful: [['verify', 'verification'], ['files']],
}
const pauses: Readonly<Record<'verify' | 'decide' | 'act', Wanted>> = {
  verify: {
    parts: [
      ['what-built', 'name'],
      ['how-to-verify', 'verify', 'action'],
    ],
    useful: [['resume-signal']],
  },
  decide: { parts: [['decision', 'name'], ['options']], useful: [['context'], ['resume-signal']] },
  act: {
    parts: [['action', 'instructions']],
    useful: [['verification', 'verify', 'done'], ['resume-signal']],
  },
}

function* judge(step: Step, { parts, pause }: StepForm, style: Style): Generator<Finding> {
  const wanted = pause === undefined ? work : pauses[pause.kind]
  const missing = wanted.parts.filter((names) => !names.some((name) => parts.has(name)))
  if (missing.length > 0) {
    yield {
      span: step.heading,
      message: `${nameOf(step)} has no ${tags(missing)}`,
      help: 'Add it, so that the agent knows what to do.',
    }
  }
  if (pause === undefined && style.done && !parts.has('done') && !parts.has('acceptance_criteria')) {
    yield {
      span: step.heading,
      severity: 'error',
      message: `${nameOf(step)} has neither \`<done>\` nor \`<acceptance_criteria>\``,
      help: 'Say in `<done>` what is so when it is done.',
    }
  }
  const useful = wanted.useful.filter((names) => !names.some((name) => parts.has(name)))
  if (useful.length > 0 && (pause !== undefined || style.looks)) {
    yield {
      span: step.heading,
      severity: 'info',
      message: `${nameOf(step)} has no ${tags(useful)}`,
      help: 'Add it, as the templates do.',
    }
  }
  if (pause?.kind === 'decide' && parts.has('options') && pause.choices.length < 2) {
    yield {
      span: step.heading,
      message: `${nameOf(step)} leaves ${pause.choices.length === 0 ? 'nothing' : 'one way'} to decide on`,
      help: 'Give at least two `<option id="…">`, or decide.',
    }
  }
}

function tags(missing: readonly (readonly string[])[]): string {
  return listed(missing.map(([name = '']) => `\`<${name}>\``))
}
