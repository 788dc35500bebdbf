import type { Report } from '../../diagnostics/diagnostic.ts'
import type { SourceSpan } from '../../source/span.ts'
import type { MarkdownDocument } from '../dialect.ts'
import { noRepeatedSection, taskIsUnderstood } from '../problems.ts'
import type { Block, Section, Text } from '../section.ts'
import { normalId } from '../values/identifier.ts'
import { type Candidate, idOf } from './candidates.ts'
import type { Chosen } from './choose.ts'
import { insideAny } from './spans.ts'

/** Reports what looks like a task and is not read as one; the number of those that no unit stands for. */
export function reportLeftOver(
  { outline: root, source: { text: source } }: MarkdownDocument,
  { units, index, mentions }: Chosen,
  report: Report,
): number {
  const twins = new Map(units.map((unit) => [idOf(unit), unit]))
  for (const mention of mentions) {
    const twin = twins.get(idOf(mention))
    if (twin !== undefined) report(noRepeatedSection, mentionFinding(mention, twin))
  }
  const taken = [...units, ...mentions, ...index].map(({ section, headingSpan }) => ({
    ...headingSpan,
    end: Math.max(headingSpan.end, section.span.end),
  }))
  const lost = linesIn(root, source, insideAny(taken)).filter(({ id }) => !twins.has(normalId(id)))
  for (const { id, span } of lost) {
    report(taskIsUnderstood, {
      span,
      message: `“Task ${id}” looks like a task, but is neither a heading nor an item of a task list`,
      help: `Head it with a line such as \`### Task ${id}: Title\`.`,
    })
  }
  return lost.length
}

function mentionFinding({ heading, headingSpan, fields }: Candidate, twin: Candidate) {
  const name = `Task ${heading.id}`
  return {
    span: headingSpan,
    message: `${name} has a section in the task list, and this one ${fields > 0 ? 'is' : 'says nothing that a task can say: it is'} left out`,
    help: `Move what matters into the section of ${name}, or give this heading another name.`,
    related: [{ span: twin.headingSpan, message: `${name} is read from here` }],
  }
}

interface Lost {
  readonly id: string
  readonly span: SourceSpan
}

/** Bold lines and rows that begin with `Task 4:`; inside a task only bold lines. */
function linesIn(section: Section, source: string, taken: (place: SourceSpan) => boolean): readonly Lost[] {
  const own = section.blocks
    .flatMap(textsIn)
    .filter(({ span }) => !taken(span) || source.startsWith('**', span.start))
  return [...own.flatMap(taskLine), ...section.children.flatMap((child) => linesIn(child, source, taken))]
}

function textsIn(block: Block): readonly Text[] {
  switch (block.kind) {
    case 'paragraph':
      return [block.text]
    case 'list':
      return block.items.flatMap(({ text }) => (text === undefined ? [] : [text]))
    case 'table':
      return block.rows.flatMap(({ cells: [first] }) => (first === undefined ? [] : [first]))
    default:
      return []
  }
}

function taskLine({ plain, span }: Text): readonly Lost[] {
  const match = /^[\s*]*task\s+#?(?<id>\d+(?:\.\d+)*[a-z]?)\s*(?:[:—–]|-\s)/i.exec(plain)
  const id = match?.groups?.['id']
  if (match === null || id === undefined) return []
  return [{ id, span: { ...span, end: span.start + match[0].trimEnd().length } }]
}
