import type { FileChange } from '../../plan/plan.ts'
import { keyOf } from '../labels.ts'
import type { Block, Field, ListItem, Section, Text } from '../section.ts'
import { blank, slice, withoutCodes } from '../text.ts'
import { distinct, readFiles } from './files.ts'
import { headOf, joins, pathsIn } from './paths-in.ts'

/** What to look at, and what not. */
export interface Scope {
  /** Labels of a unit that speak of other things than what is changed. */
  readonly others: ReadonlySet<string>
  readonly files: ReadonlySet<string>
  /** Sub-sections that are units themselves; `undefined`: no sub-section is looked at. */
  readonly inner: ReadonlySet<Section> | undefined
}

/** Paths that deliverables are about: `- Updated \`src/a.rs\` - exports`. */
export function filesOfDeliverables(field: Field): readonly FileChange[] {
  const lines = field.text === undefined ? [] : subjectsOf(field.text)
  const items = field.blocks.flatMap((block) => (block.kind === 'list' ? block.items : []))
  const delivered = items.flatMap(({ text, blocks }) => [
    ...(text === undefined ? [] : subjectsOf(headOf(text))),
    ...nestedItems(blocks).flatMap((item) => (item.text === undefined ? [] : leading(item.text))),
  ])
  return inferred([...lines, ...delivered])
}

/** What a unit without a list of files says that it changes, in its title, its items and its sub-sections. */
export function filesOfSection(
  title: Text | undefined,
  section: Section,
  scope: Scope,
): readonly FileChange[] {
  const named = title === undefined || (scope.inner?.size ?? 0) > 0 ? [] : changed(title)
  return inferred([...named, ...within(section, scope)])
}

const asides =
  /\b(?:references?|context|read|related|background|see also|inputs?|sources?|prerequisites?|existing|current|before|notes?|risks?|keep|unchanged|non-goals?|out of scope|constraints?|verify|verification|validation|examples?|rollback|evidence|lessons|results?|completed|status)\b/

function within({ blocks, fields, children }: Section, scope: Scope): readonly FileChange[] {
  const left = new Set(fields.filter((field) => isAside(field, scope)).flatMap((field) => field.blocks))
  const below = children.filter(
    (child) =>
      scope.inner?.has(child) === false && !isAside({ key: keyOf(child.heading?.plain ?? '') }, scope),
  )
  return [
    ...blocks.filter((block) => !left.has(block)).flatMap((block) => ofBlock(block, scope)),
    ...below.flatMap((child) => ofSubsection(child, scope)),
  ]
}

function isAside({ key }: Pick<Field, 'key'>, { others }: Scope): boolean {
  return others.has(key) || asides.test(key)
}

/** `### Backend (\`src/a.ts\`)`; a label for files there is one for the unit. */
function ofSubsection(section: Section, scope: Scope): readonly FileChange[] {
  const listed = section.fields
    .filter(({ key }) => scope.files.has(key))
    .flatMap((field) => readFiles(field).files)
  const named = section.heading === undefined ? [] : pathsIn(section.heading, 'write')
  return [...(section.heading?.codes.length ? named : []), ...listed, ...within(section, scope)]
}

function ofBlock(block: Block, scope: Scope): readonly FileChange[] {
  if (block.kind === 'list') return block.items.flatMap((item) => ofItem(item, scope))
  return block.kind === 'paragraph' ? changed(block.text) : []
}

/** An item that names no path of its own may head those below it: `- Backend:`. */
function ofItem({ text, fields, blocks }: ListItem, scope: Scope): readonly FileChange[] {
  const own = text === undefined ? [] : ofText(text, fields, scope)
  return own.length > 0 ? own : nestedItems(blocks).flatMap((item) => (item.text ? leading(item.text) : []))
}

/** What stands before the first label, else the first that a label names or that follows it. */
function ofText(text: Text, fields: readonly Field[], scope: Scope): readonly FileChange[] {
  const labelled = fields.filter(({ label: { span } }) => span.start < text.span.end)
  const [first] = labelled
  const lead = first === undefined ? text : slice(text, text.span.start, first.label.span.start)
  const found = [
    ofLine(lead),
    ...labelled.map((field) => (isAside(field, scope) ? [] : ofField(text, field))),
  ]
  return found.find((files) => files.length > 0) ?? []
}

