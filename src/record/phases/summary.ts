import type { MarkdownDocument } from '../../parser/dialect.ts'
import type { Section } from '../../parser/section.ts'
import type { Task } from '../../plan/plan.ts'
import { tasksOf } from '../../plan/walk.ts'
import { day, duration } from '../dates.ts'
import type { Desk } from '../desk.ts'
import { markdown } from '../inert.ts'
import { isProven, lastEnd, type Result } from '../results.ts'

/** `## Implementation Summary`; nothing where somebody has written one. */
export function summaryOf({ plan, run }: Desk, { outline }: MarkdownDocument): readonly string[] {
  if (hasSection(outline, /^\W*implementation summary\W*$/i)) return []
  const tasks = tasksOf(plan)
  const end = lastEnd(
    tasks.map(({ id }) => id),
    run,
  )
  const lines = [
    '## Implementation Summary',
    '',
    ...(end === undefined ? [] : [`**Completed:** ${day(end)}`]),
    `**Total Duration:** ${duration(run.seconds)}`,
    '',
    '**Phases Completed:**',
    '',
    ...tasks.map((task) => `- ${nameOf(task)} - Complete${remarkOn(run.results.get(task.id))}`),
  ]
  return [lines.join('\n')]
}

function nameOf({ word, id, title }: Task): string {
  const name = markdown(title.value)
  return `${word} ${markdown(id)}${name === '' ? '' : `: ${name}`}`
}

function remarkOn(result: Result | undefined): string {
  return result === undefined || isProven(result)
    ? ''
    : ' (by the word of its agent: nothing was declared to be proven)'
}

export function hasSection({ heading, children }: Section, name: RegExp): boolean {
  return name.test(heading?.plain ?? '') || children.some((child) => hasSection(child, name))
}
