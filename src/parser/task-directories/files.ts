import type { Report } from '../../diagnostics/diagnostic.ts'
import type { FileChange, Work } from '../../plan/plan.ts'
import { located, type SourceSpan } from '../../source/span.ts'
import { keyOf } from '../labels.ts'
import { fieldsOf, textsOf } from '../lookup.ts'
import { fileIsUnderstood } from '../problems.ts'
import type { Field, Section, Text } from '../section.ts'
import { slice } from '../text.ts'
import { distinct, readFiles } from '../values/files.ts'
import { known, labels } from './profile.ts'

/**
 * Under an empty label the paths may stand as paragraphs of their own, each with its changes below:
 *
 *     > **Files to modify:**
 *     >
 *     > **`src/cache.ts`** — new eviction:
 *     > - drop the oldest entry
 */
export function filesInParagraphs(section: Section): Work['files'] {
  const label = fieldsOf(section, labels.files)[0]
  if (label === undefined || label.text !== undefined || label.blocks[0]?.kind === 'list') return undefined
  const { start } = label.span
  const end = section.fields.find((field) => field.span.start > start && known.has(field.key))?.span.start
  const within = (span: SourceSpan) => span.start > start && span.start < (end ?? section.span.end)
  const texts = section.blocks.flatMap((block) =>
    block.kind === 'paragraph' && within(block.span) ? (pathText(block.text) ?? []) : [],
  )
  const files = distinct(texts.flatMap((text) => readFiles(asField(label, text)).files))
  const [first] = files
  return first && located(files, { ...first.span, end: files.at(-1)?.span.end ?? first.span.end })
}

/** A paragraph that begins with a path in back-ticks, up to its comment's end of line. */
function pathText(text: Text): Text | undefined {
  const code = text.codes[0]
  if (code === undefined || text.plain.slice(0, code.span.start - text.span.start).trim() !== '')
    return undefined
  const line = /^[^\n]*/.exec(text.plain)?.[0].length ?? 0
  const first = slice(text, text.span.start, text.span.start + line)
  return { ...first, codes: [code] }
}

function asField({ key, label }: Field, text: Text): Field {
  return { key: keyOf(key), label, text, blocks: [], span: text.span }
}

export interface OwnFiles {
  readonly files: Work['files']
  /** An entry that leaves open which files it means. */
  readonly openEntry: SourceSpan | undefined
}

/** Without what only looks like a path in prose: a route such as `/settings`, a list such as create/update/delete. */
export function ownFiles(read: Work['files'], section: Section, report: Report): OwnFiles {
  const texts = fieldsOf(section, labels.files).flatMap(textsOf)
  const own = read?.value.filter((file) => isFile(file) && !stays(file, texts)) ?? []
  const other = read?.value.find((file) => !isFile(file))
  const unclear = fieldsOf(section, labels.files).flatMap((field) => readFiles(field).unclear)[0]
  if (other !== undefined) {
    report(fileIsUnderstood, {
      span: other.span,
      message: 'This entry names no path in the repository',
      help: 'Name the files that change, one by one.',
    })
  }
  return {
    files: read && (own.length === 0 && other ? undefined : located(own, read.span)),
    openEntry: other?.span ?? unclear,
  }
}

/** `prompts/` — no new prompt needed. */
function stays({ span }: FileChange, texts: readonly Text[]): boolean {
  const text = texts.find((one) => one.span.start <= span.start && span.end <= one.span.end)
  return text !== undefined && untouched.test(text.plain.slice(span.end - text.span.start))
}

const untouched =
  /^`?\s*(?:[-–—:(]+\s*)?(?:no (?:\w+ ){0,3}?(?:needed|required)\b|no (?:code )?changes?\b|unchanged\b|(?:is |are )?not (?:changed|modified|touched)\b)/i

/** In back-ticks a place is two longer than its path. */
function isFile({ path, span: { start, end } }: FileChange): boolean {
  const named = /\.\w+$|\/$|[*{]/.test(path)
  const isCode = end - start >= path.length + 2
  return named || (isCode ? !path.startsWith('/') : !path.includes('/'))
}

/** A sentence that only introduces the list below it: `**Files:** Expected files to create.` */
export function withoutIntroduction(section: Section): Section {
  const isFiles = (field: Field) => labels.files.has(field.key)
  if (!section.fields.some(isFiles)) return section
  const fields = section.fields.map((field) =>
    isFiles(field) && field.text?.codes.length === 0 && field.blocks.some(({ kind }) => kind === 'list')
      ? { ...field, text: undefined }
      : field,
  )
  return { ...section, fields }
}
