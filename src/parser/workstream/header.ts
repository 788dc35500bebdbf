import type { Report } from '../../diagnostics/diagnostic.ts'
import type { Passage, Plan, PlanStatus } from '../../plan/plan.ts'
import { located } from '../../source/span.ts'
import type { MarkdownDocument } from '../dialect.ts'
import type { Section } from '../section.ts'
import { wordsOf } from '../text.ts'
import { chaptersOf, isNamed, saysSomething, topOf } from './chapters.ts'
import { readLadderHeading } from './heading.ts'
import { noPlaceholder } from './problems.ts'
import type { Approvals } from './registry.ts'
import type { Form } from './sketch.ts'
import type { Stream } from './stream.ts'

/** The title as written, `Plan: ` included; in the per-stage form the stream's README has it. */
export function titleOf({ entry, readme }: Stream, form: Form, report: Report): Plan['title'] {
  const own = headingOf(entry)
  const heading = form === 'stage' ? (headingOf(readme) ?? own) : own
  const word = { plan: 'Plan', tasks: 'Tasks', stage: 'Stage' }[form]
  if (own === undefined || !new RegExp(`^\\s*${word}\\b`, 'i').test(own.plain)) {
    report(noPlaceholder, {
      span: topOf(entry),
      message: `The file is not headed \`# ${titles[form]}\`, so \`work\` reads nothing of it`,
      help: `Begin it with \`# ${titles[form]}\`.`,
      severity: 'error',
    })
  }
  return heading && located(wordsOf(heading), heading.span)
}

const titles: Readonly<Record<Form, string>> = {
  plan: 'Plan: Name',
  tasks: 'Tasks: name',
  stage: 'Stage 01 Name Plan',
}

function headingOf(document: MarkdownDocument | undefined) {
  return document?.outline.children.find(({ level }) => level === 1)?.heading
}

/** `work` refuses a plan without a summary. */
export function checkSummary({ entry }: Stream, form: Form, report: Report): void {
  if (form !== 'plan') return
  const summary = chaptersOf(entry.outline).find((one) => isNamed(one, 'Summary'))
  if (summary !== undefined && saysSomething(summary)) return
  report(noPlaceholder, {
    span: summary?.heading?.span ?? topOf(entry),
    message: summary === undefined ? 'The plan has no `## Summary`' : 'The plan’s `## Summary` is empty',
    help: 'Say in a few sentences what the workstream is to reach.',
  })
}

/** What the index says of the stream; an approved plan is ready. */
export function statusOf(approvals: Approvals | undefined): Plan['status'] {
  const said = approvals?.status ?? approvals?.plan
  if (said === undefined) return undefined
  const value = Object.hasOwn(statuses, said.value) ? statuses[said.value] : undefined
  if (value === 'draft' && approvals?.plan?.value === 'approved') return located('ready', said.span)
  return located(value ?? 'unknown', said.span)
}

const statuses: Readonly<Record<string, PlanStatus>> = {
  pending: 'draft',
  draft: 'draft',
  revoked: 'draft',
  approved: 'ready',
  in_progress: 'in_progress',
  completed: 'implemented',
}

/** Chapters about the whole: everything but the stages; in the per-stage form README and requirements. */
export function contextOf({ entry, readme, requirements }: Stream, form: Form): readonly Passage[] {
  const pages =
    form === 'stage' ? [...(readme ? [readme] : []), ...requirements] : form === 'plan' ? [entry] : []
  return pages.flatMap(({ outline, source }) =>
    chaptersOf(outline)
      .filter((chapter) => !holdsUnits(chapter, source.text) && saysSomething(chapter))
      .flatMap(({ heading, span }) => (heading === undefined ? [] : [{ title: wordsOf(heading), span }])),
  )
}

function holdsUnits({ heading }: Section, source: string): boolean {
  if (heading === undefined) return false
  return /^\s*(?:stages|batches)\b/i.test(heading.plain) || readLadderHeading(heading, source) !== undefined
}
