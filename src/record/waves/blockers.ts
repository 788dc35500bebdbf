import type { MarkdownDocument } from '../../parser/dialect.ts'
import type { Section } from '../../parser/section.ts'
import type { SourceSpan } from '../../source/span.ts'
import type { Desk } from '../desk.ts'
import { markdown } from '../inert.ts'
import { linesOf, textAt } from '../lines.ts'
import { inserted, remark, replaced, type Strokes } from '../stroke.ts'
import type { Phase } from './phase.ts'

/**
 * What stands in the way, below `### Blockers/Concerns`: plans that are blocked, gates that a person has refused. Lines
 * of ours that hold no more are taken away; those of others stay.
 */
export function* blockerStrokes({ run }: Desk, phases: readonly Phase[], page: MarkdownDocument): Strokes {
  const plans = phases.flatMap((phase) => phase.plans)
  const wanted = [
    ...plans.flatMap(({ task, result }) =>
      result === undefined || result.verdict === 'completed'
        ? []
        : [`- [${task.id}] ${OURS}: ${markdown(result.why)}`],
    ),
    ...run.rejections.map(({ gate, why }) => `- [${markdown(gate)}] ${REFUSED}: ${markdown(why)}`),
  ]
  const section = sectionNamed(page.outline, /^\W*blockers\b/i)
  if (section === undefined) {
    if (wanted.length > 0) yield remark(`${page.path} has no section “Blockers” for what stands in the way`)
    return
  }
  const lines = linesOf(page.source).filter(({ start }) => start > section.heading.end && start < section.end)
  const ours = lines.filter((line) => OWN_LINE.test(textAt(page.source, line)))
  const written = ours.map((line) => textAt(page.source, line))
  for (const line of ours) if (!wanted.includes(textAt(page.source, line))) yield removed(page, line)
  const fresh = wanted.filter((line) => !written.includes(line))
  if (fresh.length === 0) return
  const none = lines.find((line) =>
    /^\s*(?:[-*]\s+)?\(?none(?: yet)?\)?[.\s]*$/i.test(textAt(page.source, line)),
  )
  if (none !== undefined) yield replaced(none, fresh.join('\n'))
  else {
    const last = lines.findLast((line) => textAt(page.source, line).trim() !== '')
    const gap = last === undefined ? '\n\n' : '\n'
    yield inserted(page.path, (last ?? section.heading).end, `${gap}${fresh.join('\n')}`)
  }
}

const OURS = 'The run stopped at this plan'
const REFUSED = 'Not accepted'
const OWN_LINE = new RegExp(`^- \\[[^\\]]*\\] (?:${OURS}|${REFUSED}): `)

/** With its line end, so that no empty line is left in a list. */
function removed({ source }: MarkdownDocument, line: SourceSpan) {
  const end = source.lineStarts.find((offset) => offset > line.end) ?? source.text.length
  return replaced({ ...line, end }, '')
}

interface Found {
  readonly heading: SourceSpan
  readonly end: number
}

function sectionNamed({ heading, span, blocks, children }: Section, name: RegExp): Found | undefined {
  if (heading !== undefined && name.test(heading.plain)) {
    const below = blocks.at(-1)?.span.end ?? heading.span.end
    return {
      heading: heading.span,
      end: Math.max(below, Math.min(span.end, children[0]?.span.start ?? span.end)),
    }
  }
  for (const child of children) {
    const found = sectionNamed(child, name)
    if (found !== undefined) return found
  }
  return undefined
}
