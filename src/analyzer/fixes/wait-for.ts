import type { Fix, TextEdit } from '../../diagnostics/fix.ts'
import type { Reference, Task } from '../../plan/plan.ts'
import { shortNameOf } from '../naming.ts'
import type { RuleInput } from '../rule.ts'
import { fieldLike } from './field-like.ts'
import { lineEndOf, lineStartOf } from './lines.ts'
import { writtenAt } from './rename.ts'
import { isValue } from './shape.ts'
import { laterWaves } from './waves.ts'
import { isInYaml, quotedLike, type Stretch } from './yaml-place.ts'

/**
 * Lets one task wait for another, in the way in which dependencies are written there; `undefined` where that is not
 * clear, and where it would make a circle.
 */
export function waitingFor(input: RuleInput, task: Task, needed: Task): Fix | undefined {
  if (input.graph.waitsFor(needed.id, task.id) || [task.id, needed.id].some((id) => /#\d+$/.test(id)))
    return undefined
  const edit = task.needs === undefined ? said(input, task, needed) : added(input, task, needed)
  const waves = laterWaves(input, task, needed)
  if (edit === undefined || waves === undefined) return undefined
  const title = `Let ${shortNameOf(task)} wait for ${shortNameOf(needed)}`
  return { safety: 'unsafe', title, edits: [edit, ...waves] }
}

/** A field like those of the other tasks, where nothing is said. */
function said(input: RuleInput, task: Task, needed: Task): TextEdit | undefined {
  if (task.steps.some(({ needs }) => needs !== undefined)) return undefined
  return fieldLike(input, task, 'needs', callOf(needed))
}

function added(input: RuleInput, task: Task, needed: Task): TextEdit | undefined {
  const { needs } = task
  const source = needs && input.sources.get(needs.span.path)
  const written = needs && writtenAt(input, needs.span)
  if (needs === undefined || source === undefined || written === undefined) return undefined
  const stretch: Stretch = { span: needs.span, written, text: source.text }
  if (needs.value.some(({ soft }) => soft)) return undefined
  if (isInYaml(stretch)) return inYaml(stretch, needed)
  if (!isValue(source.text, needs.span)) return undefined
  const last = needs.value.findLast(
    ({ span }) => span.start >= needs.span.start && span.end <= needs.span.end,
  )
  return last === undefined ? insteadOfNone(stretch, needed) : behind(stretch, last, needed)
}

const nothing = /^(?<lead>[\s*_`+-]*?)(?<word>none|n\/a|nothing|nil|no dependencies|[-–—])[\s*_`.]*$/i

/** `None` is replaced, unless its author says why: that would not be so any more. */
function insteadOfNone({ span, written }: Stretch, needed: Task): TextEdit | undefined {
  const { lead, word } = nothing.exec(written)?.groups ?? {}
  if (lead === undefined || word === undefined) return undefined
  const start = span.start + lead.length
  return { span: { path: span.path, start, end: start + word.length }, text: callOf(needed) }
}

/** Behind the last one and its remark in parentheses; in a list of lines as one more line. */
function behind({ span, text }: Stretch, last: Reference, needed: Task): TextEdit | undefined {
  const lineStart = lineStartOf(text, last.span.start)
  const lineEnd = lineEndOf(text, last.span.start)
  const before = text.slice(lineStart, last.span.start)
  const name = /^\d[\w.]*$/.test(text.slice(last.span.start, last.span.end)) ? needed.id : callOf(needed)
  if (
    /^[\s>]*[-*+]\s+(?:\[[ x]\]\s+)?[*_`]*$/i.test(before) &&
    !/^[ \t]+\S/.test(text.slice(lineEnd).replace(/^\r?\n|\r/, ''))
  ) {
    const lead = before.replace(/[*_`]+$/, '')
    return at(span.path, lineEnd, `\n${lead}${callOf(needed)}`)
  }
  const end = Math.max(last.span.end, Math.min(lineEnd, span.end))
  const rest = text.slice(last.span.end, end)
  const match = /^(?<aside>[*_`]*(?:\s*\([^()]*\))?)[*_`]*(?:\s+(?:complete[d]?|done))?[.;\s]*$/i.exec(rest)
  if (match === null || end < span.end) return undefined
  return at(span.path, last.span.end + (match.groups?.['aside']?.length ?? 0), `, ${name}`)
}

/** `depends_on: []`, `["01-01"]`, or a line for each. */
function inYaml({ span, written, text }: Stretch, needed: Task): TextEdit | undefined {
  const flow = /^\[(?<inside>[\s\S]*?)(?<tail>,?\s*)\]$/.exec(written)?.groups
  if (flow !== undefined) {
    const inside = flow['inside'] ?? ''
    const item = quotedLike(inside, needed.id)
    const start = span.start + 1 + inside.length
    const end = span.end - 1
    if (inside.trim() === '') return { span: { path: span.path, start: span.start + 1, end }, text: item }
    return at(span.path, start, `, ${item}`)
  }
  if (/^(?:null|~|none|''|"")?$/i.test(written)) {
    const space = /\s/.test(text.charAt(span.start - 1)) ? '' : ' '
    return { span, text: `${space}[${quotedLike('', needed.id)}]` }
  }
  const begin = lineStartOf(text, span.start)
  const whole = text.slice(begin, span.end).trimEnd()
  const line = /^(?<lead>[ \t]*-[ \t]+)(?<item>[^#]*?)[ \t]*(?:#.*)?$/.exec(
    whole.split(/[\r\n]+/).at(-1) ?? '',
  )?.groups
  if (line === undefined) return undefined
  const end = lineEndOf(text, begin + whole.length)
  return at(span.path, end, `\n${line['lead']}${quotedLike(line['item'] ?? '', needed.id)}`)
}

function at(path: string, offset: number, text: string): TextEdit {
  return { span: { path, start: offset, end: offset }, text }
}

/** `Phase 2`; an id that says the word already stands alone. */
function callOf({ word, id }: Task): string {
  return id.toLowerCase().startsWith(word.toLowerCase()) ? id : `${word} ${id}`
}
