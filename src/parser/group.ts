import type { Group, Node, Reference } from '../plan/plan.ts'
import { type Located, located, type SourceSpan } from '../source/span.ts'
import type { Section } from './section.ts'
import type { UnitHeading } from './values/unit-heading.ts'

/** A heading that holds tasks, as a group of which no task waits for another but by name. */
export function headedGroup(
  { id, heading, section }: { readonly id: string; readonly heading: UnitHeading; readonly section: Section },
  needs: Group['needs'],
  body: readonly Node[],
): Group {
  return {
    kind: 'group',
    id,
    word: heading.word,
    title: heading.title,
    span: section.span,
    order: 'parallel',
    needs,
    body,
  }
}

/** What nobody wrote, but follows from how the dialect orders its units. */
export function impliedNeed(id: string, span: SourceSpan): Located<readonly Reference[]> {
  return located([{ id, span, by: 'implied', soft: false }], span)
}
