import type { Report } from '../../diagnostics/diagnostic.ts'
import { sha256 } from '../../source/sha256.ts'
import { located } from '../../source/span.ts'
import type { MarkdownDocument } from '../dialect.ts'
import { topOf } from './chapters.ts'
import { approvalIsCurrent } from './problems.ts'
import { type Approvals, readApprovals } from './registry.ts'
import type { Form } from './sketch.ts'
import type { Stream } from './stream.ts'

/** What was approved of the stream called `name`; an approval of another text than there is now counts as revoked. */
export function approvalsOf(
  { index, entry, counterpart }: Stream,
  form: Form,
  name: string,
  report: Report,
): Approvals | undefined {
  const said = index && readApprovals(index, name)
  const plan = { plan: entry, tasks: counterpart, stage: undefined }[form]
  if (said?.hash === undefined || plan === undefined) return said
  const over = said.status?.value === 'completed' || said.plan?.value !== 'approved'
  if (over || isHashOf(said.hash.value, plan)) return said
  report(approvalIsCurrent, {
    span: said.hash.span,
    message: 'The plan was changed after it was approved',
    help: 'Read what changed and approve it again: `work approve plan`.',
    related: [{ span: topOf(plan), message: 'the plan as it is now' }],
  })
  return { ...said, plan: located('revoked', said.hash.span) }
}

/** Of the file with or without a byte order mark. */
function isHashOf(hash: string, { source: { text } }: MarkdownDocument): boolean {
  const own = hash.toLowerCase()
  return own === sha256(text) || own === sha256(`\uFEFF${text}`)
}
