import { located } from '../../source/span.ts'
import type { MarkdownDocument } from '../dialect.ts'
import { wordsOf } from '../text.ts'
import { readUnitHeading, type UnitHeading } from '../values/unit-heading.ts'
import type { Candidate } from './candidates.ts'
import { withAllFields } from './parts.ts'

/** A task's own file: its H1 names it, all that follows are its fields. */
export function readBrief(
  { path, source, outline }: MarkdownDocument,
  id: string,
): Pick<Candidate, 'heading' | 'headingSpan' | 'section' | 'children'> {
  const head = outline.children.find(({ level }) => level === 1) ?? outline
  const section = withAllFields(head, source.text, () => false)
  const line = { path, start: 0, end: Math.max(0, (source.lineStarts[1] ?? source.text.length + 1) - 1) }
  const named = head.heading && readUnitHeading(head.heading, source.text)
  const title =
    head.heading === undefined ? located('', line) : located(wordsOf(head.heading), head.heading.span)
  const unnamed: UnitHeading = { word: 'Task', id, title, status: undefined, separated: true }
  return {
    heading: named?.word === 'Task' ? named : unnamed,
    headingSpan: head.heading?.span ?? line,
    section: { ...section, span: { path, start: section.span.start, end: source.text.length } },
    children: [],
  }
}
