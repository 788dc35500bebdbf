import type { Evidence } from '../../plan/task-directory.ts'
import { startOf } from '../../source/source-file.ts'
import { type Located, located, type SourceSpan } from '../../source/span.ts'
import type { MarkdownDocument } from '../dialect.ts'
import type { Block, Field, Section, Text } from '../section.ts'
import { looksLikePath, normalPath } from '../values/paths.ts'
import { mappingIn } from './mapping.ts'

/** Reads an executor's `plan.md` or `impl.md`: the files that it names as changed, and its mapping of criteria. */
export function readEvidence({ source, outline }: MarkdownDocument): Evidence {
  return { span: startOf(source), files: distinct(filesIn(outline, false)), mapping: mappingIn(outline) }
}

const filesHeading =
  /^\W*(?:(?:new |changed |key )?files?\b(?! (?:read|not)\b)|changes?\b|what (?:was|changed)\b|created\b|modified\b)/i
const notChanged =
  /\b(?:verif\w*|tests? (?:run|results?)|risks?|patterns?|research|notes?|integration|gotcha|exports?|read|unchanged|out of scope|no changes?|context|references?|mapping|criteria|overview)\b/i

/** Paths at the head of a heading, item or line: below a heading of files every item, elsewhere marked ones only. */
function filesIn(section: Section, listed: boolean): readonly Located<string>[] {
  const { heading, level, blocks, fields, children } = section
  const title = level > 1 ? heading : undefined
  const isList = title !== undefined && filesHeading.test(title.plain)
  if (title !== undefined && notChanged.test(title.plain) && !isList) return []
  const headed = title === undefined ? [] : filesAt(title, listed)
  const inList =
    isList ||
    (listed &&
      (headed.length > 0 ||
        title === undefined ||
        /^\s*\d/.test(title.plain) ||
        changeHeading.test(title.plain)))
  return [
    ...headed,
    ...fields.flatMap(inField),
    ...blocks.flatMap((block) => inBlock(block, inList && headed.length === 0)),
    ...children.flatMap((child) => filesIn(child, inList)),
  ]
}

const changeHeading =
  /^\W*(?:created?|modified|modify|updated?|deleted?|removed?|added|new|edited|changed)\b/i
const fieldKeys = /^(?:files? )?(?:created|modified|deleted|removed|changed|updated|new files?)$/

/** `**Created:**` with a list below. */
function inField({ key, blocks }: Field): readonly Located<string>[] {
  return fieldKeys.test(key)
    ? blocks.flatMap((block) => (block.kind === 'list' ? inBlock(block, true) : []))
    : []
}

function inBlock(block: Block, listed: boolean): readonly Located<string>[] {
  switch (block.kind) {
    case 'paragraph':
      return marked.test(block.text.plain) || (listed && alone(block.text)) ? filesAt(block.text) : []
    case 'list':
      return block.items.flatMap(({ text, blocks }) => {
        if (text === undefined) return []
        const said = marked.test(text.plain)
        const own = said || listed ? filesAt(text) : []
        const below = said && own.length === 0 ? blocks.flatMap((inner) => inBlock(inner, true)) : []
        return [...own, ...below]
      })
    case 'table':
      return listed
        ? block.rows.flatMap(({ cells: [first] }) => (first === undefined ? [] : filesAt(first)))
        : []
    default:
      return []
  }
}

/** `- Created: \`path\`` says so itself, wherever it stands. */
const marked =
  /^\W*(?:created?|modified|modify|updated?|deleted?|removed?|new file|added|edited|changed|files?)\s*(?:\([^)]*\))?\s*:/i

function alone({ plain, codes, span }: Text): boolean {
  const code = codes[0]
  return code !== undefined && plain.slice(0, code.span.start - span.start).trim() === ''
}

/** A path that leads the line; below a list also a bare one, and one that a heading ends with. */
function filesAt(text: Text, listed = false): readonly Located<string>[] {
  const codes = leading(text)
  if (codes.length > 0) return codes.flatMap(({ value, span }) => change(value, span))
  if (!listed) return []
  const [only, more] = text.codes
  if (only !== undefined && more === undefined) return change(only.value, only.span)
  const bare = /^[\s\d.)]*(?<path>[^\s`]+)\s*(?:$|\(|--|[—–-]\s)/.exec(text.plain)
  const path = bare?.groups?.['path']
  if (bare === null || path === undefined || only !== undefined) return []
  const start = text.span.start + bare[0].indexOf(path)
  return change(path, { ...text.span, start, end: start + path.length })
}

/** `.dark` is a class of a style sheet; `.env` and `.gitignore` are files. */
const selector = /^\.(?!env|git|npm|nvm|docker|editor|eslint|prettier|babel)[a-z-]+$/

function change(written: string, span: SourceSpan): readonly Located<string>[] {
  return looksLikePath(written) && !selector.test(written) ? [located(normalPath(written), span)] : []
}

const mayLead =
  /^[\s\d.)*_-]*(?:(?:new |changed )?files?(?: changed| modified| created)?\s*:?|(?:created?|modified|modify|updated?|deleted?|removed?|new file|added|edited|changed|extend|rewrite)\s*(?:\([^)]*\))?\s*:?)?[\s*]*$/i

/** Nothing but a number, bold, `File:` or the mark of a change stands before the first; others follow `,` or "and". */
function leading({ plain, codes, span }: Text): Text['codes'] {
  const kept: Located<string>[] = []
  let end = span.start
  for (const code of codes) {
    const ahead = plain.slice(end - span.start, code.span.start - span.start)
    const joins = kept.length === 0 ? mayLead : /^\s*(?:,|and|&|\+|\/)\s*$/
    if (ahead.length > 100 || !joins.test(ahead)) break
    kept.push(code)
    end = code.span.end
  }
  return kept
}

function distinct(files: readonly Located<string>[]): readonly Located<string>[] {
  const seen = new Set<string>()
  return files.filter(({ value }) => !seen.has(value) && seen.add(value))
}
