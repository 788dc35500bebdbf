import type { FileChange } from '../../plan/plan.ts'
import type { SourceSpan } from '../../source/span.ts'
import type { Block, Field, ListItem, Text } from '../section.ts'
import { withoutCodes } from '../text.ts'
import { leftOut } from './entries.ts'
import { fromFence } from './fenced-files.ts'
import { type Mode, modeIn, modeOfCell, modeOfLabel } from './file-modes.ts'
import { headOf, listedPathsIn, pathsIn, type ReadFiles } from './paths-in.ts'
import { isUntouched } from './untouched.ts'

const noneInWords = /^\s*(?:none|n\/a|no (?:new |source |code )?(?:files?|changes?)|nothing)(?![\w/])/i
const dash = /^\s*[-–—]+\s*(?:$|\s\()/

function saysNone(text: Text): boolean {
  return noneInWords.test(text.plain) || dash.test(withoutCodes(text, 'code'))
}

/** Reads a list of files: items, a comma-joined line, the rows of a table, or the lines of a fence. */
export function readFiles(field: Field): ReadFiles {
  const mode = modeOfLabel(field.key)
  const [first, ...rest] = field.blocks
  const opening = field.text !== undefined || first === undefined ? nothing : fromOpening(first, mode)
  const listed = [
    field.text === undefined ? opening : fromLine(field.text, mode),
    ...(first === undefined ? [] : [fromBlock(first, mode)]),
  ]
  // Prose ends the list: what is listed below it may be anything.
  const prose = rest.findIndex(({ kind }) => kind === 'paragraph')
  const below = rest.map((block) => fromBlock(block, mode))
  const { unclear } = joined([...listed, ...(prose < 0 ? below : below.slice(0, prose))])
  const files = distinct([...listed, ...below].flatMap((one) => one.files))
  const introduces = first?.kind === 'paragraph' && opening.files.length === 0 && files.length > 0
  return { files, unclear: introduces ? unclear.filter((span) => !opening.unclear.includes(span)) : unclear }
}

const nothing: ReadFiles = { files: [], unclear: [] }

/** What stands first below a label that nothing stands behind. */
function fromOpening(block: Block, mode: Mode): ReadFiles {
  switch (block.kind) {
    case 'paragraph':
      return fromLine(block.text, mode)
    case 'code':
      return fromFence(block.code, mode)
    case 'quote':
    case 'html':
      return { files: [], unclear: [block.span] }
    case 'list':
    case 'table':
    case 'rule':
      return nothing
  }
}

export function distinct(files: readonly FileChange[]): readonly FileChange[] {
  const seen = new Set<string>()
  return files.filter(({ path }) => !seen.has(path) && seen.add(path))
}

function fromBlock(block: Block, mode: Mode): ReadFiles {
  switch (block.kind) {
    case 'list':
      return joined(block.items.map((item) => fromItem(item, mode)))
    case 'table':
      return joined(block.rows.map(({ cells }) => fromCells(block.header, cells, mode)))
    default:
      return nothing
  }
}

function joined(read: readonly ReadFiles[]): ReadFiles {
  return { files: read.flatMap(({ files }) => files), unclear: read.flatMap(({ unclear }) => unclear) }
}

/**
 * An item without a path of its own is a heading for those below it: `- Create:`. A list goes on over blank lines, so
 * the steps that follow one of files are its items: `- [ ] **Step 1: …**`.
 */
function fromItem({ text, blocks, span, checked }: ListItem, mode: Mode): ReadFiles {
  if (checked !== undefined && /^\W*step\s+\d/i.test(text?.plain ?? '')) return nothing
  if (text === undefined) return joined(blocks.map((block) => fromBlock(block, mode)))
  if (isUntouched(text)) return nothing
  const files = listedPathsIn(headOf(text), mode)
  if (files.length > 0) return { files, unclear: codesLeftOut(headOf(text), files) }
  const nested = joined(blocks.map((block) => fromBlock(block, modeIn(text.plain) ?? mode)))
  if (nested.files.length > 0) return nested
  const anywhere = pathsIn(text, mode).slice(0, 1)
  if (anywhere.length > 0) return { files: anywhere, unclear: [] }
  return { files: [], unclear: saysNone(text) ? [] : [{ ...text.span, path: span.path }] }
}

function fromCells(header: readonly Text[], cells: readonly Text[], mode: Mode): ReadFiles {
  const headed = header.findIndex(({ plain }) => /\b(?:file|path|location|module)/i.test(plain))
  const cell = cells[Math.max(0, headed)]
  if (cell === undefined) return nothing
  const action = cells
    .flatMap((other) => (other === cell ? [] : [modeOfCell(other.plain)]))
    .find((found) => found !== undefined)
  const { files, unclear } = fromLine(cell, action ?? mode)
  return { files, unclear: headed < 0 ? [] : unclear }
}

function fromLine(text: Text, mode: Mode): ReadFiles {
  const files = listedPathsIn(text, mode)
  if (files.length > 0) return { files, unclear: unnamed(leftOut(text, placesOf(files))) }
  return { files, unclear: saysNone(text) || !/[\p{L}\p{N}]/u.test(text.plain) ? [] : [text.span] }
}

/** Behind the path of an item a comma begins a remark as often as an entry: only code is one for certain. */
function codesLeftOut(text: Text, files: readonly FileChange[]): readonly SourceSpan[] {
  const left = leftOut(text, placesOf(files))
  return unnamed(left.filter(({ codes, span }) => codes[0]?.span.start === span.start))
}

function placesOf(files: readonly FileChange[]): readonly SourceSpan[] {
  return files.map(({ span }) => span)
}

function unnamed(entries: readonly Text[]): readonly SourceSpan[] {
  return entries.filter((entry) => !saysNone(entry)).map(({ span }) => span)
}