/** `**Refactor the types (\`src/types.ts\`):**`, `**Report:** \`src/report.ts\` - one page` */
function ofField(whole: Text, { label: { span }, text }: Field): readonly FileChange[] {
  const named = changed(slice(whole, span.start, span.end))
  return named.length > 0 || text === undefined ? named : ofLine(text)
}

function ofLine(text: Text): readonly FileChange[] {
  const found = changed(text)
  return found.length > 0 ? found : leading(text)
}

function nestedItems(blocks: readonly Block[]): readonly ListItem[] {
  return blocks.flatMap((block) => (block.kind === 'list' ? block.items : []))
}

const number = String.raw`(?:\d+(?:(?:\.\d+)+[a-z]?[.):]?|[.)])\s+)?`
const changes = new RegExp(
  `^\\W*${number}\\W*(?:${
    'add|adjust|append|apply|build|change|clean up|configure|convert|copy|create|define|delete|drop|edit|enable|expand|export|extend|extract|fix|' +
    'generate|implement|import|improve|insert|introduce|migrate|mock|modif(?:y|ies)|move|new|patch|port|refactor|register|remove|rename|' +
    'reorgani[sz]e|replace|rewrite|scaffold|set up|simplify|split|stub|tests? (?:for|in)|touch|update|updated|wire|write'
  })\\b`,
  'i',
)

/** A line that begins with a verb of change is about the first paths it names. */
function changed(text: Text): readonly FileChange[] {
  return changes.test(text.plain) ? subjectsOf(headOf(firstSentence(text))) : []
}

/** A path counts without a verb where it begins the line, and a comment or nothing follows. */
function leading(text: Text): readonly FileChange[] {
  const [first] = text.codes
  if (first?.span.start !== text.span.start) return []
  const rest = text.plain.slice(first.span.end - text.span.start)
  return /^\s*(?:$|[-–—:,(&+\n]|and\b)/.test(rest) ? subjectsOf(headOf(text)) : []
}

/** The first path in code, and those that commas or "and" join to it: what the line is about. */
function subjectsOf(text: Text): readonly FileChange[] {
  const all = text.codes.length === 0 ? [] : pathsIn(text, 'write')
  const [first] = all
  if (first === undefined) return []
  const plain = withoutAsides(text)
  const isAside = ({ span }: FileChange) =>
    /^\s*$/.test(plain.slice(span.start - text.span.start, span.end - text.span.start))
  const paths = isAside(first) ? all : all.filter((path) => !isAside(path))
  const between = (index: number) => {
    const [from, to] = [paths[index - 1]?.span.end ?? 0, paths[index]?.span.start ?? 0]
    return (isAside(first) ? text.plain : plain).slice(from - text.span.start, to - text.span.start)
  }
  const [, second] = paths
  if (second !== undefined && transfers.test(text.plain) && /^\s*(?:in)?to\s*$/.test(between(1)))
    return keepsSource.test(text.plain) ? [second] : [{ ...first, mode: 'delete' }, second]
  const end = paths.findIndex((_, index) => index > 0 && !joins.test(between(index)))
  return end < 0 ? paths : paths.slice(0, end)
}

const transfers = /^\W*(?:\d[\d.]*\s+)?(?:convert|copy|migrate|move|port|rename)\b/i
const keepsSource = /^\W*(?:\d[\d.]*\s+)?(?:convert|copy|migrate|port)\b/i

function withoutAsides({ plain }: Text): string {
  return plain.replace(/\([^()]*\)/g, (aside) => blank(aside))
}

/** "Update `a.ts`. See `b.ts`." is about the first. */
function firstSentence(text: Text): Text {
  const end = /[.!?](?=\s+\p{Lu})/u.exec(withoutCodes(text, 'x'))
  return end === null ? text : slice(text, text.span.start, text.span.start + end.index)
}

/** A path from the root of the machine is as likely a route, and is not taken unless a list of files says so. */
function inferred(files: readonly FileChange[]): readonly FileChange[] {
  return distinct(
    files.filter(({ path }) => !path.startsWith('/')).map((file) => ({ ...file, inferred: true })),
  )
}
