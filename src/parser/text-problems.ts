import type { Report } from '../diagnostics/diagnostic.ts'
import { lineText, type SourceFile, sourceFile, startOf } from '../source/source-file.ts'
import type { SourceSpan } from '../source/span.ts'
import { excessiveMarkup } from './excess.ts'
import { noDeepNesting, noExcessiveMarkup, noNulByte, noOversizedFile, textIsUtf8 } from './problems.ts'

/** Past this, parsing Markdown can take seconds; no real plan comes near it. */
const maximumBytes = 1024 * 1024
/** Past this, a Markdown parser that keeps a container stack is slow or runs out of its own. */
const maximumDepth = 100

export interface Decoded {
  /** As much of the text as can be shown. */
  readonly source: SourceFile
  /** `false`: the text is not to be parsed; why has been reported. */
  readonly readable: boolean
}

/** Bytes to text, or a finding that says which byte is in the way. */
export function decode(path: string, bytes: Uint8Array, report: Report): Decoded {
  if (bytes.length > maximumBytes) return refuseSize(path, bytes, report)
  const source = sourceFile(path, new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes))
  if (!isUtf8(bytes)) {
    report(textIsUtf8, notUtf8(source, bytes))
    return { source, readable: false }
  }
  const nul = source.text.indexOf('\0')
  if (nul >= 0) {
    report(noNulByte, {
      span: { path, start: nul, end: nul + 1 },
      message: 'The text holds a NUL byte',
      help: 'Delete it; if the file is no text at all, it is no plan.',
    })
    return { source, readable: false }
  }
  return { source, readable: isParseable(source, report) }
}

/** What would keep a Markdown parser busy for minutes is refused by looking at lines alone. */
function isParseable(source: SourceFile, report: Report): boolean {
  const deep = tooDeep(source)
  if (deep !== undefined) {
    report(noDeepNesting, {
      span: deep,
      message: `Lists or quotes nest deeper than ${maximumDepth} here`,
      help: 'Flatten the list; a plan needs a handful of levels.',
    })
  }
  const excessive = excessiveMarkup(source)
  if (excessive !== undefined) {
    report(noExcessiveMarkup, {
      span: excessive.span,
      message: excessive.message,
      help: 'Move what is no plan, such as logs and data, into a file of its own.',
    })
  }
  return deep === undefined && excessive === undefined
}

function refuseSize(path: string, bytes: Uint8Array, report: Report): Decoded {
  const source = sourceFile(
    path,
    new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(0, 1024)),
  )
  report(noOversizedFile, {
    span: startOf(source),
    message: `The file has ${bytes.length} bytes, more than the ${maximumBytes} that are read`,
    help: 'Split the plan, or move logs and transcripts out of it.',
  })
  return { source, readable: false }
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}

function notUtf8(source: SourceFile, bytes: Uint8Array) {
  const wide = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)
  const start = Math.max(0, source.text.indexOf('\ufffd'))
  return {
    span: { path: source.path, start, end: Math.min(start + 1, source.text.length) },
    message: wide ? 'The text is UTF-16, not UTF-8' : 'The text is not UTF-8 from here on',
    help: 'Save the file as UTF-8.',
  }
}

/** The first line whose markers alone nest too deep: `> > - - 1. …`, or whose indentation does. */
function tooDeep(source: SourceFile): SourceSpan | undefined {
  for (let line = 1; line <= source.lineStarts.length; line++) {
    const start = source.lineStarts[line - 1] ?? 0
    const first = source.text.charCodeAt(start)
    if (!marker.has(first)) continue
    const text = lineText(source, line)
    if (depthOf(text) > maximumDepth)
      return { path: source.path, start, end: start + Math.min(text.length, 80) }
  }
  return undefined
}

const marker = new Set([...' \t>-*+0123456789'].map((unit) => unit.charCodeAt(0)))

/** Counts containers that a line opens or continues; two blanks may be one level of a list. */
function depthOf(text: string): number {
  if (/^\s*([-*_])(?:\s*\1){2,}\s*$/.test(text)) return 0
  let depth = 0
  let rest = text
  for (let match = container.exec(rest); match !== null; match = container.exec(rest)) {
    depth++
    rest = rest.slice(match[0].length)
    if (depth > maximumDepth) break
  }
  const indentation = /^[^\S\n]*/.exec(text)?.[0].length ?? 0
  return rest === '' ? depth : Math.max(depth, /^\s*(?:[-*+>]|\d+[.)])\s/.test(text) ? indentation / 2 : 0)
}

const container = /^[^\S\n]{0,3}(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t]))[ \t]?/
