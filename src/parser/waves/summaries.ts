import type { Task, WorkStatus } from '../../plan/plan.ts'
import { startOf } from '../../source/source-file.ts'
import { located } from '../../source/span.ts'
import type { MarkdownDocument } from '../dialect.ts'
import { workStatus } from '../values/status.ts'
import { textIn, valueAt } from '../values.ts'
import { sectionsOf } from './sketch.ts'

/** The name of a summary's file without `-SUMMARY.md`; `undefined` for other files. */
export function summaryStem(path: string): { readonly folder: string; readonly stem: string } | undefined {
  const match = /^(?<folder>(?:.*\/)?)(?:(?<stem>[^/]+)-)?SUMMARY\.md$/i.exec(path)
  if (match === null) return undefined
  return { folder: match.groups?.['folder'] ?? '', stem: match.groups?.['stem'] ?? '' }
}

/** A summary means that the plan was carried out, unless it says otherwise. */
export function statusOf({ source, outline }: MarkdownDocument): NonNullable<Task['status']> {
  const said = textIn(valueAt(outline.frontmatter, 'status'))
  const status = said && toldBy(said.value)
  if (said !== undefined && status !== undefined) return located(status, said.span)
  const check = sectionsOf(outline).find(({ heading }) =>
    /^\W*self-check\W+failed\b/i.test(heading?.plain ?? ''),
  )
  if (check?.heading !== undefined) return located('failed', check.heading.span)
  return located('completed', startOf(source))
}

/** `halted` stops those who wait for it, as `blocked` does; a plan that is superseded is not run. */
export function toldBy(word: string): WorkStatus | undefined {
  return /\bhalted\b/i.test(word) ? 'blocked' : workStatus(word)
}
