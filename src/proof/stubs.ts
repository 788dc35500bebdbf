import { type Evidence, isModule, type Stub } from './evidence.ts'

/** The places in a text where the work is only promised. */
export function stubsIn(path: string, text: string, evidence: Evidence): readonly Stub[] {
  if (isModule(path)) return evidence.module(path, text)?.stubs ?? []
  return stubsInText(path, text)
}

/** Those that were not there before: a task does not answer for what it found. */
export function newStubs(now: readonly Stub[], before: readonly Stub[]): readonly Stub[] {
  const known = new Map<string, number>()
  for (const { text } of before) known.set(text, (known.get(text) ?? 0) + 1)
  return now.filter(({ text }) => {
    const left = known.get(text) ?? 0
    known.set(text, left - 1)
    return left <= 0
  })
}

/** Words that say that something is not done; in capitals, because a program may be about a list of todos. */
export const notDone =
  /\b(?:[Nn]ot (?:yet )?[Ii]mplemented|NOT (?:YET )?IMPLEMENTED|[Uu]nimplemented|[Ii]mplement me|[Tt]o be implemented|TODO|FIXME)\b/

const NEVER_DONE = 'ends with an error, because nothing is implemented'

interface Language {
  readonly extension: RegExp
  readonly comment: RegExp
  /** A line that stands for work that is not done. */
  readonly line?: RegExp
  /** The first line of a body that holds nothing else, and the line of a function before it. */
  readonly body?: { readonly head: RegExp; readonly only: RegExp; readonly unless: RegExp }
}

/** Simple rules for lines; who wants more than these runs a linter. */
const LANGUAGES: readonly Language[] = [
  { extension: /\.rs$/, comment: /^\/\//, line: /\b(?:todo|unimplemented)!\s*[([{]/ },
  {
    extension: /\.go$/,
    comment: /^\/\//,
    line: /\bpanic\(\s*["`](?:not (?:yet )?implemented|unimplemented|todo)/i,
  },
  {
    extension: /\.pyi?$/,
    comment: /^#/,
    body: {
      head: /^(?:async\s+)?def\s/,
      only: /^(?:pass|raise NotImplementedError\b.*)$/,
      unless: /^@(?:\w+\.)*(?:abstract\w*|overload)\b/,
    },
  },
  {
    extension: /\.(?:java|scala|groovy)$/,
    comment: /^(?:\/\/|\*|\/\*)/,
    line: /\bthrow new \w*(?:NotImplemented|UnsupportedOperation)\w*\(\s*(?:\)|"(?:not (?:yet )?implemented|todo))/i,
  },
  { extension: /\.kts?$/, comment: /^(?:\/\/|\*|\/\*)/, line: /(?:=|\{|^)\s*TODO\(/ },
  { extension: /\.cs$/, comment: /^\/\//, line: /\bthrow new NotImplementedException\(/ },
  {
    extension: /\.swift$/,
    comment: /^\/\//,
    line: /\bfatalError\(\s*"(?:not (?:yet )?implemented|unimplemented|todo)/i,
  },
  { extension: /\.rb$/, comment: /^#/, line: /^raise NotImplementedError\b/ },
  {
    extension: /\.php$/,
    comment: /^(?:\/\/|#|\*|\/\*)/,
    line: /\bthrow new \\?\w*Exception\(\s*["'](?:not (?:yet )?implemented|todo)/i,
  },
  {
    extension: /\.(?:sh|bash|zsh|ya?ml|toml|ex|exs)$/,
    comment: /^#/,
  },
  { extension: /\.(?:sql|lua)$/, comment: /^(?:--|\/\*|\*)/ },
  { extension: /\.(?:c|h|cc|cpp|hpp|css|scss)$/, comment: /^(?:\/\/|\*|\/\*)/ },
]

function stubsInText(path: string, text: string): readonly Stub[] {
  const language = LANGUAGES.find(({ extension }) => extension.test(path))
  if (language === undefined) return []
  const lines = text.split('\n').map((line, index) => ({ line: index + 1, text: line.trim().slice(0, 1000) }))
  const written = lines.filter((line) => line.text !== '')
  const code = written.filter((line) => !language.comment.test(line.text))
  const promise = written.find((line) => notDone.test(line.text))
  if (code.length === 0 && promise)
    return [{ ...promise, what: 'holds nothing but a comment that promises work' }]
  return [...linesIn(code, language), ...bodiesIn(code, language)]
}

type Line = Pick<Stub, 'line' | 'text'>

function linesIn(code: readonly Line[], { line: rule }: Language): readonly Stub[] {
  if (rule === undefined) return []
  return code.filter(({ text }) => rule.test(text)).map((line) => ({ ...line, what: NEVER_DONE }))
}

function bodiesIn(code: readonly Line[], { body }: Language): readonly Stub[] {
  if (body === undefined) return []
  const open = withoutDocumentation(code)
  return open.flatMap((line, index) => {
    if (!body.only.test(line.text)) return []
    const before = open.slice(Math.max(0, index - 20), index)
    const head = before.findLastIndex(({ text }) => body.head.test(text))
    const isWhole =
      head >= 0 && before.slice(head).findIndex(({ text }) => text.endsWith(':')) === before.length - 1 - head
    const marks = before.slice(0, Math.max(0, head)).toReversed()
    const last = marks.findIndex(({ text }) => !text.startsWith('@'))
    const isExempt = marks.slice(0, last < 0 ? marks.length : last).some(({ text }) => body.unless.test(text))
    return isWhole && !isExempt
      ? [{ ...line, text: `${before[head]?.text} ${line.text}`, what: 'has a function without a body' }]
      : []
  })
}

/** Without strings that stand alone: what they say is no work. */
function withoutDocumentation(code: readonly Line[]): readonly Line[] {
  const kept: Line[] = []
  let quote: string | undefined
  for (const line of code) {
    if (quote !== undefined) {
      if (line.text.endsWith(quote)) quote = undefined
      continue
    }
    const opening = /^[rub]?("""|''')/i.exec(line.text)?.[1]
    if (opening === undefined) kept.push(line)
    else if (line.text.length < 6 || !line.text.endsWith(opening)) quote = opening
  }
  return kept
}
