import type { Located, SourceSpan } from '../../source/span.ts'
import type { Source } from '../place.ts'
import { type Line, linesOutsideCode } from './lines.ts'

/** A tag such as `<task type="auto">`, and all up to its closing tag. Not XML: what is inside is Markdown. */
export interface Element {
  readonly name: string
  readonly attributes: readonly Attribute[]
  /** The opening tag itself. */
  readonly tag: SourceSpan
  readonly content: SourceSpan
  /** Both tags and what is between them. */
  readonly span: SourceSpan
  /** Elements inside, in text order. */
  readonly children: readonly Element[]
  /** `false`: the closing tag is missing, and the element ends where what holds it does. */
  readonly closed: boolean
}

export interface Attribute {
  readonly name: Located<string>
  readonly value: Located<string>
}

/** Which tags may stand directly in an element, or, for the key `''`, in the document: every other tag is text. */
export type TagGrammar = ReadonlyMap<string, ReadonlySet<string>>

export interface Tags {
  readonly elements: readonly Element[]
  /** First lines of code fences that a closing tag stands in. */
  readonly openFences: readonly SourceSpan[]
  /** What begins as a tag of these elements does and is none. */
  readonly broken: readonly SourceSpan[]
}

interface Draft {
  readonly name: string
  readonly attributes: readonly Attribute[]
  readonly tag: SourceSpan
  readonly children: Element[]
  /** No closing tag follows: it ends where the next element of its parent begins. */
  readonly endless: boolean
  /** How often a tag of an open element is opened again in the text: an example, which its own tag closes. */
  readonly nested: Map<string, number>
}

/**
 * Finds tags by lines, outside code fences and comments: an opening tag begins its line or follows another tag; a
 * closing tag does too, or ends its line. Reads each character a constant number of times.
 */
export function readTags(source: Source, from: number, grammar: TagGrammar): Tags {
  const openFences: SourceSpan[] = []
  const nest = nestOf(source, grammar)
  const surroundings = {
    isOpen: (name: string) => nest.isOpen(name),
    openFence: (span: SourceSpan) => openFences.push(span),
  }
  for (const line of linesOutsideCode(source, from, surroundings)) nest.read(line)
  return { elements: nest.finish(), openFences, broken: nest.broken }
}

function nestOf(source: Source, grammar: TagGrammar) {
  const { path, text } = source
  const elements: Element[] = []
  const broken: SourceSpan[] = []
  const stack: Draft[] = []
  const isOpen = (name: string) => stack.some((draft) => draft.name === name)
  const closings = new Map<string, number>()
  const lastClosing = (name: string): number => {
    const known = closings.get(name) ?? text.lastIndexOf(`</${name}`)
    closings.set(name, known)
    return known
  }
  const admits = (name: string) => grammar.get(stack.at(-1)?.name ?? '')?.has(name) === true

  const close = (end: number, after: number, closed: boolean) => {
    const draft = stack.pop()
    if (draft === undefined) return
    const { name, attributes, tag, children } = draft
    const content = { path, start: tag.end, end: Math.max(tag.end, end) }
    const span = { path, start: tag.start, end: Math.max(tag.end, after) }
    const siblings = stack.at(-1)?.children ?? elements
    siblings.push({ name, attributes, tag, content, span, children, closed })
  }
  const closeThrough = (name: string, end: number, after: number) => {
    const index = stack.findLastIndex((draft) => draft.name === name)
    while (stack.length > index + 1) close(end, end, false)
    close(end, after, true)
  }
  const open = ({ name, attributes, alone }: OpenTag, tag: SourceSpan) => {
    const endless = tag.start > lastClosing(name)
    stack.push({ name, attributes, tag, children: [], endless, nested: new Map() })
    if (alone) close(tag.end, tag.end, true)
  }
  /** A container right inside its like: the first one was never closed. Deeper down it is text. */
  const admitsAt = (name: string, at: number): boolean => {
    if (admits(name)) return true
    const top = stack.at(-1)
    if (top?.endless && grammar.get(stack.at(-2)?.name ?? '')?.has(name)) {
      close(at, at, false)
      return true
    }
    if (!isOpen(name)) return false
    if (top?.name === name && grammar.has(name)) {
      close(at, at, false)
      return admits(name)
    }
    top?.nested.set(name, (top.nested.get(name) ?? 0) + 1)
    return false
  }
  /** Whether a closing tag belongs to an element, not to an example in its text. */
  const closes = (name: string): boolean => {
    const nested = stack.at(-1)?.nested
    const count = nested?.get(name) ?? 0
    if (count > 0) nested?.set(name, count - 1)
    return count === 0 && isOpen(name)
  }

  const read = ({ start, end }: Line) => {
    let position = skipBlanks(text, start, end)
    if (text.charCodeAt(position) !== 60 && stack.length === 0) return
    const line = lineOf(text, start, end)
    while (position < end) {
      const opening = openTagAt(source, position, end)
      if (opening !== undefined && admitsAt(opening.name, position)) {
        open(opening, { path, start: position, end: opening.end })
        position = skipBlanks(text, opening.end, end)
        continue
      }
      if (opening === undefined && isBroken(text, position, end, admits))
        broken.push({ path, start: position, end })
      const closing = closeTagAt(text, position)
      if (closing !== undefined) {
        if (closes(closing.name)) closeThrough(closing.name, position, closing.end)
        position = skipBlanks(text, closing.end, end)
        continue
      }
      const top = stack.at(-1)
      const next = top && line.closingOf(top.name, position)
      if (next === undefined) return
      closeThrough(next.name, next.start, next.end)
      position = skipBlanks(text, next.end, end)
    }
  }
  const finish = (): readonly Element[] => {
    while (stack.length > 0) close(text.length, text.length, false)
    return elements
  }
  return { isOpen, read, finish, broken }
}

