import type { Report } from '../../diagnostics/diagnostic.ts'
import type { Text } from '../section.ts'
import type { LadderHeading, Word } from './heading.ts'
import {
  agentIsUnderstood,
  headingHasColon,
  noPlaceholder,
  numbersAreInOrder,
  numbersArePadded,
  unitIsInPlace,
} from './problems.ts'
import type { Form, StageSketch } from './sketch.ts'
import { shortened } from './words.ts'

/** The level at which each heading stands in each form. */
const levels: Readonly<Record<Form, Readonly<Record<Word, number>>>> = {
  plan: { Stage: 3, Batch: 5, Thread: 6 },
  stage: { Stage: 1, Batch: 3, Thread: 4 },
  tasks: { Stage: 2, Batch: 3, Thread: 4 },
}

/** What is wrong with one heading by itself. */
export function checkHeading(heading: LadderHeading, level: number, form: Form, report: Report): void {
  const { word, number, title, separator, span } = heading
  const right = levels[form][word]
  if (level !== right) {
    report(unitIsInPlace, {
      span,
      message: `${word} ${number} is headed at level ${level}, where \`work\` does not see it`,
      help: `Head it with \`${'#'.repeat(right)}\`.`,
    })
  }
  if (separator !== ':') {
    report(headingHasColon, {
      span,
      message: `No colon stands behind “${word} ${number}”, so \`work\` drops it and all below it`,
      help: `Write \`${'#'.repeat(right)} ${word} ${number}: ${title.value || 'Name'}\`.`,
    })
  }
  if (title.value === '') {
    report(noPlaceholder, {
      span,
      message: `${word} ${number} has no name`,
      help: 'Write its name behind the colon.',
    })
  }
  checkAgent(heading, report)
}

function checkAgent({ word, title, agent }: LadderHeading, report: Report): void {
  if (agent !== undefined && word !== 'Thread') {
    report(agentIsUnderstood, {
      span: agent.span,
      message: `An agent is assigned to a ${word.toLowerCase()}, but only threads have one`,
      help: 'Write `@agent:name` at the end of each thread’s heading.',
    })
  }
  if (!title.value.includes('@')) return
  const said = /@agent:?/i.exec(title.value)
  report(agentIsUnderstood, {
    span: title.span,
    message:
      said === null
        ? `The name “${shortened(title.value)}” holds an \`@\`: in TASKS.md \`work\` drops such a thread`
        : `No agent can be read from “${shortened(title.value)}”`,
    help:
      said === null
        ? 'Name it without the `@`.'
        : 'Write `@agent:name` as the last word of the heading; a name holds letters, digits, `-` and `_`.',
    ...(said === null && { severity: 'info' as const }),
  })
}

/** Completes "Thread 02 stands …". */
export function reportPlace({ word, number, span }: LadderHeading, where: string, report: Report): void {
  report(unitIsInPlace, {
    span,
    message: `${word} ${number} stands ${where}`,
    help: 'Batches stand in a stage, threads in a batch: `Stage`, `Batch` and `Thread` one below the other.',
  })
}

export function reportHome({ span, plain }: Text, word: string, report: Report): void {
  report(unitIsInPlace, {
    span,
    message: `\`work\` finds nothing below “${shortened(plain.trim())}”: only \`## ${word}\` holds them`,
    help: `Write \`## ${word}\` and nothing else.`,
  })
}

/** Stages of the plan, batches of each stage and threads of each batch ascend. */
export function reportOrder(stages: readonly StageSketch[], report: Report): void {
  ascend(
    stages.flatMap(({ heading }) => (heading === undefined ? [] : [heading])),
    report,
  )
  for (const { body } of stages) {
    const batches = body.filter((one) => one.kind === 'batch')
    ascend(
      batches.map(({ heading }) => heading),
      report,
    )
    for (const { threads } of batches) {
      ascend(
        threads.map(({ heading }) => heading),
        report,
      )
    }
  }
}

/** The same number twice is a repeated id, which is found elsewhere. */
function ascend(headings: readonly LadderHeading[], report: Report): void {
  for (const [index, heading] of headings.entries()) {
    const before = headings[index - 1]
    if (before === undefined || Number(before.number) <= Number(heading.number)) continue
    report(numbersAreInOrder, {
      span: heading.span,
      message: `${heading.word} ${heading.number} stands behind ${before.word.toLowerCase()} ${before.number}`,
      help: 'Order is by number for some commands of `work` and by place for others: let them agree.',
      related: [{ span: before.span, message: `${before.word} ${before.number} stands here` }],
    })
  }
}

/** Said once: a plan is written in one way or the other. */
export function reportPadding(headings: readonly LadderHeading[], report: Report): void {
  const short = headings.filter(({ number }) => number.length < 2)
  const [first] = short
  if (first === undefined) return
  report(numbersArePadded, {
    span: first.span,
    message: `${short.length} of ${headings.length} numbers have one digit; their ids here have two, as in \`${first.id}\``,
    help: `Write \`${first.word} ${first.id}\`.`,
  })
}
