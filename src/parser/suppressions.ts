import type { Nodes, Root } from 'mdast'
import { closest } from '../diagnostics/closest.ts'
import type { Finding, Report } from '../diagnostics/diagnostic.ts'
import type { Suppression } from '../diagnostics/suppression.ts'
import { lineText, positionAt, type SourceFile } from '../source/source-file.ts'
import type { Located, SourceSpan } from '../source/span.ts'
import { spanOf } from './place.ts'
import { suppressionIsClear } from './problems.ts'

const words = [
  'plan-disable-next-line',
  'plan-disable-line',
  'plan-disable-file',
  'plan-disable',
  'plan-enable',
] as const
type Word = (typeof words)[number]

/**
 * The comments of a document that silence rules: `<!-- plan-disable-next-line PC302 -- why -->`. Only what Markdown
 * takes for HTML is one; in a fence it is an example. What is not clear is reported, and silences nothing.
 */
export function suppressionsOf(source: SourceFile, root: Root, report: Report): readonly Suppression[] {
  if (!/<!--\s*plan-[a-z]/i.test(source.text)) return []
  const comments = htmlIn(root).flatMap((node) => commentsIn(source, spanOf(source, node)))
  const orders = comments.flatMap((comment) => ordersIn(comment, report))
  return orders.flatMap((order, index) => {
    if (order.word === 'plan-enable') {
      if (!isOpened(order, orders.slice(0, index))) report(suppressionIsClear, neverOpened(order))
      return []
    }
    return [suppressionOf(source, order, orders.slice(index + 1))]
  })
}

/** A comment, taken apart. */
interface Order {
  readonly word: Word
  readonly span: SourceSpan
  readonly rules: readonly Located<string>[]
  readonly reason: string
}

function htmlIn(node: Nodes): readonly Nodes[] {
  if (node.type === 'html') return [node]
  return 'children' in node ? node.children.flatMap(htmlIn) : []
}

/** A block of HTML holds all up to the next blank line: several comments, and perhaps a fence. */
function commentsIn({ text }: SourceFile, block: SourceSpan): readonly Located<string>[] {
  const html = text.slice(block.start, block.end)
  const visible = html.replace(
    /^[ \t>]*(`{3,}|~{3,})[^\n]*\n[\s\S]*?(?:^[ \t>]*\1[ \t]*$|$(?![\s\S]))/gm,
    blank,
  )
  return [...visible.matchAll(/<!--([\s\S]*?)-->/g)].map((match) => {
    const start = block.start + match.index
    return { value: match[1] ?? '', span: { ...block, start, end: start + match[0].length } }
  })
}

function blank(text: string): string {
  return ' '.repeat(text.length)
}

function ordersIn({ value, span }: Located<string>, report: Report): readonly Order[] {
  const written = /^\s*(plan-[a-z-]*[a-z])/i.exec(value)?.[1]
  if (written === undefined) return []
  const word = words.find((known) => known === written)
  if (word === undefined) {
    const meant = closest(written, words)
    const isOurs = meant !== undefined || /^plan-(?:dis|en)able/i.test(written)
    const start = span.start + '<!--'.length + value.indexOf(written)
    const place = { ...span, start, end: start + written.length }
    if (isOurs) report(suppressionIsClear, { span, ...unknownWord(place, written, meant) })
    return []
  }
  const offset = span.start + '<!--'.length + value.indexOf(written) + written.length
  const rest = value.slice(value.indexOf(written) + written.length)
  const [list = '', ...reasons] = rest.split(/(?:^|\s)--(?:\s|$)/)
  const order = {
    word,
    span,
    rules: rulesIn(list, { ...span, start: offset }),
    reason: reasons.join(' -- ').trim(),
  }
  return isClear(order, list, report) ? [order] : []
}

/** Codes and names between commas or blanks. */
function rulesIn(list: string, { path, start }: SourceSpan): readonly Located<string>[] {
  return [...list.matchAll(/[^\s,]+/g)].map((match) => {
    const from = start + match.index
    return { value: match[0], span: { path, start: from, end: from + match[0].length } }
  })
}

function isClear({ word, span, rules, reason }: Order, list: string, report: Report): boolean {
  if (rules.length === 0) {
    report(suppressionIsClear, {
      span,
      message: `\`${word}\` names no rule, and all rules at once are not silenced`,
      help: `Name what it is about: \`<!-- ${word} PC302 -- why -->\`.`,
    })
    return false
  }
  if (reason !== '' || word === 'plan-enable') return true
  report(suppressionIsClear, {
    span,
    message: `\`${word}\` does not say why, so it silences nothing`,
    help: `Give the reason behind two hyphens: \`<!-- ${word} ${list.trim()} -- why -->\`.`,
  })
  return false
}