interface OpenTag {
  readonly name: string
  readonly attributes: readonly Attribute[]
  readonly end: number
  /** `<x />` */
  readonly alone: boolean
}

/** Longer ones are no tags of a plan; the bound keeps a hostile line cheap. */
const longestTag = 2000
const openTag = /^<([A-Za-z][\w:-]*)((?:\s+[\w:-]+(?:\s*=\s*(?:"[^"\n]*"|'[^'\n]*'))?)*)\s*(\/?)>/
const closeTag = /^<\/([A-Za-z][\w:-]*)\s*>/
const attributePart = /([\w:-]+)(?:\s*=\s*(?:"([^"\n]*)"|'([^'\n]*)'))?/g

function openTagAt({ path, text }: Source, position: number, end: number): OpenTag | undefined {
  if (text.charCodeAt(position) !== 60) return undefined
  const match = openTag.exec(text.slice(position, Math.min(end, position + longestTag)))
  if (match === null) return undefined
  const [whole, name = '', written = '', slash] = match
  const attributes = attributesOf(path, written, position + 1 + name.length)
  return { name, attributes, end: position + whole.length, alone: slash === '/' }
}

function closeTagAt(
  text: string,
  position: number,
): { readonly name: string; readonly end: number } | undefined {
  if (text.charCodeAt(position) !== 60) return undefined
  const match = closeTag.exec(text.slice(position, position + 200))
  return match === null ? undefined : { name: match[1] ?? '', end: position + match[0].length }
}

/** `<task type="auto` that no `>` ends, or with an attribute without quotes. */
function isBroken(text: string, position: number, end: number, known: (name: string) => boolean): boolean {
  if (text.charCodeAt(position) !== 60) return false
  const name = /^<([A-Za-z][\w:-]*)(?=\s|$)/.exec(text.slice(position, Math.min(end, position + 200)))?.[1]
  return name !== undefined && known(name)
}

function attributesOf(path: string, written: string, offset: number): readonly Attribute[] {
  return [...written.matchAll(attributePart)].map(
    ({ index, 0: whole, 1: name = '', 2: double, 3: single }) => {
      const start = offset + index
      const end = start + whole.length
      const value = double ?? single ?? ''
      const behind = double === undefined && single === undefined ? end : end - 1
      return {
        name: { value: name, span: { path, start, end: start + name.length } },
        value: { value, span: { path, start: behind - value.length, end: behind } },
      }
    },
  )
}

/** Looks for closing tags behind text, inline code blanked once for the whole line. */
function lineOf(text: string, start: number, end: number) {
  let blanked: string | undefined
  const patterns = new Map<string, RegExp>()
  return {
    /** Where `name` is closed: at the end of the line, or before another tag. */
    closingOf(name: string, position: number) {
      blanked ??= text.slice(start, end).replace(/`[^`\n]+`/g, (code) => ' '.repeat(code.length))
      const pattern = patterns.get(name) ?? new RegExp(`</${name}\\s*>(?=[ \\t]*(?:$|<))`, 'g')
      patterns.set(name, pattern)
      pattern.lastIndex = position - start
      const match = pattern.exec(blanked)
      if (match === null) return undefined
      return { name, start: start + match.index, end: start + match.index + match[0].length }
    },
  }
}

function skipBlanks(text: string, position: number, end: number): number {
  let at = position
  while (at < end && (text.charCodeAt(at) === 32 || text.charCodeAt(at) === 9)) at++
  return at
}
