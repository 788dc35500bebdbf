import type { FileChange } from '../../plan/plan.ts'
import type { Evidence, Mapped } from '../../plan/task-directory.ts'
import { startOf } from '../../source/source-file.ts'
import { type Located, located, type SourceSpan } from '../../source/span.ts'
import type { MarkdownDocument } from '../dialect.ts'
import type { Block, Section, Text } from '../section.ts'
import { distinct } from '../values/files.ts'
import { looksLikePath, normalPath, pathKind } from '../values/paths.ts'

/** Reads an executor's `plan.md` or `impl.md`: the files that it names as changed, and its mapping of criteria. */
export function readEvidence({ source, outline }: MarkdownDocument): Evidence {
  return { span: startOf(source), files: distinct(filesIn(outline, false)), mapping: mappingIn(outline) }
}

const filesHeading =
  /^\W*(?:(?:new |changed |key )?files?\b(?! (?:read|not)\b)|changes?\b|what (?:was|changed)\b|created\b|modified\b)/i
const notChanged =
  /\b(?:verif\w*|tests? (?:run|results?)|risks?|patterns?|research|notes?|integration|gotcha|exports?|read|unchanged|out of scope|no changes?|context|references?|mapping|criteria|overview)\b/i

/** Paths at the head of a heading, item or line: below a heading of files every item, elsewhere marked ones only. */
function filesIn(section: Section, listed: boolean): readonly FileChange[] {
  const title = section.heading
  if (title !== undefined && notChanged.test(title.plain) && !filesHeading.test(title.plain)) return []
  const inList =
    title === undefined ? listed : filesHeading.test(title.plain) || (listed && leading(title) !== undefined)
  const headed = title === undefined ? [] : fileAt(title)
  const own = section.blocks.flatMap((block) => inBlock(block, inList && headed.length === 0))
  return [...headed, ...own, ...section.children.flatMap((child) => filesIn(child, inList))]
}

function inBlock(block: Block, listed: boolean): readonly FileChange[] {
  switch (block.kind) {
    case 'paragraph':
      return marked.test(block.text.plain) || (listed && alone(block.text)) ? fileAt(block.text) : []
    case 'list':
      return block.items.flatMap(({ text, blocks }) => {
        if (text === undefined) return []
        const said = marked.test(text.plain)
        const own = said || listed ? fileAt(text) : []
        const below = said && own.length === 0 ? blocks.flatMap((inner) => inBlock(inner, true)) : []
        return [...own, ...below]
      })
    case 'table':
      return listed
        ? block.rows.flatMap(({ cells: [first] }) => (first === undefined ? [] : fileAt(first)))
        : []
    default:
      return []
  }
}

/** `- Created: \`path\`` says so itself, wherever it stands. */
const marked =
  /^\W*(?:created?|modified|modify|updated?|deleted?|removed?|new file|added|edited|changed)\s*(?:\([^)]*\))?\s*:/i

function alone({ plain, codes, span }: Text): boolean {
  const code = codes[0]
  return code !== undefined && plain.slice(0, code.span.start - span.start).trim() === ''
}

/** Nothing but a number, bold, `File:` or the mark of a change may stand before the path. */
function fileAt(text: Text): readonly FileChange[] {
  const code = leading(text)
  if (code === undefined || !looksLikePath(code.value)) return []
  const path = normalPath(code.value)
  return [{ path, mode: 'write', kind: pathKind(path), span: code.span, inferred: false }]
}

function leading(text: Text): Text['codes'][number] | undefined {
  const code = text.codes[0]
  if (code === undefined) return undefined
  const ahead = text.plain.slice(0, code.span.start - text.span.start)
  if (ahead.length > 100) return undefined
  return /^[\s\d.)*_-]*(?:(?:new |changed )?files?(?: changed| modified| created)?\s*:?|(?:created?|modified|modify|updated?|deleted?|removed?|new file|added|edited|changed|extend|rewrite)\s*(?:\([^)]*\))?\s*:?)?[\s*]*$/i.test(
    ahead,
  )
    ? code
    : undefined
}

const mappingHeading =
  /\bcriteri(?:a|on)\b[^\n]{0,40}\b(?:mapping|map|coverage|approach)\b|\bmapping\b[^\n]{0,40}\bcriteri/i

/** `## Success Criteria Mapping`: an entry for each item or row. */
function mappingIn(section: Section): Located<readonly Mapped[]> | undefined {
  for (const child of section.children) {
    if (child.heading !== undefined && mappingHeading.test(child.heading.plain))
      return located(entriesIn(child), child.heading.span)
    const inner = mappingIn(child)
    if (inner !== undefined) return inner
  }
  const field = section.fields.find(({ key }) => mappingHeading.test(key))
  if (field === undefined) return undefined
  return located(field.blocks.flatMap(entriesOf), field.label.span)
}

function entriesIn({ blocks, children }: Section): readonly Mapped[] {
  const headed = children.flatMap(({ heading }) => (heading === undefined ? [] : [entry(heading, undefined)]))
  return [...blocks.flatMap(entriesOf), ...headed]
}

function entriesOf(block: Block): readonly Mapped[] {
  if (block.kind === 'table') {
    return block.rows.map(({ cells: [first], span }) =>
      first === undefined ? { number: undefined, span } : entry(first, undefined),
    )
  }
  if (block.kind !== 'list') return []
  return block.items.flatMap(({ text, span }, index) =>
    text === undefined
      ? []
      : [entry({ ...text, span: firstLine(text, span) }, block.ordered ? index + 1 : undefined)],
  )
}

function firstLine({ plain, span }: Text, { path }: SourceSpan): SourceSpan {
  return { path, start: span.start, end: span.start + (/^[^\n]*/.exec(plain)?.[0].length ?? 0) }
}

function entry({ plain, span }: Text, position: number | undefined): Mapped {
  const digits =
    /^\W*(?:(?:success )?(?:criterion|criteria|sc|ac|c)?[\s#-]{0,2})?(?<number>\d+)\s*(?:$|[.:)|—–-]|\s)/i.exec(
      plain,
    )?.groups?.['number']
  return { number: digits === undefined ? position : Number(digits), span }
}