function unknownWord(place: SourceSpan, written: string, meant: string | undefined): Omit<Finding, 'span'> {
  const help =
    meant === undefined
      ? `There is ${words.map((word) => `\`${word}\``).join(', ')}.`
      : `Did you mean \`${meant}\`?`
  const message = `\`${written}\` has no meaning, so it silences nothing`
  if (meant === undefined) return { message, help }
  const edits = [{ span: place, text: meant }]
  return { message, help, fix: { safety: 'unsafe', title: `Write ${meant}`, edits } }
}

function isOpened({ rules }: Order, before: readonly Order[]): boolean {
  return rules.every(({ value }) =>
    before.some(
      ({ word, rules: open }) => word === 'plan-disable' && open.some((rule) => rule.value === value),
    ),
  )
}

function neverOpened({ span, rules }: Order) {
  const names = rules.map(({ value }) => `\`${value}\``).join(', ')
  return {
    span,
    message: `Nothing above silences ${names}, so there is nothing to end`,
    help: 'Delete it, or write it as it stands in `plan-disable`.',
  }
}

function suppressionOf(source: SourceFile, order: Order, after: readonly Order[]): Suppression {
  const { span, reason } = order
  const rules = order.rules.map((rule) => ({ ...rule, covers: coveredBy(source, { ...order, rule }, after) }))
  return { span, removal: removalOf(source, span), rules, reason }
}

interface Single extends Order {
  readonly rule: Located<string>
}

function coveredBy(source: SourceFile, { word, span, rule }: Single, after: readonly Order[]): SourceSpan {
  const { path } = span
  const end = source.text.length + 1
  switch (word) {
    case 'plan-disable-next-line':
      return nextLine(source, span)
    case 'plan-disable-line':
      return { path, ...boundsOf(source, positionAt(source, span.start).line) }
    case 'plan-disable-file':
      return { path, start: 0, end }
    case 'plan-disable': {
      const closing = after.find(
        (order) => order.word === 'plan-enable' && order.rules.some(({ value }) => value === rule.value),
      )
      return { path, start: span.end, end: closing?.span.start ?? end }
    }
    case 'plan-enable':
      return { path, start: span.end, end: span.end }
  }
}

/** The next line that says anything: formatters part a comment from a heading, and comments stand above each other. */
function nextLine(source: SourceFile, { path, end }: SourceSpan): SourceSpan {
  const line = positionAt(source, end).line + 1
  return { path, ...boundsOf(source, speakingFrom(source)[line] ?? line) }
}

const known = new WeakMap<SourceFile, readonly number[]>()

/** For each line the first one from there on that says anything, or the last of all: comments may stand in thousands. */
function speakingFrom(source: SourceFile): readonly number[] {
  const before = known.get(source)
  if (before !== undefined) return before
  const lines: number[] = []
  const last = source.lineStarts.length
  for (let line = last; line > 0; line--) {
    const isMute = line < last && /^[\s>]*(?:<!--\s*plan-[^>]*-->\s*)?$/.test(lineText(source, line))
    lines[line] = isMute ? (lines[line + 1] ?? last) : line
  }
  known.set(source, lines)
  return lines
}

function boundsOf({ lineStarts, text }: SourceFile, line: number) {
  return { start: lineStarts[line - 1] ?? text.length, end: lineStarts[line] ?? text.length + 1 }
}

/** With its line where it stands alone there; else with the blanks before it. */
function removalOf(source: SourceFile, span: SourceSpan): SourceSpan {
  const { text } = source
  const first = boundsOf(source, positionAt(source, span.start).line)
  const last = boundsOf(source, positionAt(source, span.end).line)
  const before = text.slice(first.start, span.start)
  const isAlone = before.trim() === '' && text.slice(span.end, last.end).trim() === ''
  if (isAlone) return { ...span, start: first.start, end: Math.min(last.end, text.length) }
  return { ...span, start: span.start - (before.length - before.trimEnd().length) }
}
