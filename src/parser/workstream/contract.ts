import type { Report } from '../../diagnostics/diagnostic.ts'
import type { Criterion, FileChange, Task } from '../../plan/plan.ts'
import { type Located, located, type SourceSpan } from '../../source/span.ts'
import type { MarkdownDocument } from '../dialect.ts'
import { itemsOf, textsOf } from '../lookup.ts'
import { fileIsUnderstood } from '../problems.ts'
import type { Block, Field, Section } from '../section.ts'
import { wordsOf } from '../text.ts'
import { readScope } from '../values/blast-radius.ts'
import { readCriteria } from '../values/criteria.ts'
import { readFiles } from '../values/files.ts'
import { listedPathsIn } from '../values/paths-in.ts'
import { chaptersOf, isFilled, isNamed, reportGaps, saysSomething } from './chapters.ts'
import { proseOf } from './prose.ts'
import { isPlaceholder } from './words.ts'

/** What a thread's WORK.md adds to what the plan says of it. */
export type Contract = Pick<
  Task,
  'goal' | 'files' | 'inputs' | 'forbidden' | 'criteria' | 'blastRadius' | 'onFailure'
>

const required = [
  'Objective',
  'Do',
  'Done When',
  'Files to Know',
  'Verify',
  'Locked Decisions',
  'Not In Scope',
  'If Blocked',
]

export function readContract(document: MarkdownDocument, report: Report): Contract {
  reportGaps(document, { names: required, what: 'thread’s contract' }, report)
  const chapters = chaptersOf(document.outline)
  const find = (name: string) => chapters.find((one) => isNamed(one, name))
  const known = find('Files to Know')
  const group = (name: string) => known?.children.find((one) => isNamed(one, name))
  const unread = unreadIn(document, report)
  const criteria = fieldOf(find('Done When'))
  const verify = fieldOf(find('Verify'))
  const blocked = find('If Blocked')
  return {
    goal: proseOf(find('Objective')?.blocks ?? []),
    files: changes(fieldOf(group('ALLOWED')), unread),
    inputs: pathsOf(fieldOf(group('READ')), unread),
    forbidden: changes(fieldOf(group('FORBIDDEN')), unread),
    criteria: criteria && some(readCriteria(criteria).filter(isReal), criteria),
    blastRadius: verify && located(readScope(verify).radius, valueSpan(verify)),
    onFailure: blocked && allText(blocked.blocks),
  }
}

type Unread = (entry: SourceSpan) => void

function unreadIn({ source }: MarkdownDocument, report: Report): Unread {
  return (span) => {
    if (isPlaceholder(source.text.slice(span.start, span.end))) return
    report(fileIsUnderstood, {
      span,
      message: 'This entry names no path',
      help: 'Write the path first, in back-ticks, and the remark behind it.',
    })
  }
}

function isReal({ text }: Criterion): boolean {
  return !isPlaceholder(text)
}

/** A section as a field whose label is its heading; `undefined` where it says nothing. */
function fieldOf(section: Section | undefined): Field | undefined {
  if (section?.heading === undefined || !saysSomething(section)) return undefined
  const { heading, blocks, span } = section
  const [first, ...rest] = blocks.filter(isFilled)
  const opening = first?.kind === 'paragraph' ? first.text : undefined
  return {
    key: heading.plain.trim().toLowerCase(),
    label: located(heading.plain.trim(), heading.span),
    text: opening,
    blocks: opening === undefined ? blocks.filter(isFilled) : rest,
    span: { ...span, end: blocks.at(-1)?.span.end ?? heading.span.end },
  }
}

function changes(field: Field | undefined, unread: Unread): Located<readonly FileChange[]> | undefined {
  if (field === undefined) return undefined
  const { files, unclear } = readFiles(field)
  for (const span of unclear) unread(span)
  return some(files, field)
}

/** What is read may be called by any name in back-ticks; the first one of an entry is it. */
function pathsOf(field: Field | undefined, unread: Unread): Task['inputs'] {
  if (field === undefined) return undefined
  const items = itemsOf(field).flatMap(({ text }) => {
    const [path] = text === undefined ? [] : [...text.codes, ...listedPathsIn(text, 'write').map(pathOf)]
    if (path === undefined && text !== undefined) unread(text.span)
    return path === undefined ? [] : [path]
  })
  return some(items, field)
}

function pathOf({ path, span }: FileChange): Located<string> {
  return located(path, span)
}

function some<T>(values: readonly T[], field: Field): Located<readonly T[]> | undefined {
  return values.length === 0 ? undefined : located(values, valueSpan(field))
}

function allText(blocks: readonly Block[]): Located<string> | undefined {
  const items = blocks.flatMap((block) => (block.kind === 'list' ? block.items : []))
  const prose = proseOf(blocks)
  const texts = items.flatMap(({ text }) => (text === undefined || isPlaceholder(text.plain) ? [] : [text]))
  const [first] = texts
  if (first === undefined) return prose
  const words = [...(prose ? [prose.value] : []), ...texts.map(wordsOf)].join(' ')
  return located(words, {
    ...first.span,
    start: Math.min(prose?.span.start ?? first.span.start, first.span.start),
    end: texts.at(-1)?.span.end ?? first.span.end,
  })
}

function valueSpan(field: Field): SourceSpan {
  const texts = textsOf(field)
  const [first] = texts
  return first === undefined
    ? field.label.span
    : { ...first.span, end: Math.max(...texts.map(({ span }) => span.end)) }
}
