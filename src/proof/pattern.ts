/**
 * Regular expressions of strangers, matched in time that is linear in the text: a set of states goes through it once,
 * nothing is tried again. `^` and `$` mean lines, as with the flag `m`.
 */
export interface Pattern {
  /** `undefined`: the text is too long for so large a pattern. */
  test(text: string): boolean | undefined
}

/** What is wrong with it; completes a sentence that begins with the pattern. */
export interface Refusal {
  readonly refusal: string
}

export function patternOf(source: string): Pattern | Refusal {
  if (source.length > LONGEST) return { refusal: `is longer than ${LONGEST} characters` }
  try {
    new RegExp(source)
  } catch {
    return { refusal: 'is no regular expression' }
  }
  const unsupported = UNSUPPORTED.exec(source)
  if (unsupported) return { refusal: `uses \`${unsupported[1]}\`, which cannot be matched in linear time` }
  const program = compile(parse(source))
  return program === undefined ? { refusal: 'repeats too much' } : { test: (text) => run(program, text) }
}

const LONGEST = 1000
const MOST_STATES = 4000
/** About a second. */
const MOST_STEPS = 20_000_000

/** Lookaround, flags of a group, back references, properties; not what is escaped. */
const UNSUPPORTED = /^(?:[^\\(]|\\[^1-9kpP]|\((?!\?<?[=!]|\?[a-z-]+:))*(\(\?<?[=!]|\(\?[a-z-]+:|\\[1-9kpP])/

type Syntax =
  | { readonly kind: 'one'; readonly matches: (unit: number) => boolean }
  | { readonly kind: 'place'; readonly holds: Place }
  | { readonly kind: 'all'; readonly parts: readonly Syntax[] }
  | { readonly kind: 'any'; readonly options: readonly Syntax[] }
  | { readonly kind: 'repeat'; readonly part: Syntax; readonly least: number; readonly most: number }

type Place = (text: string, at: number) => boolean

const PLACES: Readonly<Record<string, Place>> = {
  '^': (text, at) => at === 0 || isLineEnd(text, at - 1),
  $: (text, at) => at === text.length || isLineEnd(text, at),
  '\\b': isBoundary,
  '\\B': (text, at) => !isBoundary(text, at),
}

function isLineEnd(text: string, at: number): boolean {
  return /[\n\r\u2028\u2029]/.test(text.charAt(at))
}

function isBoundary(text: string, at: number): boolean {
  return /\w/.test(text.charAt(at - 1)) !== /\w/.test(text.charAt(at))
}

const ATOM =
  /\\(?:u[\da-fA-F]{4}|x[\da-fA-F]{2}|c[A-Za-z]|[\s\S])|\[(?:\\[\s\S]|[^\]\\])*\]|\((?:\?(?::|<[^>]*>))?|[\s\S]/y
const QUANTIFIER = /(?:([*+?])|\{(\d+)(,(\d*))?\})\??/y

/** Takes apart what `RegExp` has accepted. */
function parse(source: string): Syntax {
  let at = 0
  const take = (expression: RegExp): RegExpExecArray | undefined => {
    expression.lastIndex = at
    const match = expression.exec(source) ?? undefined
    at += match?.[0].length ?? 0
    return match
  }
  const options = (): Syntax => {
    const found: Syntax[] = []
    let parts: Syntax[] = []
    while (at < source.length && source[at] !== ')') {
      if (source[at] !== '|') {
        parts.push(repeated())
        continue
      }
      at++
      found.push({ kind: 'all', parts })
      parts = []
    }
    return { kind: 'any', options: [...found, { kind: 'all', parts }] }
  }
  const repeated = (): Syntax => {
    const part = atom(take(ATOM)?.[0] ?? '')
    const quantifier = take(QUANTIFIER)
    return quantifier ? { kind: 'repeat', part, ...rangeOf(quantifier) } : part
  }
  const atom = (text: string): Syntax => {
    const holds = PLACES[text]
    if (holds) return { kind: 'place', holds }
    if (!text.startsWith('(')) return { kind: 'one', matches: matcherOf(text) }
    const inside = options()
    at++
    return inside
  }
  return options()
}

function rangeOf([, sign, least, more, most]: RegExpExecArray): { least: number; most: number } {
  if (sign !== undefined)
    return { least: sign === '+' ? 1 : 0, most: sign === '?' ? 1 : Number.POSITIVE_INFINITY }
  const low = Number(least)
  return { least: low, most: more === undefined ? low : most ? Number(most) : Number.POSITIVE_INFINITY }
}

/** One character at a time, the language's own engine is as good as any. */
function matcherOf(atom: string): (unit: number) => boolean {
  const expression = new RegExp(`^${/^[{}\]]$/.test(atom) ? `\\${atom}` : atom}$`)
  const known = Array.from({ length: 128 }, (_, unit) => expression.test(String.fromCharCode(unit)))
  return (unit) => known[unit] ?? (unit >= 0 && expression.test(String.fromCharCode(unit)))
}

type State =
  | { readonly kind: 'one'; readonly matches: (unit: number) => boolean; readonly next: number }
  | { readonly kind: 'place'; readonly holds: Place; readonly next: number }
  | { readonly kind: 'fork'; readonly next: readonly number[] }
  | { readonly kind: 'end' }

interface Program {
  readonly states: readonly State[]
  readonly start: number
}

/** Back to front: each part is told where it leads. */
function compile(syntax: Syntax): Program | undefined {
  const states: State[] = [{ kind: 'end' }]
  const add = (state: State): number => {
    if (states.length > MOST_STATES) throw new TooLarge()
    return states.push(state) - 1
  }
  const lay = (part: Syntax, next: number): number => {
    switch (part.kind) {
      case 'one':
      case 'place':
        return add({ ...part, next })
      case 'all':
        return part.parts.reduceRight((after, inner) => lay(inner, after), next)
      case 'any':
        return add({ kind: 'fork', next: part.options.map((option) => lay(option, next)) })
      case 'repeat':
        return layRepeat(part, next)
    }
  }
  const layRepeat = ({ part, least, most }: Extract<Syntax, { kind: 'repeat' }>, next: number): number => {
    let entry = next
    if (most === Number.POSITIVE_INFINITY) {
      const ways: number[] = []
      entry = add({ kind: 'fork', next: ways })
      ways.push(lay(part, entry), next)
    } else
      for (let more = least; more < most; more++)
        entry = add({ kind: 'fork', next: [lay(part, entry), next] })
    for (let once = 0; once < least; once++) entry = lay(part, entry)
    return entry
  }
  try {
    return { start: lay(syntax, 0), states }
  } catch (error) {
    if (error instanceof TooLarge) return undefined
    throw error
  }
}

class TooLarge extends Error {}

function run({ states, start }: Program, text: string): boolean | undefined {
  const seenAt = new Int32Array(states.length).fill(-1)
  let reached: number[] = []
  let waiting: number[] = []
  let steps = 0
  for (let at = 0; at <= text.length; at++) {
    const unit = at < text.length ? text.charCodeAt(at) : -1
    reached.push(start)
    for (let number = reached.pop(); number !== undefined; number = reached.pop()) {
      if (seenAt[number] === at) continue
      seenAt[number] = at
      if (++steps > MOST_STEPS) return undefined
      const state = states[number]
      if (state === undefined) continue
      if (state.kind === 'end') return true
      if (state.kind === 'fork') for (const next of state.next) reached.push(next)
      else if (state.kind === 'place' ? state.holds(text, at) : state.matches(unit))
        (state.kind === 'place' ? reached : waiting).push(state.next)
    }
    ;[reached, waiting] = [waiting, reached]
  }
  return false
}
